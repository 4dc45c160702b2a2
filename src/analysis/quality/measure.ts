import { insertRows, type Bound, type Engine } from '../../engine/engine'
import type { Changes } from '../../ingest/entities'
import type { SourceReport } from '../../ingest/load'
import { inspectSources, listsOf, writeRegister } from '../../ingest/quality'
import type { Row } from '../../model/row'
import type { QualityDecisions } from '../../model/quality'
import amountSql from './amount.sql?raw'
import currencySql from './currency.sql?raw'
import dateOrderSql from './date-order.sql?raw'
import farDatesSql from './far-dates.sql?raw'
import { likelyGroups, type LikelyGroup, type SharedKey } from './groups'
import hitsSql from './hits.sql?raw'
import likelySql from './likely.sql?raw'
import membersSql from './members.sql?raw'
import noCustomerSql from './no-customer.sql?raw'
import notPositiveSql from './not-positive.sql?raw'
import outlierSql from './outlier.sql?raw'
import schemaSql from './schema.sql?raw'
import sharedSql from './shared.sql?raw'
import { variants, type Value } from './spelling'
import spellingsSql from './spellings.sql?raw'
import { isKnownStatus } from './status'
import statusesSql from './statuses.sql?raw'
import todaySql from './today.sql?raw'
import unknownCustomerSql from './unknown-customer.sql?raw'
import regionSql from './region.sql?raw'
import withoutOrdersSql from './without-orders.sql?raw'

/** What the rules are looked up in: the files, what the reader decided, and the day on which it is looked at. */
interface Inspection {
  sources: SourceReport[]
  /** The same with the reader's decisions applied: what the entities were built of. */
  cleaned: SourceReport[]
  decisions: QualityDecisions
  /** What each file brought beside the older ones. */
  changes: Changes
  /** `YYYY-MM-DD`; no row can be of a later day. Null: nothing is said about the future. */
  today: string | null
}

/**
 * Runs every rule that the files allow and writes the `quality_…` tables; nothing in the entities changes.
 * Returns the customers who are probably one.
 */
export async function inspect(
  engine: Engine,
  { sources, cleaned, decisions, changes, today }: Inspection,
  signal?: AbortSignal,
): Promise<LikelyGroup[]> {
  const mapped = (target: string) =>
    sources.some((s) => s.mapping.columns.some((column) => column.target === target))
  const all = (...targets: string[]) => targets.every(mapped)
  const has = (name: string) => sources.some((s) => s.mapping.entities.includes(name as never))
  const orders = has('orders')

  await engine.run(schemaSql, signal)
  await engine.query(todaySql, [today])
  const register = await writeRegister(engine, cleaned, decisions.merges, signal)
  await inspectSources(engine, sources, decisions.identicalOnce, signal)
  const steps: [boolean, string][] = [
    [sources.length > 0, farDatesSql],
    [orders && mapped('orders.currency'), currencySql],
    [all('order_lines.amount', 'order_lines.quantity', 'order_lines.unit_price'), amountSql],
    [orders, outlierSql],
    [orders, notPositiveSql],
    [orders, noCustomerSql],
    [register, unknownCustomerSql],
    [register && orders, withoutOrdersSql],
    [true, dateOrderSql],
    [true, regionSql],
  ]
  for (const [possible, sql] of steps) if (possible) await engine.run(sql, signal)
  await note(
    engine,
    sources.flatMap(({ id, file }) => {
      const change = changes.get(id)
      if (!change) return []
      return [
        ['replaced', file, change.replaced, change.added + change.unchanged + change.changed, 'replaced'],
      ]
    }),
  )
  if (mapped('orders.status') || mapped('order_lines.status')) await inspectStatuses(engine)
  await inspectSpellings(engine, listsOf(sources))
  const compared = ['phone', 'email', 'name'].some((name) => mapped(`customers.${name}`))
  return compared ? inspectLikely(engine, decisions, signal) : []
}

const note = (engine: Engine, rows: Bound[][]): Promise<void> => insertRows(engine, 'quality_finding', rows)

async function inspectStatuses(engine: Engine): Promise<void> {
  const words = await engine.query<{ status: string; state: string; n: number }>(statusesSql)
  const unknown = words.filter(({ status, state }) => !isKnownStatus(status, state))
  const sum = (rows: typeof words) => rows.reduce((total, { n }) => total + n, 0)
  await insertRows(
    engine,
    'quality_hit',
    words.slice(0, 500).map((word) => {
      const guessed = unknown.includes(word)
      return ['status', guessed ? '@unknown' : '@known', word.status, null, word.state, word.n, null]
    }),
  )
  await note(engine, [['status', '@unknown', sum(unknown), sum(words), 'completed']])
}

async function inspectSpellings(engine: Engine, lists: ReadonlySet<string>[]): Promise<void> {
  const values = await engine.query<Value & Record<string, string | number>>(spellingsSql)
  const found = variants(values, lists)
  const totals = new Map<string, { n: number; total: number }>()
  for (const { subject, n } of values) {
    const own = totals.get(subject) ?? { n: 0, total: 0 }
    totals.set(subject, { ...own, total: own.total + n })
  }
  for (const { subject, n } of found) totals.get(subject)!.n += n
  await insertRows(
    engine,
    'quality_hit',
    found
      .slice(0, 5000)
      .map(({ subject, value, usual, n }) => ['spelling', subject, value, null, usual, n, null]),
  )
  await note(
    engine,
    [...totals].map(([subject, { n, total }]) => ['spelling', subject, n, total, 'kept']),
  )
}

async function inspectLikely(
  engine: Engine,
  { apart }: QualityDecisions,
  signal?: AbortSignal,
): Promise<LikelyGroup[]> {
  await engine.run(likelySql, signal)
  const keys = await engine.query<SharedKey & Record<string, string>>(sharedSql, [], signal)
  const groups = likelyGroups(keys, apart)
  const [row] = await engine.query<{ n: number }>('SELECT count(*)::DOUBLE AS n FROM customers')
  const customers = groups.reduce((sum, { ids }) => sum + ids.length, 0)
  await engine.put('quality_likely', {
    ref: groups.flatMap(({ ids }) => ids),
    found: groups.flatMap(({ ids }, at) => ids.map(() => String(at + 1))),
    instead: groups.flatMap(({ ids, why }) => ids.map(() => why.join(' '))),
  })
  await engine.run(
    `INSERT INTO quality_hit SELECT 'likely_same', '@customers', ref, found, instead, 1, -found::DOUBLE FROM quality_likely;
     DROP TABLE quality_likely`,
  )
  await note(engine, [['likely_same', '@customers', customers, row?.n ?? 0, 'offered']])
  return groups
}

/** One row that a rule found. */
export interface Hit {
  ref: string | null
  found: string | null
  instead: string | null
  n: number
}

/** Rows of one finding, those of most lines first; at most so many. */
export const hitsOf = (engine: Engine, rule: string, subject: string, most: number): Promise<Hit[]> =>
  engine.query<Hit & Record<string, string | number | null>>(hitsSql, [rule, subject, most])

/** What is known of some customers, as the files say it. */
export async function membersOf(engine: Engine, ids: string[]): Promise<Row[]> {
  await engine.put('quality_wanted', { customer_id: ids })
  return engine.query(membersSql)
}
