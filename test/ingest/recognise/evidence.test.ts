import { describe, expect, it } from 'vitest'
import { proposeMapping, type Mapping } from '../../../src/ingest/mapping'

/** Sixty rows that a number makes. */
const propose = (header: string, row: (n: number) => (string | number)[]): Mapping =>
  proposeMapping(
    header.split(','),
    Array.from({ length: 60 }, (_, n) => row(n).map(String)),
  )
const targetOf = (mapping: Mapping, header: string): string | null =>
  mapping.columns.find((column) => column.header === header)!.target
const day = (n: number): string => `2024-${String((n % 9) + 1).padStart(2, '0')}-${10 + ((n * 7) % 19)}`
const money = (n: number): string => (20 + ((n * 37) % 400) + 0.5).toFixed(2)

describe('a word for places over words for conditions', () => {
  it.each([
    ['State', ['Checked out', 'Cancelled', 'No-show']],
    ['State', ['Done', 'Cancelled', 'Draft']],
    ['State', ['Completed', 'Refunded']],
    ['Estado', ['Entregado', 'Cancelado']],
  ])('is the condition of the order: %s, %s', (header, words) => {
    const mapping = propose(`Order,Date,Customer,Amount,${header}`, (n) => [
      `A${1000 + n}`,
      day(n),
      `Cust ${n % 17}`,
      money(n),
      words[n % words.length]!,
    ])
    expect(targetOf(mapping, header)).toBe('orders.status')
  })

  it('stays a place where the cells name places', () => {
    const mapping = propose('Order,Date,Customer,Amount,State', (n) => [
      `A${1000 + n}`,
      day(n),
      `Cust ${n % 17}`,
      money(n),
      ['California', 'Texas', 'Maine', 'Oregon', 'New York'][n % 5]!,
    ])
    expect(targetOf(mapping, 'State')).toMatch(/province|region/)
  })
})

describe('people who come again on other days and spend', () => {
  it.each([
    'Visit date,Mobile,Spent',
    'Day,Guest,Spend',
    '到店日期,客户,消费',
    'Date of visit,Guest name,Total spend',
  ])('are orders, in which no row takes the place of another: %s', (header) => {
    const phone = header.includes('Mobile')
    const mapping = propose(header, (n) => [
      day(n),
      phone ? `138000000${10 + (n % 17)}` : `王${'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午'[n % 17]}`,
      20 + ((n * 37) % 400),
    ])
    expect(mapping.entities).toContain('orders')
    expect(mapping.columns.map(({ target }) => target)).toEqual([
      'orders.ordered_at',
      phone ? 'customers.phone' : 'customers.name',
      'orders.amount',
    ])
  })

  it('are a list of people where each stands once', () => {
    const mapping = propose('Joined,Mobile,Total spend', (n) => [
      day(n),
      `138000000${10 + n}`,
      20 + ((n * 37) % 400),
    ])
    expect(mapping.entities).toEqual(['customers'])
  })
})

describe('what a company buys for itself', () => {
  it.each([
    '采购单号,供应商,采购日期,物料,数量,含税单价,采购金额',
    'Purchase Order,Supplier,Order Date,Item,Quantity,Unit Price,Amount',
  ])('is no sale: %s', (header) => {
    const mapping = propose(header, (n) => [
      `PO${1000 + n}`,
      ['兴业包装有限公司', '恒通五金有限公司'][n % 2]!,
      day(n),
      ['纸箱', '电阻', '胶带'][n % 3]!,
      1 + (n % 7),
      2.5,
      (2.5 * (1 + (n % 7))).toFixed(2),
    ])
    expect(mapping.entities).toEqual([])
  })

  it('is not meant where somebody buys from the supplier', () => {
    const mapping = propose('订单号,客户名称,供应商,下单日期,商品名称,数量,实付金额', (n) => [
      `D${1000 + n}`,
      `客户${n % 17}`,
      ['兴业包装有限公司', '恒通五金有限公司'][n % 2]!,
      day(n),
      ['纸箱', '电阻', '胶带'][n % 3]!,
      1 + (n % 7),
      money(n),
    ])
    expect(mapping.entities).toContain('orders')
  })
})

describe('the number of who receives', () => {
  const phone = (n: number) => `13${500000000 + ((n * 7919) % 99999999)}`
  it.each([
    ['订单号,下单人,收货人,收货电话,下单时间,实付', 1, 3],
    ['订单号,买家昵称,收货人姓名,联系手机,付款时间,实付', 1, 3],
    ['Order,Ordered by,Ship to,Ship phone,Ordered at,Paid', 1, 3],
  ])('does not tell who buys: %s', (header, buyer, number) => {
    const mapping = propose(header, (n) => [
      `D${1000 + n}`,
      `下单${n % 17}`,
      `收货${(n * 11) % 40}`,
      phone((n * 11) % 40),
      day(n),
      money(n),
    ])
    expect(mapping.columns[number]!.target).toBeNull()
    expect(['customers.name', 'orders.customer_id']).toContain(mapping.columns[buyer]!.target)
  })

  it('is the buyer’s where each buyer has one', () => {
    const mapping = propose('订单号,买家昵称,收货人姓名,联系手机,付款时间,实付', (n) => [
      `D${1000 + n}`,
      `买家${n % 17}`,
      `收货${n % 17}`,
      phone(n % 17),
      day(n),
      money(n),
    ])
    expect(mapping.columns[3]!.target).toBe('customers.phone')
  })

  it('is all there is where no column says who buys', () => {
    const mapping = propose('订单号,收货人,收货电话,下单时间,实付', (n) => [
      `D${1000 + n}`,
      `收货${n % 17}`,
      phone(n),
      day(n),
      money(n),
    ])
    expect(mapping.columns[2]!.target).toBe('customers.phone')
  })
})
