import type { Engine } from '../engine/engine'
import type { Merge } from '../model/quality'
import { buildCustomers } from './entity/customers'
import { buildLineRows, buildLines } from './entity/lines'
import { buildOrders, salesFiles } from './entity/orders'
import { buildRest, type NamedSource } from './entity/others'
import { setFarApart, tellFar } from './entity/far'
import type { Change } from './entity/overlap'
import { holds, type SourceTable } from './entity/source'
import { buildIds, hasMasters } from './entity/who'
import { CLEAR_TOLD } from './notice'

export { customerAttributes } from './entity/customers'
export { sameColumns, type Change } from './entity/overlap'
export type { SourceTable } from './entity/source'

/** What each file brought beside the older ones, by its id; files that stand alone are not in it. */
export type Changes = Map<number, Change>

/** Orders and lines over the source tables; the other entities come after, because the pyramid does not need them. */
export async function buildSales(
  engine: Engine,
  sources: SourceTable[],
  merges: Merge[] = [],
  signal?: AbortSignal,
): Promise<Changes> {
  const masters = hasMasters(sources, merges)
  await engine.run(CLEAR_TOLD)
  const files = salesFiles(sources)
  files.orders = await setFarApart(engine, files.orders)
  await buildIds(engine, sources, merges)
  await buildLineRows(engine, files)
  const { changes, overlaps } = await buildOrders(engine, files, masters, signal)
  await buildLines(engine, files, overlaps, signal)
  await tellFar(engine, files.orders)
  return changes
}

/** Customers and every other entity; each exists, empty where no file holds it. After `buildSales`. */
export async function buildOthers(
  engine: Engine,
  sources: NamedSource[],
  merges: Merge[] = [],
  signal?: AbortSignal,
): Promise<Changes> {
  const masters = hasMasters(sources, merges)
  const customers = await buildCustomers(engine, sources.filter(holds('customers')), masters, signal)
  const rest = await buildRest(engine, sources, masters, signal)
  return new Map([...customers, ...rest])
}
