import { STAGES } from './lifecycle'
import { AGE_BANDS, SIZE_BANDS } from './profile'
import { CLASSES, SEGMENTS } from './rfm'
import { TIERS } from './scheme'

/** What customers can be chosen by; stated here and nowhere else. */
export interface FilterField {
  name: string
  /** How messages name its values, where they are words of the product's own. */
  words?: string
  /** Its values in their own order, where they have one. */
  order?: readonly string[]
  /** Worked out of any customers; the others are there only where a file says them. */
  always?: true
  /** Not a column of `customers_scored`: it stands in `customer_dimension` alone. */
  long?: true
}

/** In the order in which they are offered. */
export const FILTER_FIELDS: readonly FilterField[] = [
  { name: 'tier', words: 'tier', order: TIERS, always: true },
  { name: 'segment', words: 'segment', order: SEGMENTS, always: true },
  { name: 'class', words: 'class', order: CLASSES, always: true },
  { name: 'stage', words: 'stage', order: STAGES, always: true },
  { name: 'region', always: true },
  { name: 'industry' },
  { name: 'channel' },
  { name: 'source' },
  { name: 'owner' },
  { name: 'kind' },
  { name: 'gender' },
  { name: 'age_band', words: 'ageBand', order: AGE_BANDS },
  { name: 'country' },
  { name: 'province' },
  { name: 'city' },
  { name: 'group_name' },
  { name: 'level' },
  { name: 'credit_rating' },
  { name: 'is_strategic', words: 'answer', long: true },
  { name: 'size_band', words: 'sizeBand', order: SIZE_BANDS },
  { name: 'first_year' },
  { name: 'cluster', long: true },
  // Own segments, by their names.
  { name: 'saved', long: true },
]
const BY_NAME = new Map(FILTER_FIELDS.map((field) => [field.name, field]))

export const filterField = (name: string): FilterField | undefined => BY_NAME.get(name)

/** A column that only these files have is a field under `#` and its header; in the address it is `attr.HEADER`. */
const ATTRIBUTE = 'attr.'
export const isFilterField = (name: string): boolean => name.startsWith('#') || BY_NAME.has(name)
export const addressOf = (field: string): string =>
  field.startsWith('#') ? ATTRIBUTE + field.slice(1) : field
/** The field that a key of the address names, or null. */
export function filterFieldOf(key: string): string | null {
  if (key.startsWith(ATTRIBUTE) && key.length > ATTRIBUTE.length) return `#${key.slice(ATTRIBUTE.length)}`
  return BY_NAME.has(key) ? key : null
}
