import { ident, type Engine } from '../../engine/engine'
import type { Merge } from '../../model/quality'
import { holds, type SourceTable } from './source'
import { hasMasters, who } from './who'

/** Entities that make a customer known, the plainest word on who a row is of first. */
const OWNERS = ['orders', 'customers', 'order_lines'] as const

/** Every customer whom the files name, in the order in which they first come: file by file, row by row. */
export async function seenCustomers(
  engine: Engine,
  sources: SourceTable[],
  merges: Merge[],
): Promise<string[]> {
  const masters = hasMasters(sources, merges)
  const parts = sources.flatMap((source, at) => {
    const owner = OWNERS.find((name) => holds(name)(source))
    if (!owner) return []
    const { id, join } = who(source, owner, masters)
    return `SELECT ${id} AS id, ${at} AS file, min(${ident(source.table)}.rowid) AS row FROM ${ident(source.table)} ${join} GROUP BY 1`
  })
  if (!parts.length) return []
  const rows = await engine.query<{ id: string }>(
    `SELECT id FROM (${parts.join(' UNION ALL ')}) WHERE id IS NOT NULL
     GROUP BY id ORDER BY min((file, row))`,
  )
  return rows.map(({ id }) => id)
}
