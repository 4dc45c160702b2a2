import { ident, literal, type Engine } from '../../engine/engine'
import type { OrderUnit } from '../../model/sale'
import { FEW, unitOf, type Repeats } from '../unit'
import { isDestroyedSql } from '../value/text'
import type { Found } from './found'
import { dayOf, lineAmount, orderKey, orderNumber } from './rows'
import { cell, has, holds, isDated, wide, type SourceTable } from './source'
import { stateJoin, statusKey } from './states'
import { who } from './who'

/** Numbers looked at where there are many: every so-manyth, whole. */
const MANY = 400_000

/**
 * What makes two rows one order, seen over all rows of all files together: a file and the same file cut in two must give
 * the same. A single file in which no number repeats needs no look.
 */
export async function identify(
  engine: Engine,
  files: SourceTable[],
  plain: boolean,
  masters: boolean,
  found: Found,
): Promise<SourceTable[]> {
  const dated = files.filter((s) => isDated(s) && !wide(s, 'orders.amount').length)
  const numbered = dated.filter((s) => orderNumber(s))
  if (!numbered.length) return files
  const damaged = await damagedIn(engine, numbered, found)
  const known = (s: SourceTable): SourceTable => (damaged.has(s.id) ? { ...s, damagedIds: true } : s)
  if (numbered.length === 1 && files.length === 1 && numbered[0]!.ordersUnique && !chosenUnit(files))
    return files.map(known)
  const about = numbered.map(known)
  const seen = await evidence(engine, about, masters)
  const rounded = [...damaged.values()].some(Boolean)
  const unit = chosenUnit(files) ?? (plain ? 'id' : unitOf(seen, rounded))
  const united = about.map((s): SourceTable => ({ ...s, unit }))
  tell(united, unit, seen, found)
  const settled = await settleRepeats(engine, united, masters, found)
  return files.map((s) => settled.find(({ id }) => id === s.id) ?? s)
}

const chosenUnit = (files: SourceTable[]): OrderUnit | undefined =>
  files.map(({ choices }) => choices?.unit).find((unit) => unit !== undefined)

/**
 * Files whose numbers a spreadsheet spoilt: destroyed (1.23457E+17), and rounded to fifteen digits (the value says that
 * so many are that none can be trusted). Only long numbers can be, which a look at a few tells.
 */
async function damagedIn(engine: Engine, files: SourceTable[], found: Found): Promise<Map<number, boolean>> {
  const damaged = new Map<number, boolean>()
  for (const source of files) {
    const number = orderNumber(source)!
    const table = ident(source.table)
    const lost = `(${number} IS NULL OR ${isDestroyedSql(number)})`
    const zeros = `regexp_matches(${number}, '^\\d{15}0+$')`
    const count = (rows: string) =>
      engine.query<{ n: number; lost: number; long: number; zeros: number; example: string | null }>(
        `SELECT count(*)::DOUBLE AS n, count_if(${lost})::DOUBLE AS lost, count_if(regexp_matches(${number}, '^\\d{16,}$'))::DOUBLE AS long,
           count_if(${zeros})::DOUBLE AS zeros, min(${number}) FILTER (${zeros} OR ${isDestroyedSql(number)}) AS example FROM ${rows}`,
      )
    const [few] = await count(`(SELECT * FROM ${table} LIMIT 1000)`)
    const destroyed = source.mapping.columns.some(
      ({ target, why }) => target?.endsWith('.order_id') && why?.key === 'destroyed',
    )
    const isRounded = !!few && few.zeros >= 3 && few.zeros >= 0.8 * few.long && few.long > 0.5 * few.n
    if (!destroyed && !few?.lost && !isRounded) continue
    const [all] = await count(table)
    if (!all || !(all.lost || isRounded)) continue
    damaged.set(source.id, isRounded || all.lost > 0.5 * all.n)
    const header = source.mapping.columns.find(({ target }) => target?.endsWith('.order_id'))?.header
    found.notices.push({
      code: 'damaged_ids',
      file: source.file ?? '',
      ...(header ? { column: header } : {}),
      params: {
        n: all.lost + (isRounded ? all.zeros : 0),
        total: all.n,
        example: all.example ?? '1.23457E+17',
      },
    })
  }
  return damaged
}

