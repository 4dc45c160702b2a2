import { filterField } from '../model/filter'
import { partsOf, placeOfName } from '../tables/clusters/name'
import type { Say } from './panel'

/** A panel's mark for what did not make its cut. */
export const OTHERS = '\u0001'
/** Its mark for orders and customers of which nothing is said. */
export const UNSAID = '\u0002'
/** Whether a value names whom it is of, so that they can be chosen by it. */
export const isNamed = (value: string): boolean => value !== OTHERS && value !== UNSAID

/** Dimensions of orders instead of customers: one customer may stand in several of their classes. When an order was made … */
export const ORDER_TIMES = ['weekday', 'hour', 'month'] as const
/** … and what the files say of it, where they do. */
export const ORDER_FACTS = ['order_region', 'order_channel', 'order_category']
const ORDER_DIMENSIONS = new Set<string>([...ORDER_TIMES, ...ORDER_FACTS])
export const isOrderDimension = (name: string): boolean => ORDER_DIMENSIONS.has(name)
/** An order with several lines may stand in several of its classes as well. */
export const isLineDimension = (name: string): boolean => name === 'order_category'

/** Dimensions whose values are the product's own words, and how the messages name them. */
const OWN: Record<string, string> = { weekday: 'weekday', role: 'role', action: 'action' }

const isMonth = /^\d{4}-\d{2}$/

/** A value of a dimension in the reader's words. */
export function valueLabel(dimension: string, value: string, say: Say): string {
  if (value === OTHERS) return say.t('reason.others')
  if (value === UNSAID) return say.t('reason.unsaid')
  if (dimension === 'hour') return `${value}:00`
  if (dimension === 'cluster') return clusterLabel(value, say)
  if (dimension === 'month' || (dimension === 'first' && isMonth.test(value))) return say.month(`${value}-01`)
  if (dimension === 'indicator') return fieldLabel(value, say)
  const own = filterField(dimension)?.words ?? OWN[dimension]
  return own ? say.t(`${own}.${value}`) : value
}

/** A group by behaviour: `r4f4m5` → "Recent · often · very high spend". */
function clusterLabel(value: string, say: Say): string {
  const { levels, number } = partsOf(value)
  const words = levels.map(([letter, level]) => say.t(`cluster.${letter}${level}`)).join(' · ')
  const name = words.charAt(0).toUpperCase() + words.slice(1)
  return number === null ? name : say.t('cluster.numbered', { name, number })
}

/** A figure or field of customers in the reader's words; a column that only these files have keeps its header. */
export function fieldLabel(name: string, say: Say): string {
  if (name.startsWith('#')) return name.slice(1)
  for (const kind of ['fact', 'dimension', 'indicator', 'field.customers']) {
    const key = `${kind}.${name}`
    const text = say.t(key)
    if (text !== key) return text
  }
  return name
}

/** A dimension's name in the reader's words; an attribute is named by its header. */
export function dimensionLabel(name: string, say: Say): string {
  const key = `dimension.${name}`
  const label = say.t(key)
  return label === key ? name.replace(/^#/, '') : label
}

const BY_VALUE = new Set<string>([...ORDER_TIMES, 'first_year'])

/** Place of a value in the dimension's own order, or null: it has none. */
export function placeOf(dimension: string, value: string): number | null {
  if (dimension === 'cluster') return placeOfName(value)
  const order = filterField(dimension)?.order
  if (order) return order.includes(value) ? order.indexOf(value) : order.length
  return BY_VALUE.has(dimension) ? Number(value.replace('-', '')) : null
}
