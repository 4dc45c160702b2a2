import { ident, type Engine } from '../../engine/engine'
import type { Question } from '../notice'
import { columnName } from '../scan'
import type { Found } from './found'
import { lineAmount, orderNumber, pricedByLine } from './rows'
import { has, holds, isDated, PERSON_KEYS, type SourceTable } from './source'

/** Numbers of orders that are looked up in the other files. */
const LOOKED = 1000
/** So large a share of them must be found. */
const FOUND = 0.5
/** Amounts of one order in two files are of one size where they lie within this factor, as with postage and discounts. */
const NEAR = 2
/** Of so many orders they must be, and of no more than so many for any other column. */
const AGREE = 0.9
const DIFFER = 0.5

const SPOKEN: readonly string[] = ['who', 'when', 'kind', 'how_much'] satisfies Question['code'][]
const isNumbered = (source: SourceTable): boolean =>
  orderNumber(source) !== null && (holds('orders')(source) || holds('order_lines')(source))
const namesBuyers = ({ mapping }: SourceTable): boolean =>
  !mapping.anonymous &&
  mapping.columns.some(
    ({ target, wide }) =>
      !!target &&
      !wide &&
      (/\.customer_id$/.test(target) || PERSON_KEYS.some((key) => target === `customers.${key}`)),
  )

/**
 * Questions that need no answer of the reader's, because another file gives it: who bought and when stands in the file of
 * the orders whose numbers this one names, and so does what it holds; of its columns, the one that says how much comes to
 * about what the orders come to elsewhere. Files that ask nothing, or name no order of others, cost nothing.
 */
export async function answeredElsewhere(engine: Engine, sources: SourceTable[], found: Found): Promise<void> {
  const numbered = sources.filter(isNumbered)
  for (const source of numbered) {
    const open = (source.questions ?? []).filter(({ code }) => SPOKEN.includes(code))
    // Files of orders say who and when themselves: what they share is an overlap.
    if (!open.length || isDated(source)) continue
    const others = await sharing(
      engine,
      source,
      numbered.filter((other) => other !== source),
    )
    const orders = others.filter((other) => isDated(other))
    if (!orders.length) continue
    for (const question of open) {
      const { code } = question
      const said =
        code === 'who'
          ? orders.some(namesBuyers)
          : code === 'how_much'
            ? await agrees(engine, source, question, others)
            : true
      if (said) found.answered.add(question)
    }
  }
}

/** The other files that name most of the orders that this one names. */
async function sharing(engine: Engine, source: SourceTable, others: SourceTable[]): Promise<SourceTable[]> {
  const found: SourceTable[] = []
  for (const other of others) {
    const [row] = await engine.query<{ n: number; held: number }>(
      `SELECT count(*)::DOUBLE AS n, count_if(number IN (SELECT ${orderNumber(other)} FROM ${ident(other.table)}))::DOUBLE AS held
       FROM (SELECT DISTINCT ${orderNumber(source)} AS number FROM ${ident(source.table)} LIMIT ${LOOKED}) WHERE number IS NOT NULL`,
    )
    if (row?.n && row.held >= FOUND * row.n) found.push(other)
  }
  return found
}

/** What a file says that its orders come to, row by row; null where it does not. */
function amountOf(source: SourceTable): string | null {
  if (has(source, 'orders.amount') && !source.amountByLine) return '"orders.amount"'
  return pricedByLine(source) ? lineAmount(source) : null
}

/** Whether the column that was taken for the amount, and it alone, is about what other files say that the orders come to. */
async function agrees(
  engine: Engine,
  source: SourceTable,
  { options, chosen }: Question,
  others: SourceTable[],
): Promise<boolean> {
  const columns = options.map(({ label }) => source.mapping.columns.find(({ header }) => header === label))
  const taken = columns[chosen]
  const other = others.find((file) => amountOf(file))
  if (!taken || !other) return false
  const found = columns.flatMap((column) => (column && !column.dropped ? [column] : []))
  const once = has(other, 'orders.amount') && !other.amountByLine ? 'max' : 'sum'
  const shares = found.map(
    (_, i) => `avg((abs(a${i}) BETWEEN abs(amount) / ${NEAR} AND abs(amount) * ${NEAR})::INTEGER) AS s${i}`,
  )
  const [row] = await engine.query<Record<string, number | null>>(
    `WITH mine AS (
       SELECT ${orderNumber(source)} AS number, ${found.map((column, i) => `sum(try_cast(${ident(columnName(column))} AS DOUBLE)) AS a${i}`).join(', ')}
       FROM ${ident(source.table)} GROUP BY 1 HAVING number IS NOT NULL LIMIT ${LOOKED}
     ),
     theirs AS (
       SELECT ${orderNumber(other)} AS number, ${once}((${amountOf(other)})::DOUBLE) AS amount FROM ${ident(other.table)}
       WHERE ${orderNumber(other)} IN (SELECT number FROM mine) GROUP BY 1
     )
     SELECT ${shares.join(', ')} FROM mine JOIN theirs USING (number) WHERE amount <> 0`,
  )
  const share = (column: (typeof found)[number]) => row?.[`s${found.indexOf(column)}`] ?? 0
  return share(taken) >= AGREE && found.every((column) => column === taken || share(column) < DIFFER)
}
