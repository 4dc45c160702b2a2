import { ident, type Engine } from '../../engine/engine'
import { normalise } from '../../model/header'
import type { ColumnMapping } from '../mapping'
import { headingOf } from '../recognise/heading'
import { columnName } from '../scan'
import type { Found } from './found'
import { holds, type SourceTable } from './source'

/** What a heading can be about, the most telling first, and what a file that says more about it is a list of. */
const THINGS = [
  ['sku', 'products'],
  ['product', 'products'],
  ['category', 'categories'],
  ['supplier', 'sellers'],
  ['store', 'stores'],
  ['warehouse', 'stores'],
  ['staff', 'staff'],
  ['campaign', 'campaigns'],
  ['coupon', 'campaigns'],
  ['channel', 'channels'],
  ['zip', 'places'],
  ['city', 'places'],
  ['district', 'places'],
  ['province', 'places'],
  ['region', 'places'],
  ['country', 'places'],
] as const
type About = (typeof THINGS)[number][1]

/** Values of another file that are looked up. */
const LOOKED = 1000
/** So large a share of them must be found. */
const FOUND = 0.5
/** A list says a thing once; a place may have many rows. */
const UNIQUE = 0.95

/** By which column a file belongs to another one. */
interface Link {
  source: SourceTable
  column: ColumnMapping
  to: SourceTable
  at: ColumnMapping
  rank: number
  share: number
}

const isAbout = (header: string, ...names: string[]): boolean => {
  const { concepts } = headingOf(header)
  return names.some((name) => (concepts as string[]).includes(name))
}
const isKept = ({ dropped, wide }: ColumnMapping): boolean => !dropped && !wide
const PRODUCT = ['order_lines.product_id', 'order_lines.product_name']
const isProduct = ({ target }: ColumnMapping): boolean => !!target && PRODUCT.includes(target)
/** Numbers that name things are whole, whether a column was read as text or as numbers. */
function cellOf(column: ColumnMapping): string {
  const cell = ident(columnName(column))
  return column.type === 'DOUBLE'
    ? `CASE WHEN ${cell} = floor(${cell}) THEN ${cell}::BIGINT::VARCHAR ELSE ${cell}::VARCHAR END`
    : `${cell}::VARCHAR`
}
const aboutOf = ({ rank }: Link): About => THINGS[rank]![1]

/** What both columns are about, as a place in `THINGS`; -1: nothing that both say. */
const sharedThing = (mine: ColumnMapping, other: ColumnMapping): number =>
  isProduct(other)
    ? 1
    : THINGS.findIndex(
        ([name]) =>
          isAbout(mine.header, name) &&
          (isAbout(other.header, name) || normalise(mine.header) === normalise(other.header)),
      )

/** What both name, and most of whose values are found; of several such columns the most telling. */
async function linkOf(engine: Engine, source: SourceTable, others: SourceTable[]): Promise<Link | null> {
  const found: Link[] = []
  for (const to of others)
    for (const at of to.mapping.columns.filter(isKept))
      for (const column of source.mapping.columns.filter(isKept)) {
        const rank = sharedThing(column, at)
        if (rank < 0) continue
        const [row] = await engine.query<{ n: number; held: number; unique: number | null }>(
          `SELECT count(*)::DOUBLE AS n, count_if(value IN (SELECT ${cellOf(column)} FROM ${ident(source.table)}))::DOUBLE AS held,
             (SELECT count(DISTINCT ${cellOf(column)}) / nullif(count(${cellOf(column)}), 0) FROM ${ident(source.table)}) AS "unique"
           FROM (SELECT DISTINCT ${cellOf(at)} AS value FROM ${ident(to.table)} LIMIT ${LOOKED}) WHERE value IS NOT NULL`,
        )
        const link = { source, column, to, at, rank, share: row?.n ? row.held / row.n : 0 }
        if (link.share >= FOUND && ((row?.unique ?? 0) >= UNIQUE || (await isMap(engine, link))))
          found.push(link)
      }
  found.sort(
    (a, b) => Number(isProduct(b.at)) - Number(isProduct(a.at)) || a.rank - b.rank || b.share - a.share,
  )
  return found[0] ?? null
}
/** A file of places says nothing but where they lie: names of places, and numbers. */
async function isMap(engine: Engine, link: Link): Promise<boolean> {
  if (aboutOf(link) !== 'places') return false
  const others = link.source.mapping.columns.filter(
    (column) =>
      isKept(column) && !THINGS.some(([name, what]) => what === 'places' && isAbout(column.header, name)),
  )
  if (!others.length) return true
  const numbers = others.map((c) => `count(try_cast(${cellOf(c)} AS DOUBLE)) = count(${cellOf(c)})`)
  const [row] = await engine.query<{ all: boolean }>(
    `SELECT ${numbers.join(' AND ')} AS "all" FROM ${ident(link.source.table)}`,
  )
  return !!row?.all
}

/** A column of words beside the key. */
const wordsOf = (source: SourceTable, key: ColumnMapping, test: (header: string) => boolean) =>
  source.mapping.columns.find((c) => c !== key && isKept(c) && c.reading.as === 'text' && test(c.header))

