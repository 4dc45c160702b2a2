import { expect, test } from 'vitest'
import { CATALOGUE, panelOf } from '../../src/analysis/catalogue'
import { ANSWERS } from './answers'
import { FIGURES } from './figures'
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
