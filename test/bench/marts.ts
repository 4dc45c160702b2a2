import { openAsBlob } from 'node:fs'
import { Session } from '../../src/analysis/session'
import { openNative } from '../../src/engine/native'
import { defaultView } from '../../src/model/view'
import { measureDragging } from './drag'
import plainSql from './plain.sql?raw'

/** All marts of an order file on the native engine, beside plain SQL of the same aggregates over the same table; and dragging. */
const [path = ''] = process.argv.slice(2)
const engine = await openNative()
const session = new Session(engine)
await session.add(await openAsBlob(path), 'orders.csv')
const time = async (work: () => Promise<unknown>): Promise<number> => {
  const from = performance.now()
  await work()
  return performance.now() - from
}
const best = async (work: () => Promise<unknown>): Promise<number> => {
  const times = []
  for (let i = 0; i < 3; i++) times.push(await time(work))
  return Math.min(...times)
}
await engine.run(
  `CREATE TABLE plain AS SELECT "orders.order_id" AS order_id, "orders.customer_id" AS customer_id, "orders.ordered_at" AS ordered_at,
   "order_lines.amount" AS amount, "orders.region" AS region, "orders.channel" AS channel, "order_lines.category" AS category FROM source_1`,
)
const marts = await best(() => session.rebuild(defaultView()))
const plain = await best(() => engine.run(plainSql))
const given = (await session.whatIf())!
const scheme = session.scheme!
const dragging = Object.fromEntries(
  (['score', 'quota'] as const).map((mode) => [mode, measureDragging(given, { ...scheme, mode })]),
)
console.log(JSON.stringify({ marts, plain, customers: given.ids.length, dragging }))
await engine.stop()
