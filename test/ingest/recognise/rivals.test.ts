import { describe, expect, it } from 'vitest'
import { proposeMapping } from '../../../src/ingest/mapping'

/** Column → target of a table whose columns are given with their cells. */
function read(columns: Record<string, (row: number) => string>) {
  const header = Object.keys(columns)
  const rows = Array.from({ length: 40 }, (_, i) => header.map((name) => columns[name]!(i)))
  return Object.fromEntries(
    proposeMapping(header, rows).columns.map((column) => [column.header, column.target]),
  )
}
const day = (i: number) => `2026-0${1 + (i % 9)}-1${i % 9}`
const order = { 订单编号: (i: number) => `D${1000 + i}`, 下单时间: day }

describe('of several columns that could have one meaning', () => {
  it('what was paid goes before what was due, and both before the list price', () => {
    const amounts = {
      商品原价: (i: number) => `${60 + i}.00`,
      应付金额: (i: number) => `${55 + i}.00`,
      实付金额: (i: number) => `${50 + i}.00`,
    }
    const all = read({ ...order, 会员号: (i) => `M${i % 20}`, ...amounts })
    expect(all.实付金额).toBe('orders.amount')
    const { 实付金额: _, ...unpaid } = amounts
    expect(read({ ...order, 会员号: (i) => `M${i % 20}`, ...unpaid }).应付金额).toBe('orders.amount')
  })
  it('who bought goes before who receives the parcel, and staff is neither', () => {
    const names = ['王伟', '李娜', '张敏', '刘洋', '陈静', '杨帆', '赵磊', '黄丽']
    const found = read({
      ...order,
      收货人: (i) => names[(i * 5) % 8]!,
      客户姓名: (i) => names[i % 8]!,
      业务员: (i) => names[i % 2]!,
      实付金额: (i) => `${50 + i}.00`,
    })
    expect(found.客户姓名).toBe('customers.name')
    expect(found.收货人).toBeNull()
    expect(found.业务员).not.toBe('customers.name')
  })
  it('what somebody wrote to the shop is nobody', () => {
    const found = read({
      ...order,
      买家留言: (i) => ['尽快发货', '多谢', '要发票', '周末送'][i % 4]!,
      实付金额: (i) => `${50 + i}.00`,
    })
    expect(found.买家留言).toBeNull()
  })
  it('a number that is the same in each row numbers nothing', () => {
    const found = read({
      机号: () => '01',
      流水号: (i) => `${1000 + i}`,
      日期: day,
      会员号: (i) => `M${i % 20}`,
      实收: (i) => `${50 + i}.00`,
    })
    expect(found.流水号).toBe('orders.order_id')
  })
})
