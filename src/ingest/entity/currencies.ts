import { ident, literal, type Engine } from '../../engine/engine'
import { amountColumns, currencyName, headingCurrency } from '../currency'
import type { Found } from './found'
import { has, type SourceTable } from './source'
import { who } from './who'

/** SQL of the currency that a row of the source says: in a column, in its cells, or in the heading of its amount. */
export function currencyOf(source: SourceTable): string | null {
  if (has(source, 'orders.currency') || source.mapping.marked !== undefined)
    return '"orders.currency"::VARCHAR'
  const said = amountColumns(source.mapping).map(({ header }) => headingCurrency(header))[0]
  return said ? `${literal(said)}::VARCHAR` : null
}

/** More words than this under one heading are no currencies. */
const MOST_CURRENCIES = 60

/**
 * Money of two currencies is never added: the figures are of the one with most customers, or of the one `wanted`.
 * Returns the words for it where there are others beside it, else null. Distinct words are looked at first, so that
 * files of one currency cost nothing more.
 */
export async function homeCurrency(
  engine: Engine,
  files: SourceTable[],
  masters: boolean,
  wanted?: string,
): Promise<string[] | null> {
  const saying = files.flatMap((source) => {
    const currency = currencyOf(source)
    return currency ? [{ source, currency }] : []
  })
  if (!saying.length) return null
  const distinct = await engine.query<{ word: string }>(
    `SELECT DISTINCT word FROM (${saying
      .map(({ source, currency }) => `SELECT DISTINCT ${currency} AS word FROM ${ident(source.table)}`)
      .join(' UNION ALL ')}) WHERE trim(word) <> ''`,
  )
  const names = new Set(distinct.map(({ word }) => currencyName(word)))
  if (names.size < 2 || names.size > MOST_CURRENCIES) return null
  const rows = await engine.query<{ word: string; customers: number; n: number }>(
    `SELECT word, count(DISTINCT customer) AS customers, count(*)::DOUBLE AS n FROM (${saying
      .map(({ source, currency }) => {
        const { id, join } = who(source, 'orders', masters)
        return `SELECT ${currency} AS word, ${id} AS customer FROM ${ident(source.table)} ${join}`
      })
      .join(' UNION ALL ')}) WHERE trim(word) <> '' GROUP BY 1 ORDER BY 1`,
  )
  const sums = new Map<string, { customers: number; n: number }>()
  for (const { word, customers, n } of rows) {
    const sum = sums.get(currencyName(word)) ?? { customers: 0, n: 0 }
    sums.set(currencyName(word), { customers: sum.customers + customers, n: sum.n + n })
  }
  const [most] = [...sums].sort(
    ([a, x], [b, y]) => y.customers - x.customers || y.n - x.n || (a < b ? -1 : 1),
  )
  const home = wanted && sums.has(wanted) ? wanted : most![0]
  return rows.map(({ word }) => word).filter((word) => currencyName(word) === home)
}

/** Whether a row's amount may be added to the figures. */
export const isHome = (home: string[] | null): string =>
  home ? `(currency IS NULL OR currency IN (${home.map(literal).join(', ')}))` : 'true'

/** What the orders of each currency come to, and which of them the figures are of. */
export async function tellCurrencies(engine: Engine, home: string[] | null, found: Found): Promise<void> {
  if (!home) return
  const rows = await engine.query<{ word: string | null; orders: number; amount: number }>(
    `SELECT nullif(trim(currency), '') AS word, count(*)::DOUBLE AS orders,
       coalesce(sum(amount) FILTER (state NOT IN ('cancelled', 'pending')), 0)::DOUBLE AS amount FROM orders GROUP BY 1`,
  )
  const main = currencyName(home[0]!)
  const sums = new Map<string, { orders: number; amount: number }>()
  for (const { word, orders, amount } of rows) {
    const name = word === null ? main : currencyName(word)
    const sum = sums.get(name) ?? { orders: 0, amount: 0 }
    sums.set(name, { orders: sum.orders + orders, amount: sum.amount + amount })
  }
  const sorted = [...sums].sort(([a, x], [b, y]) => y.orders - x.orders || (a < b ? -1 : 1))
  found.currencies = sorted.map(([currency, sum]) => ({ currency, ...sum, counts: currency === main }))
  const others = sorted
    .filter(([name]) => name !== main)
    .map(([name, { orders, amount }]) => `${name} ${amount.toFixed(2)} (${orders})`)
  found.notices.push({
    code: 'currencies',
    file: '',
    params: { n: sums.size, example: main, others: others.join(', ') },
  })
}
