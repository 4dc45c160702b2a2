import { expect, test } from 'vitest'
import { CATALOGUE } from '../../src/analysis/catalogue'
import { ask, csv, sessionOf } from '../support/session'

/** So many customers with an order in each of the 14 months up to the end of 2024. */
const files = (customers: number) => ({
  'orders.csv': csv(
    Array.from({ length: customers * 14 }, (_, at) => ({
      order_id: `o${at}`,
      customer_id: `K${at % customers}`,
      order_date: new Date(Date.UTC(2023, 10 + Math.floor(at / customers), 5 + (at % 20)))
        .toISOString()
        .slice(0, 10),
      amount: 10 + at,
    })),
  ),
})

/** Which panels dare to say something of so few. */
async function answered(customers: number): Promise<string[]> {
  const session = await sessionOf(files(customers))
  const states: [string, string][] = []
  for (const { id } of CATALOGUE) states.push([id, (await ask(session, id)).state])
  await session.engine.stop()
  return states.flatMap(([id, state]) => (state === 'ready' ? [id] : []))
}

const ALWAYS = [
  ...['overview.kpis', 'trend.revenue', 'actions.kinds', 'playbook.plan', 'quality.rules', 'quality.fields'],
  'data.reconcile',
]
const OF_FOUR = ['tiers.pyramid', 'tiers.table', 'lifecycle.stages', 'lifecycle.growth', 'lifecycle.flow']
const OF_TEN = ['tiers.concentration', 'heatmap.matrix', 'tiers.profile']
test.each<[number, string[]]>([
  [3, ALWAYS],
  [4, [...ALWAYS, ...OF_FOUR]],
  [9, [...ALWAYS, ...OF_FOUR]],
  [10, [...ALWAYS, ...OF_FOUR, ...OF_TEN]],
])(
  'a panel says too little instead of an answer where fewer than it needs stand behind it: %d customers',
  async (customers, panels) => {
    expect((await answered(customers)).sort()).toEqual(panels.toSorted())
  },
  60_000,
)
