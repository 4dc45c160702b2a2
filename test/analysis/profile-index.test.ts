import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compute } from '../../src/analysis/profile/compute'
import { panelOf } from '../../src/analysis/catalogue'
import { seeded } from '../../src/stats/random'
import type { Session } from '../../src/analysis/session'
import type { Row } from '../../src/model/row'
import { ask, csv, rowsOf, sessionOf, view } from '../support/session'
import { sayIn } from '../support/words'

/** 100 customers, 60 women and 40 men; of the 40 who spend much 34 are women. Ten more say nothing of themselves. */
const people = Array.from({ length: 110 }, (_, i) => ({
  customer_id: `C${i}`,
  gender: i >= 100 ? null : i < 34 || (i >= 40 && i < 66) ? 'F' : 'M',
  much: i < 40,
}))
const FILES = {
  'customers.csv': csv(people.map(({ customer_id, gender }) => ({ customer_id, gender }))),
  'orders.csv': csv(
    people.map(({ customer_id, much }, i) => ({
      order_id: i,
      customer_id,
      order_date: '2024-05-01',
      amount: much ? 5000 + i : 10 + i / 100,
    })),
  ),
}
const say = sayIn('en')
const group = { rows: 'gender', columns: 'saved' }

describe('a profile', () => {
  let session: Session
  beforeAll(async () => {
    session = await sessionOf(FILES)
    const condition = { field: 'revenue_all', op: 'atLeast' as const, values: [5000] }
    await session.configure({ segments: [{ id: 's', name: 'Large', condition }] }, view())
  }, 60_000)
  afterAll(() => session.engine.stop())

  const cell = async (row: string, controls: Record<string, string> = group): Promise<Row> =>
    (await rowsOf(session, 'profile.index', controls)).find((each) => each.row_value === row)!

  test('compares the share in the group with the share in the base, worked out by hand', async () => {
    const women = await cell('F')
    expect(women).toMatchObject({
      customers: 34,
      group_customers: 40,
      base_customers: 60,
      all_customers: 100,
    })
    expect(women.share_group).toBeCloseTo(0.85, 12)
    expect(women.index).toBeCloseTo((100 * 0.85) / 0.6, 9)
    // Expected 24, variance 24 × 0.4 × 60/99: 10 more is 4.15 standard deviations.
    expect(women.difference).toBe('up')
    expect(await cell('M')).toMatchObject({ customers: 6, difference: 'down' })
    expect((await ask(session, 'profile.index', group)).n).toBe(40)
  })

  test('says what stands out in a sentence', async () => {
    const { rows, frame } = await ask(session, 'profile.index', group)
    expect(panelOf('profile.index')!.sentence(rows, say, frame)).toBe(
      'F: 1.4 times as frequent in “Large” as among all customers (85.0% against 60.0%).',
    )
  })

  test('a filter chooses among the groups and leaves the base', async () => {
    await session.filter(view({ filter: { stage: ['active'] } }))
    expect((await ask(session, 'profile.index', group)).state).toBe('empty')
    await session.filter(view({ filter: { gender: ['F'] } }))
    // The panel's own field stays spread out.
    expect(await cell('M')).toMatchObject({ customers: 6, base_customers: 40 })
    await session.filter(view())
  })

  test('who is in a group and who somebody is can be any of the groupings', async () => {
    for (const columns of ['tier', 'segment', 'class', 'stage', 'cluster']) {
      const result = await ask(session, 'profile.index', { rows: 'gender', columns })
      expect([columns, result.state, result.n]).toEqual([columns, 'ready', 100])
    }
  })

  test('says what is missing where no file tells of the customers', async () => {
    expect(await ask(session, 'profile.index', { rows: 'industry', columns: 'tier' })).toMatchObject({
      state: 'empty',
      reason: { key: 'panel.profile.index.none' },
    })
  })
})

const cellOf = (
  customers: number,
  group_customers: number,
  base_customers: number,
  all_customers = 1000,
): Row => ({
  row_value: `${customers}`,
  column_value: 'g',
  customers,
  group_customers,
  base_customers,
  all_customers,
})

test('what chance would fill with fewer than 5 is not judged, and the whole base differs from nothing', () => {
  const [few, whole, enough] = compute([cellOf(12, 40, 100), cellOf(300, 1000, 300), cellOf(40, 100, 200)])
  expect([few!.difference, whole!.difference, enough!.difference]).toEqual([null, null, 'up'])
  expect([whole!.index, enough!.index]).toEqual([100, 200])
})

test('groups drawn by lot hardly ever differ: at most one trial in ten marks anything', () => {
  const random = seeded(5)
  let claims = 0
  for (let trial = 0; trial < 200; trial++) {
    const cells = new Map<string, number>()
    const [rows, groups] = [new Array<number>(6).fill(0), new Array<number>(5).fill(0)]
    for (let i = 0; i < 600; i++) {
      const [row, column] = [Math.floor(random() * 6), Math.floor(random() * 5)]
      rows[row]!++
      groups[column]!++
      cells.set(`${row} ${column}`, (cells.get(`${row} ${column}`) ?? 0) + 1)
    }
    const found = compute(
      rows.flatMap((base, row) =>
        groups.map((size, column) => cellOf(cells.get(`${row} ${column}`) ?? 0, size, base, 600)),
      ),
    )
    if (found.some(({ difference }) => difference)) claims++
  }
  expect(claims).toBeLessThanOrEqual(20)
  expect(claims).toBeGreaterThan(0)
})