async function evidence(engine: Engine, files: SourceTable[], masters: boolean): Promise<Repeats> {
  const hasShop = files.every((s) => has(s, 'orders.channel'))
  const [rows] = await engine.query<{ n: number }>(
    `SELECT sum(n)::DOUBLE AS n FROM (${files.map((s) => `SELECT count(*) AS n FROM ${ident(s.table)}`).join(' UNION ALL ')})`,
  )
  const every = Math.max(1, Math.floor((rows?.n ?? 0) / MANY))
  const said = files.map((s) => {
    const { id, join } = who(s, 'orders', masters)
    const shop = hasShop ? cell(s, 'orders', { name: 'channel', type: 'text' }) : 'NULL::VARCHAR'
    return `SELECT ${orderNumber(s)} AS number, ${id} AS buyer, ${dayOf(s)}::DATE AS day, ${shop} AS shop FROM ${ident(s.table)} ${join}
      WHERE hash(${orderNumber(s)}) % ${every} = 0`
  })
  const differ = (name: string) => `min(${name}) <> max(${name})`
  const [found] = await engine.query<Record<string, number | string | null>>(
    `WITH said AS (${said.join(' UNION ALL ')}),
     pairs AS (SELECT number, shop, day, min(buyer) AS low, max(buyer) AS high, count(*) AS n FROM said WHERE number IS NOT NULL GROUP BY ALL),
     alone AS (
       SELECT number, ${differ('day')} AS days, min(low) <> max(high) AS buyers, count(DISTINCT day) AS spread
       FROM pairs GROUP BY number HAVING sum(n) > 1
     ),
     shops AS (SELECT number, shop, min(low) <> max(high) AS buyers, ${differ('day')} AS days FROM pairs GROUP BY ALL HAVING sum(n) > 1),
     daily AS (SELECT number, day, min(low) <> max(high) AS buyers FROM pairs GROUP BY ALL HAVING sum(n) > 1)
     SELECT (SELECT count(*) FROM alone) AS groups, (SELECT count_if(buyers) FROM alone) AS buyers, (SELECT count_if(days) FROM alone) AS days,
       (SELECT avg(spread) FROM alone) AS spread, (SELECT count_if(buyers) FROM shops) AS buyers_of_shop,
       (SELECT count_if(days) FROM shops) AS days_of_shop, (SELECT count_if(buyers) FROM daily) AS buyers_of_day,
       (SELECT count(low) > 0 FROM pairs) AS has_buyer, (SELECT min(number) FROM alone WHERE buyers) AS example`,
  )
  const number = (name: string) => Number(found?.[name] ?? 0)
  return {
    groups: number('groups'),
    buyers: number('buyers'),
    days: number('days'),
    spread: number('spread'),
    buyersOfShop: number('buyers_of_shop'),
    daysOfShop: number('days_of_shop'),
    buyersOfDay: number('buyers_of_day'),
    hasBuyer: !!found?.has_buyer,
    hasShop,
    example: (found?.example ?? null) as string | null,
  }
}

/** Told where an order is not its number alone; asked where the files do not settle it. */
function tell(files: SourceTable[], unit: OrderUnit, seen: Repeats, found: Found): void {
  const file = files[0]!.file ?? ''
  const header = files[0]!.mapping.columns.find(({ target }) => target?.endsWith('.order_id'))?.header
  const place = { file, ...(header ? { column: header } : {}) }
  if (unit !== 'id')
    found.notices.push({ code: 'one_order', ...place, params: { unit: `option.order.${unit}` } })
  else if (seen.buyers > 0)
    found.notices.push({
      code: 'shared_ids',
      ...place,
      params: { n: seen.buyers, example: seen.example ?? '' },
    })
  const share = seen.groups ? (seen.hasBuyer ? seen.buyers : seen.days) / seen.groups : 0
  const unsure = unit !== 'buyer_time' && unit !== 'row' && share > FEW && share < 0.5
  if (!unsure || chosenUnit(files)) return
  const units: OrderUnit[] = ['id', ...(seen.hasShop ? ['id_shop' as const] : []), 'id_day']
  if (seen.hasBuyer) units.push('id_buyer')
  found.questions.push({
    code: 'one_order',
    ...place,
    params: {},
    options: units.map((choice) => ({ label: `option.order.${choice}`, choices: { unit: choice } })),
    chosen: units.indexOf(unit),
    confidence: Math.max(share, 1 - share),
  })
}

