import type { Engine } from '../engine/engine'
import type { Merge } from '../model/quality'
import { tellAlone } from './entity/alone'
import { answeredElsewhere } from './entity/companions'
import { buildCustomers } from './entity/customers'
import { buildLineRows, buildLines } from './entity/lines'
import { nothingFound, type Found } from './entity/found'
import { buildOrders, lookOver, salesFiles, tellAmounts, tellSales } from './entity/orders'
import { buildRest, type NamedSource } from './entity/others'
import { CLEAR_FAR, setFarApart, tellFar } from './entity/far'
import type { Change } from './entity/overlap'
import { findReferences, tellLabels } from './entity/reference'
import { tellPeople } from './entity/people'
import { holds, type SourceTable } from './entity/source'
import { buildReach, tellReach } from './entity/reach'
import { tellReturned } from './entity/states'
import { buildIds, hasMasters } from './entity/who'
import type { SourceReport } from './load'
import { CLEAR_TOLD } from './notice'

export { nothingFound, type CurrencySum, type Found } from './entity/found'
export { sameColumns } from './entity/overlap'
export type { SourceTable } from './entity/source'

/** What each file brought beside the older ones, by its id; files that stand alone are not in it. */
export type Changes = Map<number, Change>

/** What building orders and lines came to. */
interface SalesBuilt {
  changes: Changes
  found: Found
}

/**
 * Orders and lines over the source tables; the other entities come after, because the pyramid does not need them.
 * The figures are of the `currency` that is wanted, where the files name it among others.
 */
export async function buildSales(
  engine: Engine,
  sources: SourceTable[],
  merges: Merge[] = [],
  signal?: AbortSignal,
  currency?: string,
): Promise<SalesBuilt> {
  const masters = hasMasters(sources, merges)
  const found = nothingFound()
  await engine.run(CLEAR_TOLD)
  const given = salesFiles(sources)
  await engine.run(CLEAR_FAR)
  given.orders = await setFarApart(engine, 'orders', given.orders)
  await buildIds(engine, sources, merges)
  await buildReach(engine, sources, masters)
  const { files, sales } = await lookOver(engine, given, masters, found, currency)
  await findReferences(engine, sources, found)
  await buildLineRows(engine, files)
  const { changes, overlaps } = await buildOrders(engine, files, sales, signal)
  await buildLines(engine, files, sales, overlaps, found, signal)
  await tellFar(engine, 'orders', files.orders)
  tellAmounts(files, found)
  await tellLabels(engine, sources, found)
  await tellPeople(engine, sources, masters, found)
  await tellReach(engine, sources, found)
  await tellAlone(engine, sources, masters, found)
  await tellSales(engine, sales, found)
  await tellReturned(engine, found)
  await answeredElsewhere(engine, sources, found)
  return { changes, found }
}

/**
 * What is known of a file only when all files are seen: rows that repeat another row of it, what is open of it, and
 * whether it is there for others only.
 */
export function settleReport(source: SourceReport, { merged, questions, answered, references }: Found): void {
  const n = merged.get(source.id)
  if (n !== undefined) {
    source.rowsMerged = n
    source.rowsKept = source.rowsRead - source.rowsSetAside - n
  }
  source.reference = references.has(source.id)
  source.asked = [
    ...(source.questions ?? []).filter((question) => !answered.has(question)),
    ...questions.filter(({ file }) => file === source.file),
  ]
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
