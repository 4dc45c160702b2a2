import { ident, type Engine } from '../../engine/engine'
import { entity, type EntityName } from '../../model/entities'
import { columnName } from '../scan'
import { byAge, sameColumns, type Change } from './overlap'
import type { SourceTable } from './source'

/** One file's rows of an entity, as a SELECT of the entity's columns; further ones are kept and not compared. */
export interface Part {
  source: SourceTable
  select: string
}

/** Dates of an entity, by which the newest of several files is found. */
const dates = (name: EntityName): string[] =>
  entity(name)
    .fields.filter((f) => f.type === 'date' || f.type === 'datetime')
    .map((f) => ident(f.name))

/** Every column of days that a file has. */
export const daysOf = ({ mapping }: SourceTable): string[] =>
  mapping.columns.flatMap((column) =>
    /^(DATE|TIMESTAMP)/.test(column.type) && !column.dropped ? [ident(columnName(column))] : [],
  )

/**
 * Rows of several files → `NAME_rows`, each counted once: of a keyed entity the newest file's row stands for all of
 * its key; rows without a key that are identical in overlapping files count as often as in the file that has them
 * most often, if they carry a day or an id by which to tell that they are the same.
 */
export async function settleRows(
  engine: Engine,
  name: EntityName,
  parts: Part[],
  signal?: AbortSignal,
): Promise<Map<number, Change>> {
  const { key, fields } = entity(name)
  const selects = new Map(parts.map((p) => [p.source.id, p.select]))
  const last = (days: string[], from: string) => {
    const latest = days.map((day) => `max(${day}::TIMESTAMP)`)
    return latest.length ? `(SELECT greatest(${latest.join(', ')}) FROM ${from})` : 'NULL::TIMESTAMP'
  }
  const sources = parts.map((p) => p.source)
  // Where the days of the entity are the same, as of tickets that go on in both, those beside them tell the newer file.
  const aged = await byAge(
    engine,
    sources,
    (s) => `SELECT row(${last(dates(name), `(${selects.get(s.id)})`)}, ${last(daysOf(s), ident(s.table))})`,
  )
  const family = (s: SourceTable) => sources.findIndex((other) => sameColumns(other, s))
  const union = aged.map(
    (s, rank) =>
      `SELECT *, ${s.id} AS source, ${rank} AS rank, ${family(s)} AS family FROM (${selects.get(s.id)})`,
  )
  // The name that a survey got from its file does not tell two exports of it apart.
  const said = fields.filter((f) => !(name === 'feedback' && f.name === 'survey')).map((f) => ident(f.name))
  const table = ident(`${name}_rows`)
  const copies = `SELECT *, row_number() OVER (PARTITION BY ${said.join(', ')}, source) AS copy, ${key ?? 'NULL'} AS unit FROM said`
  const alike = `${said.join(', ')}, copy, CASE WHEN ${dated(name)} THEN NULL ELSE source END`
  // A row of a keyed entity may lack the key: a ticket without a number is told by all that it says.
  const place = key
    ? `PARTITION BY family, unit, CASE WHEN unit IS NULL THEN row(${alike}) END`
    : `PARTITION BY ${alike}`
  // Of a keyed entity the newest that says something of a field wins.
  const filled = fields
    .filter((f) => key && f.name !== key && !isEnd(`${name}.${f.name}`))
    .map(
      ({ name: field }) =>
        `CASE WHEN unit IS NULL THEN ${ident(field)} ELSE last_value(${ident(field)} IGNORE NULLS) OVER (${place} ORDER BY rank ROWS UNBOUNDED PRECEDING) END AS ${ident(field)}`,
    )
  await engine.run(
    `CREATE OR REPLACE TABLE ${table} AS
    WITH said AS (${union.join(' UNION ALL ')}), copied AS (${copies})
    SELECT * EXCLUDE (copy, unit)${filled.length ? ` REPLACE (${filled.join(', ')})` : ''}, row_number() OVER (${place} ORDER BY rank DESC) = 1 AS counts,
      lag(rank) OVER (${place} ORDER BY rank) IS NOT NULL AS known,
      lag(hash(${said.join(', ')})) OVER (${place} ORDER BY rank) = hash(${said.join(', ')}) AS same
    FROM copied`,
    signal,
  )
  const rows = await engine.query<{ source: number } & { [K in keyof Change]: number }>(
    `SELECT source, count_if(NOT known) AS added, count_if(known AND same) AS unchanged,
       count_if(known AND NOT same) AS changed, count_if(NOT counts) AS replaced FROM ${table} GROUP BY source`,
  )
  await engine.run(`DELETE FROM ${table} WHERE NOT counts`)
  return new Map(rows.map(({ source, ...change }) => [source, change]))
}

/** How something ended: where a newer row leaves it blank, it is open again. */
const ENDS = /\.(?:resolved_at|closed_at|outcome|lost_reason|churned)$/
export const isEnd = (target: string | null): boolean => !!target && ENDS.test(target)

/** A day tells a row without a key from others that happen to say the same. */
function dated(name: EntityName): string {
  const days = dates(name)
  return days.length ? `(${days.map((day) => `${day} IS NOT NULL`).join(' OR ')})` : 'true'
}