/**
 * Rows of one order and buyer that name no product: they repeat one another where all of them say the same amount on the
 * same day, and then one of them stands, the latest state; else they are parts of the order and add up. What most of them
 * are decides about those that say the same: a file that has parts may have two equal ones.
 */
async function settleRepeats(
  engine: Engine,
  files: SourceTable[],
  masters: boolean,
  found: Found,
): Promise<SourceTable[]> {
  await engine.run('CREATE OR REPLACE TABLE order_repeat (source INTEGER, row BIGINT)')
  const bare = files.filter((s) => !holds('order_lines')(s))
  const flat = files.filter(holds('order_lines'))
  if (!bare.length) return settleLines(engine, flat, masters)
  const edges = bare.flatMap((s) => s.edges ?? [])
  const rows = bare.map((s) => {
    const { id, join } = who(s, 'orders', masters)
    const amount = has(s, 'orders.amount') ? '"orders.amount"' : lineAmount(s)
    return `SELECT ${s.id} AS source, ${ident(s.table)}.rowid AS row, ${orderKey(s, id)} AS key, ${orderNumber(s)} AS number, ${id} AS buyer,
      ${dayOf(s)} AS moment, ${amount} AS amount, ${statusKey(s) ?? 'NULL'} AS status, ${statusKey(s) ? 'coalesce(s.progress, 1)' : '1'} AS progress
      FROM ${ident(s.table)} ${stateJoin(s)} ${join}`
  })
  const listed = edges.length ? edges.map(literal).join(', ') : 'NULL'
  await engine.run(`CREATE OR REPLACE TEMP TABLE order_group AS
    SELECT key, buyer, count(*) AS n, count(DISTINCT source) AS sources, max(mine) AS mine,
      min(low) <> max(high) AS differ, bool_or(low <> high) AS within, min(day_low) <> max(day_high) AS days, any_value(number) IN (${listed}) AS cut
    FROM (SELECT key, buyer, source, any_value(number) AS number, count(*) AS mine, min(amount) AS low, max(amount) AS high, min(moment::DATE) AS day_low, max(moment::DATE) AS day_high
      FROM (${rows.join(' UNION ALL ')}) WHERE key IS NOT NULL GROUP BY key, buyer, source)
    GROUP BY key, buyer HAVING count(*) > 1 OR max(mine) > 1`)
  // Two files may say two states of an order: only rows of one file, of its edge, or of other days are parts for certain.
  const [sum] = await engine.query<{ groups: number; parts: number; several: number }>(
    `SELECT count(*) AS groups, count_if(days OR within OR (differ AND cut)) AS parts, count_if(mine > 1) AS several FROM order_group`,
  )
  const parts = (sum?.groups ?? 0) > 0 && sum!.parts >= 0.2 * sum!.groups
  if (!parts && sum?.several)
    await engine.run(`INSERT INTO order_repeat
      SELECT source, row FROM (
        SELECT r.source, r.row, row_number() OVER (PARTITION BY r.source, r.key, r.buyer ORDER BY r.progress DESC, r.moment DESC NULLS LAST, r.row DESC) AS place
        FROM (${rows.join(' UNION ALL ')}) AS r JOIN order_group AS g ON g.key = r.key AND g.buyer IS NOT DISTINCT FROM r.buyer
        WHERE NOT (g.days OR g.within)) WHERE place > 1`)
  const repeats = await engine.query<{ source: number; n: number }>(
    'SELECT source, count(*)::DOUBLE AS n FROM order_repeat GROUP BY source',
  )
  const merged = new Map(repeats.map(({ source, n }) => [source, n]))
  await tellRepeats(engine, bare, merged, found)
  const left =
    (await engine.query<{ n: number }>(`SELECT count_if(days OR within) AS n FROM order_group`))[0]?.n ?? 0
  const several = parts || left > 0
  await engine.run('DROP TABLE order_group')
  for (const s of bare) found.merged.set(s.id, merged.get(s.id) ?? 0)
  const settled = bare.map((s): SourceTable => ({
    ...s,
    merged: merged.has(s.id),
    ordersUnique: !several,
    amountByLine: several ? true : s.amountByLine,
  }))
  return [...settled, ...(await settleLines(engine, flat, masters))]
}

