import { ident, type Engine } from '../engine/engine'
import type { ColumnMapping, Mapping } from './mapping'
import type { Sample } from './sample'
import { columnName } from './scan'

/** Takes out what is not to be kept, also from the sample, and returns the heads of what identified people. */
export async function dropColumns(
  engine: Engine,
  table: string,
  sample: Sample,
  mapping: Mapping,
): Promise<string[]> {
  const gone = new Set<ColumnMapping>()
  for (const column of mapping.columns.filter(({ dropped }) => dropped)) {
    const name = ident(columnName(column))
    // A column without a name, or of a table that ended, may say something further down than the sample reaches.
    const [said] = await engine.query<{ n: number }>(
      `SELECT count(${name})::DOUBLE AS n FROM ${ident(table)}`,
    )
    const seen = sample.rows.filter((row) => (row[column.index] ?? '').trim() !== '').length
    if (column.dropped === 'empty' && said?.n) continue
    if (column.dropped === 'beside' && (said?.n ?? 0) > seen) continue
    await engine.run(`ALTER TABLE ${ident(table)} DROP COLUMN ${name}`)
    gone.add(column)
    for (const row of sample.rows) if (column.index < row.length) row[column.index] = ''
  }
  mapping.columns = mapping.columns.filter((column) => !gone.has(column))
  return [...gone].filter(({ dropped }) => dropped === 'identity').map(({ header }) => header)
}
