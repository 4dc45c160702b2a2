import { describe, expect, it } from 'vitest'
import { csv, rowsOf, sessionOf } from '../support/session'

const STATUSES = ['Paid', 'Sent', 'Overdue', 'Draft', 'Void']
const invoices = (due: boolean) =>
  csv(
    Array.from({ length: 25 }, (_, i) => ({
      'Invoice No': `INV-${100 + i}`,
      'Invoice Date': `2024-0${1 + (i % 6)}-11`,
      ...(due ? { 'Due Date': `2024-0${2 + (i % 6)}-11` } : {}),
      'Customer ID': `C${i % 4}`,
      Amount: 10,
      Status: STATUSES[i % 5]!,
    })),
  )
const read = async (due: boolean) => {
  const session = await sessionOf({ 'invoices.csv': invoices(due) }, { period: 'all' })
  const [row] = await rowsOf(session, 'overview.kpis')
  const { notices } = await session.told()
  await session.engine.stop()
  const words = (code: string) => notices.find((notice) => notice.code === code)?.params.example
  return { revenue: row!.revenue, owed: words('owed'), not: words('not_sales') }
}

describe('what is sold and not paid', () => {
  it('counts on its day where buyers pay later, and is told; drafts and void ones do not', async () => {
    expect(await read(true)).toEqual({ revenue: 150, owed: 'Overdue, Sent', not: 'Draft, Void' })
  })
  it('is no sale yet where nobody says that they pay later', async () => {
    expect(await read(false)).toMatchObject({ revenue: 50, owed: undefined })
  })
  it('is told of orders that are finished and not paid', async () => {
    const orders = Array.from({ length: 24 }, (_, i) => ({
      订单号: `S${1000 + i}`,
      客户编号: `C${i % 5}`,
      下单时间: `2024-0${1 + (i % 6)}-11`,
      订单金额: 10,
      订单状态: i % 6 ? '已完成' : '待付款',
      付款状态: i % 3 ? '已付款' : '未付款',
    }))
    const session = await sessionOf({ 'orders.csv': csv(orders) }, { period: 'all' })
    const [row] = await rowsOf(session, 'overview.kpis')
    const { notices } = await session.told()
    // 24 of which 4 wait for their payment; of the others 4 are finished without one.
    expect(row!.revenue).toBe(200)
    expect(notices.find(({ code }) => code === 'owed')).toMatchObject({
      column: '付款状态',
      params: { n: 4, example: '未付款' },
    })
  })
})

describe('what was called off', () => {
  const rows = (amounts: [state: string, amount: number][]) =>
    csv(
      amounts.map(([state, amount], i) => ({
        单据编号: `D${1000 + i}`,
        单据日期: `2024-0${1 + (i % 6)}-11`,
        客户编号: `C${i % 5}`,
        金额: amount,
        单据状态: state,
      })),
    )
  const revenueOf = async (amounts: [string, number][]) => {
    const session = await sessionOf({ 'orders.csv': rows(amounts) }, { period: 'all' })
    const [row] = await rowsOf(session, 'overview.kpis')
    return row!.revenue
  }
  const sold = Array.from({ length: 20 }, (): [string, number] => ['已完成', 100])
  it('takes back nothing where sales are called off under their own amounts', async () => {
    expect(await revenueOf([...sold, ['已完成', -30], ['已作废', 50], ['已作废', 70], ['已作废', -40]])).toBe(
      1970,
    )
  })
  it('counts against the sale where only negative amounts are called off', async () => {
    expect(await revenueOf([...sold, ['已取消', -100], ['已取消', -100]])).toBe(1800)
  })
})
