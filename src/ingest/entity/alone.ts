import { ident, type Engine } from '../../engine/engine'
import { entity, type EntityName } from '../../model/entities'
import type { Question } from '../notice'
import type { Found } from './found'
import { cell, has, holds, type SourceTable } from './source'
import { who } from './who'

/** What is shown beside what customers bought, and is no purchase. */
const BESIDE: EntityName[] = ['contracts', 'events', 'points']
/** What stands instead of a purchase: the customers that an export sums up. */
const isSummed = (source: SourceTable): boolean =>
  has(source, 'customers.total_spend') || has(source, 'customers.order_count')

/** Files that say nothing of purchases where no other file does: what they hold is told, and what is missing for figures. */
export async function tellAlone(
  engine: Engine,
  sources: SourceTable[],
  masters: boolean,
  found: Found,
): Promise<void> {
  if (sources.some((s) => holds('orders')(s) || holds('order_lines')(s) || isSummed(s))) return
  for (const source of sources) {
    const kind = source.mapping.entities[0]
    if (!kind || !BESIDE.includes(kind)) continue
    const day = entity(kind).fields.find(
      ({ name, type }) => (type === 'date' || type === 'datetime') && has(source, `${kind}.${name}`),
    )
    const at = day ? `${cell(source, kind, day)}::DATE` : 'NULL::DATE'
    const { id, join } = who(source, kind, masters)
    const [row] = await engine.query<{ n: number; customers: number; span: string }>(
      `SELECT count(*)::DOUBLE AS n, count(DISTINCT id)::DOUBLE AS customers, coalesce(min(day) || ' – ' || max(day), '–') AS span
       FROM (SELECT ${id} AS id, ${at} AS day FROM ${ident(source.table)} ${join})`,
    )
    const file = source.file ?? ''
    found.notices.push({ code: 'no_orders', file, params: { ...row!, kind: `entity.${kind}` } })
    const asked = (source.questions ?? []).some(({ code }) => code === 'kind')
    if (kind === 'contracts' && day && has(source, 'contracts.amount') && row!.customers && !asked)
      found.questions.push(asSale(file))
  }
}

/** Who sells by contract may count each as an order on the day on which it was signed. */
const asSale = (file: string): Question => ({
  code: 'kind',
  file,
  params: {},
  options: ['contracts', 'orders'].map((kind) => ({ label: `option.kind.${kind}`, choices: { kind } })),
  chosen: 0,
  confidence: 0.7,
})
