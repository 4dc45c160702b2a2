import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { panelOf } from '../../src/analysis/catalogue'
import type { Row } from '../../src/model/row'
import { disclose, type Disclosed } from '../../src/report/disclosure'
import { ask, sessionOf } from '../support/session'

const samples = new URL('../../public/samples/', import.meta.url)
/** The customers of the sample and every fortieth of its orders: few enough that many cells are small. */
function few(): Record<string, string> {
  const [head, ...lines] = readFileSync(new URL('orders.csv', samples), 'utf8').split('\n')
  return { 'orders.csv': [head, ...lines.filter((_, at) => at % 40 === 0)].join('\n') }
}

/** Cells that follow from the others of their line and its total, which another table of the file shows. */
function solved(
  { result, hidden }: Disclosed,
  all: Row[],
  side: string,
  totals: Map<string, number>,
): string[] {
  const gone = new Set(hidden.filter(([, name]) => name === 'customers').map(([at]) => at))
  return [...totals.keys()].filter((line) => {
    const cells = result.rows.map((row, at) => [row, at] as const).filter(([row]) => row[side] === line)
    const open = cells.filter(([, at]) => gone.has(at) && Number(all[at]!.customers) > 0)
    return open.length === 1
  })
}

test('no cell of tier × stage follows from the tiers and the stages that other tables of the report show', async () => {
  const session = await sessionOf(few())
  const ids = ['playbook.plan', 'tiers.table', 'lifecycle.stages']
  const answers = []
  for (const id of ids) answers.push({ panel: panelOf(id)!, result: await ask(session, id) })
  const [plan, tiers, stages] = disclose(answers) as [Disclosed, Disclosed, Disclosed]
  const all = answers[0]!.result.rows
  expect(all.some((row) => Number(row.customers) > 0 && Number(row.customers) < 5)).toBe(true)
  const totals = (of: Disclosed, key: string) =>
    new Map(
      of.result.rows
        .filter((row) => row.customers !== null)
        .map((row) => [String(row[key]), Number(row.customers)]),
    )
  expect(solved(plan, all, 'tier', totals(tiers, 'tier'))).toEqual([])
  expect(solved(plan, all, 'stage', totals(stages, 'stage'))).toEqual([])
})
