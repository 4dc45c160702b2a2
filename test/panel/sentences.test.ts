import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CATALOGUE, panelOf } from '../../src/analysis/catalogue'
import type { Session } from '../../src/analysis/session'
import { ask, csv, sessionOf, view } from '../support/session'
import { FIGURES } from './figures'
import { saidBy } from './said'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
/** Choices with which the rows hold all that the sentence counts. */
const CHOICES: Record<string, Record<string, string>> = { 'rfm.grid': { across: 'f' } }
/** Messages that quote names alone: of fields, of features, of segments. */
const NAMES = /\.(without|withoutUntil|quoted|logged)$/

/** What is said is what comes of the rows, figure by figure, and nothing else. */
async function holds(session: Session, id: string, controls = CHOICES[id]): Promise<void> {
  const panel = panelOf(id)!
  const { rows, frame, state } = await ask(session, id, controls)
  expect(state, id).toBe('ready')
  const { sentence, note } = saidBy(panel, rows, frame)
  const told = [...sentence.told, ...note.told]
  const meant = FIGURES[id]!({ rows, facts: frame.facts, frame })
  for (const message of meant) expect(told, id).toContainEqual(message)
  const figures = told.filter(([key, params]) => params && !NAMES.test(key)).map(([key]) => key)
  expect(figures, id).toEqual(meant.filter(([, params]) => params).map(([key]) => key))
}

describe('sentence and note of a panel quote what its rows hold, of the sample company', () => {
  let session: Session
  beforeAll(async () => {
    const { files } = JSON.parse(read('public/samples/manifest.json')) as { files: string[] }
    session = await sessionOf(Object.fromEntries(files.map((name) => [name, read(`public/samples/${name}`)])))
  }, 60_000)
  afterAll(() => session.engine.stop())

  const ids = CATALOGUE.map(({ id }) => id).filter(
    (id) => !['segments.compare', 'pipeline.stages'].includes(id),
  )
  test.each(ids)('%s', (id) => holds(session, id))
})

test('every panel has figures that are worked out here', () => {
  expect(CATALOGUE.map(({ id }) => id).filter((id) => !FIGURES[id])).toEqual([])
})

describe('of Online Retail', () => {
  let session: Session
  beforeAll(async () => {
    session = await sessionOf({ 'retail.csv': read('test/fixtures/retail/online_retail_subset.csv') })
  }, 60_000)
  afterAll(() => session.engine.stop())
  const ids = [
    'tiers.table',
    'rfm.segments',
    'rfm.classes',
    'rfm.crosstab',
    'lifecycle.flow',
    'data.reconcile',
  ]
  test.each(ids)('%s', (id) => holds(session, id))
})

test.each<Record<string, string>>([{}, { b: 'Two' }])('of own segments, %o', async (choice) => {
  const orders = Array.from({ length: 12 }, (_, k) => ({
    order_id: `o${k}`,
    customer_id: `K${k}`,
    order_date: `2024-${String(k + 1).padStart(2, '0')}-10`,
    amount: (k + 1) * 100,
  }))
  const session = await sessionOf({ 'orders.csv': csv(orders) })
  const segment = (id: string, name: string, least: number) => ({
    id,
    name,
    condition: { field: 'revenue_all', op: 'atLeast' as const, values: [least] },
  })
  const segments = [segment('s1', 'One', 900), segment('s2', 'Two', 400)]
  await session.configure({ segments }, view())
  await holds(session, 'segments.compare', choice)
})

test('of deals', async () => {
  const deals = csv(
    [300, 100, 50, 25].map((amount, at) => ({
      'Deal ID': `d${at}`,
      Account: `Company ${at}`,
      'Deal stage': at ? 'lead' : 'negotiation',
      Amount: amount,
      'Created date': `2024-0${at + 1}-15`,
    })),
  )
  await holds(await sessionOf({ 'deals.csv': deals }), 'pipeline.stages')
})
