import { describe, expect, it } from 'vitest'
import type { OrderState } from '../../src/model/sale'
import { csv, rowsOf, sessionOf, view } from '../support/session'

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
      params: { n: 4, example: '已完成 + 未付款' },
    })
    // Of the rows that are not paid only those that wait for it are none.
    expect(notices.find(({ code }) => code === 'not_sales')).toMatchObject({
      column: '订单状态',
      params: { n: 4, example: '待付款' },
    })
  })
})

describe('what the house approves and what is paid', () => {
  /** Every word of approval with every word of payment, so often. */
  const EACH = 3
  const documents = (headings: [approval: string, payment: string], approvals: string[], pays: string[]) =>
    csv(
      approvals.flatMap((approval, a) =>
        pays.flatMap((pay, p) =>
          Array.from({ length: EACH }, (_, i) => ({
            单据编号: `XS${1000 + 100 * a + 10 * p + i}`,
            单据日期: `2024-0${1 + ((a + p + i) % 6)}-11`,
            客户编号: `C${i}`,
            金额: 100,
            [headings[0]]: approval,
            [headings[1]]: pay,
          })),
        ),
      ),
    )
  const readAll = async (file: string, states?: Record<string, OrderState>) => {
    const session = await sessionOf({ 'documents.csv': file }, { period: 'all' })
    if (states) {
      session.say(session.sources[0]!.id, { states })
      await session.rebuild(view({ period: 'all' }))
    }
    const [row] = await rowsOf(session, 'overview.kpis')
    const { notices, questions } = await session.told()
    await session.engine.stop()
    const words = (code: string) =>
      notices.flatMap((notice) => (notice.code === code ? [notice.params.example] : []))
    const asked = questions.flatMap(({ code, value, options, chosen, column }) =>
      code === 'status' ? [`${column} ${value}: ${options[chosen]!.label}`] : [],
    )
    return { revenue: row!.revenue, not: words('not_sales'), owed: words('owed'), asked: asked.sort() }
  }

  it.each([
    ['审核状态', '付款状态', ['已审核', '未审核', '草稿'], ['已付款', '未付款']],
    ['審核狀態', '付款狀態', ['已審核', '未審核', '草稿'], ['已付款', '未付款']],
    ['Approval Status', 'Payment Status', ['Approved', 'Pending approval', 'Draft'], ['Paid', 'Unpaid']],
  ])('approved documents count, paid or not; others do not; both are asked: %s', async (audit, pay, a, p) => {
    const [approved, waiting, draft] = a as [string, string, string]
    const [paid, unpaid] = p as [string, string]
    expect(await readAll(documents([audit, pay], a, p))).toEqual({
      revenue: 2 * EACH * 100,
      not: [`${waiting}, ${draft}`.split(', ').sort().join(', ')],
      owed: [`${approved} + ${unpaid}`],
      asked: [
        `${audit} ${approved} + ${unpaid}: option.state.completed`,
        `${audit} ${draft} + ${paid}: option.state.pending`,
        `${audit} ${waiting} + ${paid}: option.state.pending`,
      ].sort(),
    })
  })
  it('count as the reader says of both together, and what is settled is asked no more', async () => {
    const file = documents(['审核状态', '付款状态'], ['已审核', '未审核'], ['已付款', '未付款'])
    const said = { '未审核 + 已付款': 'completed', '已审核 + 未付款': 'pending' } as const
    expect(await readAll(file, said)).toEqual({
      // What is approved and paid, and what is paid and not approved.
      revenue: 600,
      not: ['未付款', '未审核 + 未付款'],
      owed: [],
      asked: [],
    })
  })
  it('counts by its payment where a shop looks at an order after it was paid', async () => {
    const stages = ['待付款', '待审核', '已发货']
    const { revenue, not, owed, asked } = await readAll(
      documents(['订单状态', '付款状态'], stages, ['已付款', '未付款']),
    )
    // All that are paid, and what has gone out.
    expect([revenue, not, owed, asked]).toEqual([
      1200,
      ['待付款 + 未付款, 待审核 + 未付款'],
      ['已发货 + 未付款'],
      ['订单状态 已发货 + 未付款: option.state.completed'],
    ])
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
