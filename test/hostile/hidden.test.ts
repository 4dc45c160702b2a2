import { expect, test } from 'vitest'
import { PLACES } from '../../src/analysis/boards'
import { matrix } from '../../src/analysis/heatmap/panels'
import type { Session } from '../../src/analysis/session'
import { pyramid } from '../../src/analysis/tiers/panels'
import { openNative } from '../../src/engine/native'
import type { Answer } from '../../src/report/answer'
import { disclose, discloseBeside, type Disclosed } from '../../src/report/disclosure'
import { SHOWN } from '../../src/report/tabs'
import { formatTold, parseTold } from '../../src/report/told'
import { answer, matrixRows, pyramidRows } from '../report/answers'
import { csv, sessionOf } from '../support/session'
import { attack, READ } from './attacker'
import { company } from './company'

/** So many firms are tried; ZIGGURAT_ROUNDS=500 is the long run. */
const ROUNDS = Number(process.env.ZIGGURAT_ROUNDS ?? 2)
const FIRST = Number(process.env.ZIGGURAT_FIRST ?? 1)

async function answersOf(session: Session): Promise<Answer[]> {
  const answers: Answer[] = []
  for (const { panel: id, choices } of PLACES.values()) {
    const panel = SHOWN.find((each) => each.id === id)
    if (panel && READ.includes(id)) answers.push({ panel, result: await session.run(panel, choices ?? {}) })
  }
  return answers
}

async function asked(files: Record<string, string>): Promise<Answer[]> {
  const engine = await openNative()
  try {
    return await answersOf(await sessionOf(files, { period: 'all' }, engine))
  } finally {
    await engine.stop()
  }
}

/** A file that hides nothing but counts of a few with what stands beside them. */
const careless = (answers: Answer[]): Disclosed[] =>
  answers.map(({ panel, result }) => ({
    panel,
    result: {
      ...result,
      rows: result.rows.map((row) =>
        panel.shape?.kind !== 'figures' && Number(row.customers) > 0 && Number(row.customers) < 5
          ? Object.fromEntries(
              Object.entries(row).map(([name, value]) => [name, typeof value === 'number' ? null : value]),
            )
          : row,
      ),
    },
    ...{ columns: [], hidden: [], guarded: false, sentence: true, note: true },
  }))
const attacked = (answers: Answer[]) => attack([{ disclosed: disclose(answers), answers }])

test(
  'no hidden figure of a file can be worked out from all of the file, in small firms made by lot',
  async () => {
    for (let seed = FIRST; seed < FIRST + ROUNDS; seed++) {
      const answers = await asked(company(seed))
      const { tried, found } = attacked(answers)
      expect(found, `seed ${seed}`).toEqual([])
      expect(tried).toBeGreaterThan(0)
      expect(attack([{ disclosed: careless(answers), answers }]).found).not.toEqual([])
    }
  },
  ROUNDS * 30_000,
)

test('one customer of whom no region is said is not what tiers and heat map differ by', async () => {
  const people = Array.from({ length: 300 }, (_, at) => ({
    customer_id: `c${at}`,
    region: at ? `R${at % 4}` : '',
  }))
  const orders = people.flatMap(({ customer_id }, at) =>
    Array.from({ length: 1 + (at % 7) }, (_, of) => ({
      order_id: `${customer_id}-${of}`,
      customer_id,
      ordered_at: `2024-${String(1 + ((at + of) % 12)).padStart(2, '0')}-11`,
      amount: 10 + ((at * 37) % 400),
    })),
  )
  const answers = await asked({ 'customers.csv': csv(people), 'orders.csv': csv(orders) })
  expect(attacked(answers).found).toEqual([])
  const shown = disclose(answers)
  const of = (id: string) => shown.find(({ panel }) => panel.id === id)!
  expect(of('heatmap.matrix').result.n).toBe(300)
  expect(of('tiers.table').hidden).toEqual([])
  expect(of('heatmap.matrix').hidden.length).toBeLessThan(of('heatmap.matrix').result.rows.length * 5)
})

test('what the whole hides does not stand in the report of one region, nor the other way about', () => {
  const counts = [
    [9, 20, 30, 40],
    [2, 30, 40, 50],
    [30, 40, 50, 60],
  ]
  const all = [0, 1, 2, 3].map((column) => counts.reduce((sum, line) => sum + line[column]!, 0))
  const whole = [answer(pyramid, pyramidRows(all)), answer(matrix, matrixRows(counts))]
  const plain = answer(pyramid, pyramidRows(counts[0]!))
  const filtered = { filtered: true, filter: { region: ['region 0'] } }
  const part = [{ ...plain, result: { ...plain.result, frame: { ...plain.result.frame, ...filtered } } }]
  const order = (first: Answer[], second: Answer[]) => {
    const told = discloseBeside(first, [])
    return [
      { ...told, answers: first },
      { disclosed: disclose(second, told.told), answers: second },
    ]
  }
  const alone = [whole, part].map((answers) => ({ disclosed: disclose(answers), answers }))
  expect(attack(alone).found).not.toEqual([])
  expect(attack(order(whole, part)).found).toEqual([])
  expect(attack(order(part, whole)).found).toEqual([])
})

test('what is kept of a report for those after it is small and comes back as it was, or not at all', async () => {
  const answers = await asked(company(FIRST))
  const { told } = discloseBeside(answers, [])
  const kept = told.map(formatTold)
  const again = kept.map((text) => parseTold(text)!)
  const rows = told.map((table) => ({
    ...table,
    at: -1,
    cells: table.cells.map((cell) => ({ ...cell, rows: [] })),
  }))
  expect(again).toEqual(rows)
  expect(kept.join('').length).toBeLessThan(100_000)
  expect([parseTold('{'), parseTold(kept[0]!.replace('"version":1', '"version":2'))]).toEqual([null, null])
})

test('a hidden cell that follows from its column does not leave two small ones alone in their row', () => {
  const counts = [
    [1, 2, 6],
    [5, 1, 6],
  ]
  const answers = [answer(pyramid, pyramidRows([6, 3, 12, 0])), answer(matrix, matrixRows(counts))]
  expect(attacked(answers).found).toEqual([])
})