/** Files that may say more about something: nothing of the model, and nothing that looks like sales. */
const isSilent = ({ mapping: { entities, refusal, questions = [] } }: SourceTable): boolean =>
  !entities.length &&
  (refusal === null || refusal === 'products') &&
  questions.every(({ code }) => code === 'kind')

/**
 * Files that hold nothing of the model and say more about something that other files name: products, what their
 * categories are called elsewhere, sellers, places. What each is used for is told; `product_label` is what the order
 * lines take of them. Costs nothing where every file holds something of the model.
 */
export async function findReferences(engine: Engine, sources: SourceTable[], found: Found): Promise<void> {
  await engine.run('DROP TABLE IF EXISTS product_label')
  const some = sources.filter(({ mapping }) => mapping.entities.length > 0)
  const links: Link[] = []
  const rest: SourceTable[] = []
  for (const source of sources.filter(isSilent)) {
    const link = await linkOf(engine, source, some)
    if (link) links.push(link)
    else rest.push(source)
  }
  const labels: string[] = []
  for (const link of links) {
    const { source, to, at } = link
    foundOut(source, found)
    const label =
      aboutOf(link) === 'products' && holds('order_lines')(to) && (await labelOf(engine, link, rest, found))
    if (label) labels.push(label)
    else
      found.notices.push({
        code: 'reference',
        file: source.file ?? '',
        column: at.header,
        params: { other: to.file ?? '', about: `reference.${aboutOf(link)}` },
      })
  }
  found.labelled = labels.length > 0
  if (labels.length)
    await engine.run(`CREATE TABLE product_label AS SELECT * FROM (${labels.join(' UNION ALL ')}) WHERE product IS NOT NULL
      QUALIFY row_number() OVER (PARTITION BY product ORDER BY source DESC) = 1`)
}

/** It is known what the file holds, whatever it looks like by itself. */
function foundOut({ id, questions = [] }: SourceTable, found: Found): void {
  found.references.add(id)
  for (const question of questions) found.answered.add(question)
}

/** SQL of what a list of products says of each; null where it says neither a category nor a name. */
async function labelOf(
  engine: Engine,
  { source, column }: Link,
  rest: SourceTable[],
  found: Found,
): Promise<string | null> {
  const category = wordsOf(source, column, (header) => isAbout(header, 'category'))
  const name = wordsOf(
    source,
    column,
    (header) => isAbout(header, 'name', 'product') && !isAbout(header, 'category'),
  )
  if (!category && !name) return null
  const called = category ? await calledOf(engine, source, category, rest, found) : null
  const own = category ? cellOf(category) : 'NULL::VARCHAR'
  return `SELECT ${cellOf(column)} AS product, any_value(${called ? `coalesce(called.name, ${own})` : own}) AS category,
      any_value(${name ? cellOf(name) : 'NULL::VARCHAR'}) AS name, ${source.id} AS source
    FROM ${ident(source.table)} ${called ? `LEFT JOIN (${called}) AS called ON called."key" = ${own}` : ''} GROUP BY 1`
}

/** SQL of what a file calls the categories of a list of products, such as in another language. */
async function calledOf(
  engine: Engine,
  source: SourceTable,
  category: ColumnMapping,
  rest: SourceTable[],
  found: Found,
): Promise<string | null> {
  const alone = { ...source, mapping: { ...source.mapping, columns: [category] } }
  for (const table of rest) {
    const link = await linkOf(engine, table, [alone])
    const name = link && wordsOf(table, link.column, (header) => isAbout(header, 'category', 'name'))
    if (!name) continue
    foundOut(table, found)
    found.notices.push({
      code: 'reference_names',
      file: table.file ?? '',
      column: name.header,
      params: { other: source.file ?? '' },
    })
    return `SELECT ${cellOf(link.column)} AS "key", any_value(${cellOf(name)}) AS name FROM ${ident(table.table)} GROUP BY 1`
  }
  return null
}

/** Lines with the category and the name that a list of products gives them where they have none of their own. */
export const labelled = (lines: string): string =>
  `SELECT l.* REPLACE (coalesce(l.category, p.category) AS category, coalesce(l.product_name, p.name) AS product_name)
   FROM (${lines}) AS l LEFT JOIN product_label AS p ON p.product = coalesce(l.product_id, l.product_name)`

/** How many order lines a list of products says something of. After the lines are built. */
export async function tellLabels(engine: Engine, sources: SourceTable[], found: Found): Promise<void> {
  if (!found.labelled) return
  const rows = await engine.query<{ source: number; n: number; total: number }>(
    `SELECT p.source, count(l.order_id)::DOUBLE AS n, (SELECT count(*) FROM order_lines)::DOUBLE AS total
     FROM product_label AS p LEFT JOIN order_lines AS l ON p.product = coalesce(l.product_id, l.product_name)
     GROUP BY p.source ORDER BY p.source`,
  )
  for (const { source, n, total } of rows)
    found.notices.push({
      code: 'reference_products',
      file: sources.find(({ id }) => id === source)?.file ?? '',
      params: { n, total },
    })
}
