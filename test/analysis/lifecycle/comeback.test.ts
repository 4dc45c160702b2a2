import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBlocking } from '../../../src/engine/blocking'
import type { Engine } from '../../../src/engine/engine'
import { wilson } from '../../../src/stats/wilson'
import { ask, csv, rowsOf, sessionOf, view } from '../../support/session'

let engine: Engine
beforeAll(async () => void (engine = await openBlocking()))
afterAll(() => engine.stop())

const day = (from: string, days: number): string =>
  new Date(Date.parse(`${from}T00:00:00Z`) + days * 864e5).toISOString().slice(0, 10)
const NOW = '2024-12-31'
const THEN = '2023-12-31'

/** `n` customers silent for so many days a year ago, of whom `back` bought since. */
const silent = (name: string, n: number, days: number, back: number): [string, string][] =>
  Array.from({ length: n }, (_, k): [string, string][] => [
    [`${name}${k}`, day(THEN, -days)],
    ...(k < back ? [[`${name}${k}`, day(THEN, 100)] as [string, string]] : []),
  ]).flat()
const file = (orders: [string, string][]) => ({
  'orders.csv': csv(
    [...orders, ['last', NOW] as [string, string]].map(([customer_id, ordered_at], i) => ({
      ...{ order_id: `O${i}`, customer_id, ordered_at },
      amount: 10,
    })),
  ),
})
const ORDERS = [
  ...silent('a', 40, 5, 30),
  ...silent('b', 50, 45, 20),
  ...silent('c', 30, 100, 6),
  ...silent('d', 25, 200, 1),
]

describe('who comes back after a silence', () => {
  test('each class of silence counts whoever bought in the year after, the last one all who were silent for longer', async () => {
    const session = await sessionOf(file([...ORDERS, ...silent('e', 10, 400, 0)]), {}, engine)
    await session.configure({ lifecycle: { newDays: 30, dormantDays: 60, churnedDays: 90 } }, view())
    const rows = await rowsOf(session, 'lifecycle.comeback')
    const told = rows
      .filter((row) => Number(row.followed))
      .map(({ days, followed, back }) => [days, followed, back])
    expect(told).toEqual([
      [0, 40, 30],
      [30, 50, 20],
      [90, 30, 6],
      [180, 35, 1],
    ])
    const [low, high] = wilson(7, 65)
    expect(rows[0]).toMatchObject({
      called_on: THEN,
      window_days: 90,
      window_followed: 65,
      window_share: 7 / 65,
      window_low: low,
      window_high: high,
      // Of those of 90 to 119 days 6 of 30 came back, and 1 of 35 from 180 days on; in between nobody was silent.
      proposed: 180,
    })
  })

  test('many who died long ago do not hide that whoever is silent for a shorter time comes back', async () => {
    const session = await sessionOf(
      file([...silent('a', 40, 70, 16), ...silent('b', 400, 300, 4)]),
      {},
      engine,
    )
    const rows = await rowsOf(session, 'lifecycle.comeback')
    // 20 of all 440 came back, but 16 of the 40 who were silent for 60 to 89 days.
    expect(rows[0]).toMatchObject({ proposed: 300 })
  })

  test('whoever bought once and whoever bought several times are looked at apart', async () => {
    const twice = silent('a', 40, 5, 30).map(([name]): [string, string] => [name, day(THEN, -60)])
    const session = await sessionOf(file([...ORDERS, ...twice]), {}, engine)
    const of = async (rhythm: string) =>
      (await rowsOf(session, 'lifecycle.comeback', { rhythm })).reduce(
        (sum, row) => sum + Number(row.followed),
        0,
      )
    expect([await of('once'), await of('several'), await of('all')]).toEqual([105, 40, 145])
  })

  test('there is no answer where the data do not reach back a year, or too few had bought by then', async () => {
    const young = await sessionOf(file(silent('a', 40, -200, 0)), {}, engine)
    expect((await ask(young, 'lifecycle.comeback')).state).toBe('empty')
    const few = await sessionOf(file(silent('a', 19, 5, 3)), {}, engine)
    expect((await ask(few, 'lifecycle.comeback')).state).toBe('empty')
  })
})
