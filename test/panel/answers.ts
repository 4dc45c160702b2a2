import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { CATALOGUE } from '../../src/analysis/catalogue'
import type { PanelResult } from '../../src/analysis/panel'
import type { Session } from '../../src/analysis/session'
import { ask, csv, sessionOf, view } from '../support/session'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

const sample = (): Promise<Session> => {
  const { files } = JSON.parse(read('public/samples/manifest.json')) as { files: string[] }
  return sessionOf(Object.fromEntries(files.map((name) => [name, read(`public/samples/${name}`)])))
}
const retail = (): Promise<Session> =>
  sessionOf({ 'retail.csv': read('test/fixtures/retail/online_retail_subset.csv') })

const deals = (): Promise<Session> =>
  sessionOf({
    'deals.csv': csv(
      [300, 100, 50, 25].map((amount, at) => ({
        'Deal ID': `d${at}`,
        Account: `Company ${at}`,
        'Deal stage': at ? 'lead' : 'negotiation',
        Amount: amount,
        'Created date': `2024-0${at + 1}-15`,
      })),
    ),
  })

/** Twelve customers of 100 to 1,200, and two own segments: those of 900, and those of 400. */
async function segments(): Promise<Session> {
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
  await session.configure({ segments: [segment('s1', 'One', 900), segment('s2', 'Two', 400)] }, view())
  return session
}

type Asked = [id: string, controls?: Record<string, string>]
const ALONE = ['segments.compare', 'pipeline.stages']
/** Files, and what is asked of them. Of the grid with choices by which its rows hold all that the sentence counts. */
const ASKED: Record<string, { open: () => Promise<Session>; panels: Asked[] }> = {
  sample: {
    open: sample,
    panels: CATALOGUE.map(({ id }) => id)
      .filter((id) => !ALONE.includes(id))
      .map((id): Asked => [id, id === 'rfm.grid' ? { across: 'f' } : {}]),
  },
  retail: {
    open: retail,
    panels: [
      ...['tiers.table', 'rfm.segments', 'rfm.classes', 'rfm.crosstab', 'lifecycle.flow', 'data.reconcile'],
    ].map((id): Asked => [id]),
  },
  deals: { open: deals, panels: [['pipeline.stages']] },
  segments: { open: segments, panels: [['segments.compare'], ['segments.compare', { b: 'Two' }]] },
}

/** What is asked of some files and answered; `ZIGGURAT_ANSWERS` names a file in which that is kept for the next run. */
async function answersOf(name: string): Promise<PanelResult[]> {
  const kept = process.env.ZIGGURAT_ANSWERS && `${process.env.ZIGGURAT_ANSWERS}.${name}`
  if (kept && existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8')) as PanelResult[]
  const { open, panels } = ASKED[name]!
  const session = await open()
  const answers: PanelResult[] = []
  for (const [id, controls] of panels) answers.push(await ask(session, id, controls))
  await session.engine.stop()
  if (kept) writeFileSync(kept, JSON.stringify(answers))
  return answers
}
/** Every answer, with the files that it is of. */
export const ANSWERS = Object.entries(ASKED).flatMap(([name, { panels }]) => {
  let answers: Promise<PanelResult[]> | undefined
  return panels.map(([id], at) => ({
    name,
    id,
    answer: async () => (await (answers ??= answersOf(name)))[at]!,
  }))
})
