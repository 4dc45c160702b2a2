import { expect, test } from 'vitest'
import { CATALOGUE, panelOf } from '../../src/analysis/catalogue'
import { ANSWERS } from './answers'
import { FIGURES } from './figures'
import { wilson } from './intervals'
import { saidBy } from './said'

/** Messages that quote names alone: of fields, of features, of segments. */
const NAMES = /\.(without|withoutUntil|quoted|logged)$/

test.each(ANSWERS)(
  'sentence and note say what comes of the rows, figure by figure, and nothing else: $name, $id',
  async ({ id, answer }) => {
    const { rows, frame, state } = await answer()
    expect(state).toBe('ready')
    const { sentence, note } = saidBy(panelOf(id)!, rows, frame)
    const told = [...sentence.told, ...note.told]
    const meant = FIGURES[id]!({ rows, facts: frame.facts, frame })
    for (const message of meant) expect(told).toContainEqual(message)
    const figures = told.filter(([key, params]) => params && !NAMES.test(key)).map(([key]) => key)
    expect(figures).toEqual(meant.filter(([, params]) => params).map(([key]) => key))
  },
  60_000,
)

test('no panel is left out', () => {
  expect(CATALOGUE.map(({ id }) => id).filter((id) => !ANSWERS.some((each) => each.id === id))).toEqual([])
})

test('the interval of an index is that of its share, over the share of the base', async () => {
  const { rows, frame } = await ANSWERS.find(({ id }) => id === 'profile.index')!.answer()
  for (const row of rows) {
    const base = Number(row.base_customers) / Number(frame.facts.all_customers)
    const [low, high] = wilson(Number(row.customers), Number(row.group_customers))
    expect(row.index_low).toBeCloseTo((100 * low) / base, 3)
    expect(row.index_high).toBeCloseTo((100 * high) / base, 3)
  }
  expect(rows.length).toBeGreaterThan(20)
}, 60_000)
