import { ident, type Engine } from '../../engine/engine'
import { ENTITIES, entity, type EntityName } from '../../model/entities'
import { isDatedEntity, setFarApart, tellFar } from './far'
import { feedbackOf, withScales } from './feedback'
import type { Change } from './overlap'
import { SQL_TYPE } from '../infer'
import { cell, has, holds, nulls, withinSpan, type SourceTable } from './source'
import { settleRows, type Part } from './union'
import { who } from './who'

/** A source and what people call its file. */
export type NamedSource = SourceTable & { file?: string }

/** Every entity beside customers, orders and lines; each exists, empty where no file holds it. */
export async function buildRest(
  engine: Engine,
  sources: NamedSource[],
  masters: boolean,
  signal?: AbortSignal,
): Promise<Map<number, Change>> {
  const changes = new Map<number, Change>()
  for (const { name, fields } of ENTITIES) {
    if (['orders', 'order_lines', 'customers'].includes(name)) continue
    const held = sources.filter(holds(name))
    const files = isDatedEntity(name) ? await setFarApart(engine, name, held) : held
    await engine.run(`DROP TABLE IF EXISTS ${ident(`${name}_rows`)}`)
    if (!files.length)
      await engine.run(`CREATE OR REPLACE VIEW ${name} AS SELECT ${nulls(fields)} WHERE false`)
    else for (const [id, change] of await build(engine, name, files, masters, signal)) changes.set(id, change)
    if (files.length && isDatedEntity(name)) await tellFar(engine, name, files)
  }
  return changes
}

async function build(
  engine: Engine,
  name: EntityName,
  files: NamedSource[],
  masters: boolean,
  signal?: AbortSignal,
): Promise<Map<number, Change>> {
  const parts = files.map((source): Part => ({ source, select: partOf(source, name, masters) }))
  const [only] = parts
  const table = ident(`${name}_rows`)
  let changes = new Map<number, Change>()
  let from = `(${only!.select})`
  if (parts.length > 1) {
    changes = await settleRows(engine, name, parts, signal)
    if (name === 'feedback')
      await engine.run(`CREATE OR REPLACE TABLE ${table} AS ${withScales(table, 'item, family')}`, signal)
    from = table
  } else if (name === 'feedback') {
    await engine.run(
      `CREATE TABLE ${table} AS SELECT *, ${only!.source.id} AS source FROM (${withScales(from, 'item')})`,
      signal,
    )
    from = table
  }
  // Who names only the order is its customer.
  const viaOrder = files.some((s) => has(s, `${name}.order_id`))
  const value = (field: string) => {
    if (field === 'customer_id' && viaOrder) return 'coalesce(e.customer_id, o.customer_id) AS customer_id'
    if (name === 'feedback' && field === 'response_id')
      return `coalesce(e.response_id, e.source || ':' || e."row") AS response_id`
    return `e.${field}`
  }
  const join = viaOrder
    ? `LEFT JOIN (SELECT order_id, max(customer_id) AS customer_id FROM orders GROUP BY order_id) AS o ON o.order_id = e.order_id`
    : ''
  await engine.run(
    `CREATE OR REPLACE VIEW ${name} AS SELECT ${entity(name)
      .fields.map((f) => value(f.name))
      .join(', ')} FROM ${from} AS e ${join}`,
  )
  return changes
}

function partOf(source: NamedSource, name: EntityName, masters: boolean): string {
  if (name === 'feedback') return feedbackOf(source, source.file ?? '', masters)
  const { id, join } = who(source, name, masters)
  const cells = entity(name).fields.map((f) =>
    f.name === 'customer_id'
      ? `${id}::${SQL_TYPE.id} AS customer_id`
      : `${name === 'tickets' && f.name === 'opened_at' ? opened(source) : cell(source, name, f)} AS ${f.name}`,
  )
  return `SELECT ${cells.join(', ')} FROM ${ident(source.table)} ${join}`
}

/** When a ticket was opened; where the file does not say, the earliest that is known of it: it was open by then. */
function opened(source: NamedSource): string {
  const at = (field: string) => cell(source, 'tickets', { name: field, type: 'datetime' })
  return has(source, 'tickets.opened_at')
    ? withinSpan(source, 'tickets.opened_at', at('opened_at'))
    : `least(${at('first_response_at')}, ${at('resolved_at')})`
}
