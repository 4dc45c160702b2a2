import { ident, type Engine } from '../../engine/engine'
import type { EntityName } from '../../model/entities'
import { keySql } from '../value/key'
import { addressOf, NAMING, namesCustomer } from './address'
import type { Found } from './found'
import { cell, has, holds, type SourceTable } from './source'
import { who } from './who'

const ID = { name: 'customer_id', type: 'id' } as const
/** Files whose rows may name somebody by what reaches them, each with what it holds. */
const naming = (sources: SourceTable[]): [SourceTable, EntityName][] =>
  sources.flatMap((source) =>
    NAMING.flatMap((owner): [SourceTable, EntityName][] =>
      holds(owner)(source) && namesCustomer(source, owner) ? [[source, owner]] : [],
    ),
  )

/**
 * `customer_reach`: whom an e-mail address or a phone reaches, as customer and order files say it; nobody where it is
 * several customers. After the ids are built.
 */
export async function buildReach(engine: Engine, sources: SourceTable[], masters: boolean): Promise<void> {
  const said = naming(sources).length ? sources.flatMap((source) => saidBy(source, masters)) : []
  await engine.run(
    `CREATE OR REPLACE TABLE customer_reach AS ${
      said.length
        ? `SELECT address, CASE WHEN min(id) = max(id) THEN min(id) END AS customer_id
           FROM (${said.join(' UNION ALL ')}) WHERE address IS NOT NULL AND id IS NOT NULL GROUP BY address`
        : 'SELECT NULL::VARCHAR AS address, NULL::VARCHAR AS customer_id WHERE false'
    }`,
  )
}

function saidBy(source: SourceTable, masters: boolean): string[] {
  if (source.mapping.anonymous) return []
  const owner = (['orders', 'customers'] as const).find((name) => holds(name)(source))
  if (!owner) return []
  const { id, join } = who(source, owner, masters)
  return (['phone', 'email'] as const)
    .filter((key) => has(source, `customers.${key}`))
    .map(
      (key) =>
        `SELECT DISTINCT ${keySql(key, ident(`customers.${key}`))} AS address, ${id} AS id FROM ${ident(source.table)} ${join}`,
    )
}

/** Tells of files that name customers by e-mail or phone how many rows are somebody's, and which may be several people's. */
export async function tellReach(engine: Engine, sources: SourceTable[], found: Found): Promise<void> {
  for (const [source, owner] of naming(sources)) {
    const id = cell(source, owner, ID)
    const [row] = await engine.query<{
      n: number
      total: number
      several: number
      example: string | null
      mail: boolean | null
    }>(
      `SELECT count(reach.customer_id)::DOUBLE AS n, count(address)::DOUBLE AS total, count_if(shared)::DOUBLE AS several,
         min(address) FILTER (shared) AS example, bool_or(contains(address, '@')) AS mail
       FROM (SELECT ${addressOf(id)} AS address FROM ${ident(source.table)}) AS named
       LEFT JOIN (SELECT *, customer_id IS NULL AS shared FROM customer_reach) AS reach USING (address)
       WHERE EXISTS (FROM customer_reach)`,
    )
    // Numbers of which none is anybody's phone are numbers.
    if (!row || !(row.n || row.several || row.mail)) continue
    const about = { file: source.file ?? '', column: headingOf(source, `${owner}.customer_id`) }
    found.notices.push({ code: 'linked', ...about, params: { n: row.n, total: row.total } })
    if (row.several)
      found.notices.push({
        code: 'linked_several',
        ...about,
        params: { n: row.several, example: row.example ?? '' },
      })
  }
}

const headingOf = ({ mapping }: SourceTable, target: string): string =>
  mapping.columns.find((column) => column.target === target && !column.wide)?.header ?? ''
