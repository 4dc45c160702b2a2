import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBlocking } from '../../src/engine/blocking'
import type { Engine } from '../../src/engine/engine'
import { csv, sessionOf } from '../support/session'

let engine: Engine
beforeAll(async () => void (engine = await openBlocking()))
afterAll(() => engine.stop())

const PEOPLE = 12
const mail = (n: number) => `user${n}@mail.example`
const phone = (n: number) => `138${10_000_000 + n * 7919}`
const day = (n: number) => `2024-0${1 + (n % 9)}-1${n % 8}`
const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i))

/** Each buyer has a number, an address and a phone, as a shop writes them. */
const orders = csv(
  times(3 * PEOPLE, (i) => ({
    'Order ID': `O${1000 + i}`,
    'Order Date': day(i),
    'Customer ID': `K${i % PEOPLE}`,
    Email: mail(i % PEOPLE).replace('user', 'User'),
    Phone: phone(i % PEOPLE),
    Amount: 50 + i,
  })),
)
const register = csv(
  times(PEOPLE, (i) => ({ 客户编号: `K${i}`, 客户姓名: `王${i}`, 邮箱: mail(i), 手机号: phone(i) })),
)
const read = async (files: Record<string, string>, entity: string) => {
  const session = await sessionOf(files, { period: 'all' }, engine)
  const ids = await engine.query<{ id: string }>(
    `SELECT DISTINCT customer_id AS id FROM ${entity} ORDER BY length(id), id`,
  )
  const { notices } = await session.told(false)
  return {
    ids: ids.map(({ id }) => id),
    told: notices.flatMap(({ code, column, params }) =>
      code.startsWith('linked') ? [{ code, column, n: params.n, total: params.total }] : [],
    ),
  }
}
const numbers = times(PEOPLE, (i) => `K${i}`).sort((a, b) => a.length - b.length || (a < b ? -1 : 1))

/** Answers of all buyers and of three people who bought nothing. */
const ANSWERS: [string, string, Record<string, (i: number) => string | number>][] = [
  ['Email', orders, { Email: mail, Score: (i) => i % 11, 'Submitted at': (i) => `${day(i)} 10:00` }],
  ['邮箱', register, { 邮箱: (i) => ` ${mail(i).toUpperCase()}`, 评分: (i) => 1 + (i % 5), 提交时间: day }],
  ['電子郵件', orders, { 電子郵件: mail, 分數: (i) => 1 + (i % 5), 填寫時間: day, 意見: () => '還可以' }],
  ['手机号', register, { 手机号: (i) => `+86 ${phone(i)}`, 满意度: (i) => 1 + (i % 5), 提交时间: day }],
  [
    'Email Address',
    orders,
    {
      Timestamp: (i) => `${day(i)} 10:00`,
      'Email Address': mail,
      'How satisfied are you with delivery?': (i) => 1 + (i % 5),
      'How likely are you to recommend us?': (i) => i % 11,
    },
  ],
]
const answers = (columns: (typeof ANSWERS)[number][2], n = PEOPLE + 3) =>
  csv(times(n, (i) => Object.fromEntries(Object.entries(columns).map(([name, cell]) => [name, cell(i)]))))

describe('answers that say whose they are by what reaches the customer', () => {
  it.each(ANSWERS)(
    'are of the customers of the other file, told with their share: %s',
    async (column, by, all) => {
      const { ids, told } = await read({ 'customers.csv': by, 'answers.csv': answers(all) }, 'feedback')
      expect(ids.slice(0, PEOPLE)).toEqual(numbers)
      expect(ids).toHaveLength(PEOPLE + 3)
      expect(told).toEqual([{ code: 'linked', column, n: PEOPLE, total: PEOPLE + 3 }])
    },
  )
  it('are nobody’s where several customers have the address, and say so', async () => {
    const shared = register.replace(mail(1), mail(0))
    const { ids, told } = await read(
      { 'customers.csv': shared, 'answers.csv': answers(ANSWERS[1]![2]) },
      'feedback',
    )
    expect(ids).toContain(mail(0))
    expect(ids).not.toContain('K0')
    expect(ids).not.toContain('K1')
    expect(told).toEqual([
      // All but the shared one, and the one whose address nobody has any more.
      { code: 'linked', column: '邮箱', n: PEOPLE - 2, total: PEOPLE + 3 },
      { code: 'linked_several', column: '邮箱', n: 1, total: undefined },
    ])
  })
  it('are told of nobody where no other file knows an address', async () => {
    const bare = csv(times(PEOPLE, (i) => ({ 客户编号: `K${i}`, 客户姓名: `王${i}`, 城市: '上海' })))
    const { told } = await read({ 'customers.csv': bare, 'answers.csv': answers(ANSWERS[1]![2]) }, 'feedback')
    expect(told).toEqual([])
  })
})

describe('tickets that say whose they are by a phone', () => {
  it('are of the customers who buy under their number', async () => {
    const tickets = csv(
      times(PEOPLE, (i) => ({
        工单号: `T${i}`,
        手机号: phone(i),
        问题描述: '坏了，请尽快处理',
        创建时间: day(i),
        状态: i % 2 ? '已解决' : '处理中',
      })),
    )
    const { ids, told } = await read({ 'orders.csv': orders, 'tickets.csv': tickets }, 'tickets')
    expect(ids).toEqual(numbers)
    expect(told).toEqual([{ code: 'linked', column: '手机号', n: PEOPLE, total: PEOPLE }])
  })
})
