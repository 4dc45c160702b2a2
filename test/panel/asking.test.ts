import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { panelOf } from '../../src/analysis/catalogue'
import type { Row } from '../../src/model/row'
import type { Session } from '../../src/analysis/session'
import { openBlocking } from '../../src/engine/blocking'
import { openNative } from '../../src/engine/native'
import { ask, sessionOf, view } from '../support/session'

const samples = new URL('../../public/samples/', import.meta.url)
/** The customers of the sample and every fifth of its orders. */
const orders = () => {
  const [head, ...lines] = readFileSync(new URL('orders.csv', samples), 'utf8').split('\n')
  return {
    'customers.csv': readFileSync(new URL('customers.csv', samples), 'utf8'),
    'orders.csv': [head, ...lines.filter((_, at) => at % 5 === 0)].join('\n'),
  }
}

/** What rows must be: sums that threads add up in another order differ in their last digits. */
const near = (rows: Row[]): unknown =>
  rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, cell]) => [
        name,
        typeof cell === 'number' ? expect.closeTo(cell, 8 - Math.ceil(Math.log10(Math.abs(cell) + 1))) : cell,
      ]),
    ),
  )

const rowsOf = async (...asked: Parameters<typeof ask>): Promise<Row[]> => (await ask(...asked)).rows

/** Ten heat maps as somebody might put them on one page. */
const CHOICES = [
  ['region', 'tier', 'customers'],
  ['region', 'tier', 'revenue'],
  ['channel', 'tier', 'customers'],
  ['tier', 'stage', 'customers'],
  ['tier', 'stage', 'orders'],
  ['segment', 'tier', 'average'],
  ['weekday', 'hour', 'orders'],
  ['month', 'tier', 'revenue'],
  ['stage', 'region', 'score'],
  ['region', 'weekday', 'revenue'],
].map(([rows, columns, metric]) => ({ rows: rows!, columns: columns!, metric: metric! }))

describe.each([
  ['in the page’s engine', openBlocking],
  ['in the native one, where they run beside each other', openNative],
])('a panel asked several times at once with other choices, %s', (_, open) => {
  let session: Session
  beforeAll(async () => {
    session = await sessionOf(orders(), {}, await open())
  }, 60_000)
  afterAll(() => session.engine.stop())

  test('answers each as if it were alone, also after the filter changed', async () => {
    const matrix = panelOf('heatmap.matrix')!
    const alone: Row[][] = []
    for (const choice of CHOICES) alone.push(await rowsOf(session, 'heatmap.matrix', choice))
    await session.rebuild(view(), session.scheme)
    const together = await Promise.all(CHOICES.map((choice) => session.run(matrix, choice)))
    expect(together.map(({ rows }) => rows)).toEqual(alone.map(near))

    const tier = String(alone[0]![0]!.column_value)
    await session.filter(view({ filter: { tier: [tier] } }))
    const filtered: Row[][] = []
    for (const choice of CHOICES) filtered.push(await rowsOf(session, 'heatmap.matrix', choice))
    expect(filtered).not.toEqual(alone)
    const again = await Promise.all(CHOICES.map((choice) => session.run(matrix, choice)))
    expect(again.map(({ rows }) => rows)).toEqual(filtered.map(near))
    await session.filter(view())
  }, 60_000)
  test('holds for every control of every panel that has one, and for two comparisons of gradings', async () => {
    const asked = [
      ['trend.revenue', { grain: 'week' }, { grain: 'quarter' }],
      ['lifecycle.growth', { grain: 'month' }, { grain: 'quarter' }],
      ['lifecycle.flow', { since: '3' }, { since: '12' }],
      ['rfm.grid', { across: 'fm' }, { across: 'rf' }],
      ['profile.index', { rows: 'region', columns: 'tier' }, { rows: 'channel', columns: 'tier' }],
      ['tiers.profile', { statistic: 'mean' }, { statistic: 'median' }],
      ['actions.kinds', { horizon: '7' }, { horizon: '90' }],
      ['tiers.compare', { top: '0.1' }, { top: '0.3' }],
    ] as const
    for (const [id, ...choices] of asked) {
      const panel = panelOf(id)!
      const alone: Row[][] = []
      for (const choice of choices) alone.push(await rowsOf(session, id, choice))
      const together = await Promise.all(choices.map((choice) => session.run(panel, choice)))
      expect(
        together.map(({ rows }) => rows),
        id,
      ).toEqual(alone.map(near))
      expect(alone[0], id).not.toEqual(alone[1])
    }
  }, 60_000)
  test('answers more askings at once than are remembered', async () => {
    const choices = Array.from({ length: 30 }, (_, at) => ({
      rows: 'region',
      columns: 'tier',
      top: String(at + 1),
    }))
    const together = await Promise.all(
      choices.map((choice) => session.run(panelOf('heatmap.matrix')!, choice)),
    )
    expect(together.map(({ state }) => state)).toEqual(choices.map(() => 'ready'))
  }, 60_000)
  test('forgets the askings that nobody came back to, and answers them anew', async () => {
    const choice = { grain: 'week' }
    const before = await rowsOf(session, 'trend.revenue', choice)
    for (let top = 1; top <= 26; top++)
      await session.run(panelOf('heatmap.matrix')!, { rows: 'region', columns: 'tier', top: String(top) })
    expect(await rowsOf(session, 'trend.revenue', choice)).toEqual(near(before))
  }, 60_000)
})
