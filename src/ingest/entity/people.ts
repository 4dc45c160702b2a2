import { ident, type Engine } from '../../engine/engine'
import type { Found } from './found'
import { has, isRegister, type SourceTable } from './source'
import { who } from './who'

/**
 * Rows of a list of people without numbers that stand for somebody whom another row of the list stands for: one of them
 * is left of each person, which is told. Lists with numbers are merged as they are read. After `buildIds`.
 */
export async function tellPeople(
  engine: Engine,
  sources: SourceTable[],
  masters: boolean,
  found: Found,
): Promise<void> {
  for (const source of sources) {
    const { mapping } = source
    if (!isRegister(source) || mapping.entities[0] !== 'customers' || has(source, 'customers.customer_id'))
      continue
    if (mapping.columns.some(({ wide }) => wide)) continue
    const { id, join } = who(source, 'customers', masters)
    const [row] = await engine.query<{ n: number }>(
      `SELECT (count(id) - count(DISTINCT id))::DOUBLE AS n FROM (SELECT ${id} AS id FROM ${ident(source.table)} ${join})`,
    )
    const n = row?.n ?? 0
    found.merged.set(source.id, n)
    if (n) found.notices.push({ code: 'merged_people', file: source.file ?? '', params: { n } })
  }
}
