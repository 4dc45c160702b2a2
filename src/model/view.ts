import { isDate, isPeriod } from './day'
import { AppError } from './error'
import { addressOf, filterFieldOf } from './filter'

/** What the reader is looking at: as of when, over which period, with which customers chosen. It is the URL. */
export interface View {
  /** `YYYY-MM-DD`, inclusive; null means the last date in the data. */
  asOf: string | null
  /** `12m`, `24m`, `all` or whole months `2011-01..2011-06`. */
  period: string
  returns: Returns
  /** Field name → values kept (any of them). A filter selects, it never regrades. */
  filter: Record<string, string[]>
}
type Returns = 'net' | 'drop'

export const defaultView = (): View => ({ asOf: null, period: '12m', returns: 'net', filter: {} })

type Query = Record<string, string | null | undefined | (string | null)[]>

const last = (value: Query[string]): string | undefined =>
  (Array.isArray(value) ? value.at(-1) : value) ?? undefined

/** Query of the hash → view. @throws AppError `view.date`, `view.period` */
export function parseView(query: Query): View {
  const view = defaultView()
  const asOf = last(query.asOf)
  if (asOf) {
    if (!isDate(asOf)) throw new AppError('view.date', { value: asOf })
    view.asOf = asOf
  }
  const period = last(query.period)
  if (period) {
    if (!isPeriod(period)) throw new AppError('view.period', { value: period })
    view.period = period
  }
  if (last(query.returns) === 'drop') view.returns = 'drop'
  for (const [key, raw] of Object.entries(query)) {
    const field = filterFieldOf(key)
    if (!field) continue
    const values = (Array.isArray(raw) ? raw : [raw]).filter((v): v is string => !!v)
    if (values.length) view.filter[field] = values
  }
  return view
}

/** Both show the same. */
export const isSameView = (one: View, other: View): boolean =>
  JSON.stringify(formatView(one)) === JSON.stringify(formatView(other))

/** View → query of the hash; what is default is left out. */
export function formatView(view: View): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {}
  if (view.asOf) query.asOf = view.asOf
  if (view.period !== '12m') query.period = view.period
  if (view.returns !== 'net') query.returns = view.returns
  for (const [field, values] of Object.entries(view.filter))
    if (values.length) query[addressOf(field)] = values
  return query
}