async function tellRepeats(
  engine: Engine,
  files: SourceTable[],
  merged: Map<number, number>,
  found: Found,
): Promise<void> {
  for (const source of files) {
    const n = merged.get(source.id)
    if (!n) continue
    const examples = await engine.query<{ id: string | null }>(
      `SELECT DISTINCT ${orderNumber(source)} AS id FROM ${ident(source.table)} WHERE rowid IN (SELECT row FROM order_repeat WHERE source = ${source.id}) ORDER BY 1 LIMIT 3`,
    )
    found.notices.push({
      code: 'merged',
      file: source.file ?? '',
      params: { n, example: examples.map(({ id }) => id ?? '').join(', ') },
    })
  }
}

/**
 * Files with products: whether their amount is the order's or the line's, and whether what was paid back is, seen over
 * all of them. An amount that stands on every line of an order is the line's where it differs between them, or comes
 * nearer to the price of the line than to that of the order.
 */
async function settleLines(engine: Engine, files: SourceTable[], masters: boolean): Promise<SourceTable[]> {
  const told = files.filter((s) => has(s, 'orders.amount') || has(s, 'orders.refund'))
  if (!told.length) return files
  const rows = told.map((s) => {
    const { id, join } = who(s, 'orders', masters)
    const amount = has(s, 'orders.amount') ? '"orders.amount"' : 'NULL'
    const refund = has(s, 'orders.refund') ? 'nullif(abs("orders.refund"), 0)' : 'NULL'
    const line = lineAmount({ ...s, amountByLine: false })
    return `SELECT ${s.id} AS source, ${orderKey(s, id)} AS key, ${amount} AS amount, ${line} AS line, ${refund} AS refund FROM ${ident(s.table)} ${join}`
  })
  const [sum] = await engine.query<Record<'several' | 'differ' | 'near' | 'given' | 'once', number>>(
    `SELECT count_if(amounts > 1) AS several, count_if(amounts > 1 AND low <> high) AS differ,
       count_if(amounts = n AND n > 1 AND low = high AND abs(low - top) < abs(low - lines)) AS near,
       count_if(refunds > 0) AS given, count_if(refunds = n AND back_low = back_high OR refunds = 1) AS once
     FROM (SELECT source, key, count(*) AS n, count(amount) AS amounts, min(amount) AS low, max(amount) AS high,
         max(line) AS top, sum(line) AS lines,
         count(refund) AS refunds, min(refund) AS back_low, max(refund) AS back_high
       FROM (${rows.join(' UNION ALL ')}) GROUP BY source, key HAVING count(*) > 1)`,
  )
  const several = sum?.several ?? 0
  const byLine = several > 0 && (sum!.differ * 2 > several || sum!.differ + sum!.near > 0.8 * several)
  const once = !byLine && (sum?.given ?? 0) > 0 && sum!.once >= 0.9 * sum!.given
  return files.map((s) => ({
    ...s,
    ...(several && has(s, 'orders.amount') ? { amountByLine: byLine } : {}),
    ...(once && has(s, 'orders.refund') ? { refundOnce: true } : {}),
  }))
}
