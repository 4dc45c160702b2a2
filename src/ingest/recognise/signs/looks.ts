import type { ColumnFeatures } from '../features'
import { columnOf, type Column } from './column'

/** What the cells show whatever the headings say, for tables in whose language nobody here reads. */
const LOOKS: Record<string, (c: Column) => boolean> = {
  money: (c) => c.looks('cents', 'signed') && !c.looks('date', 'moment', 'few'),
  number: (c) => c.looks('number') && !c.looks('cents', 'date', 'moment'),
  day: (c) => c.looks('date', 'moment'),
  moment: (c) => c.looks('moment'),
  person: (c) => c.looks('person', 'firm', 'person?') && c.looks('unique', 'many', 'some'),
  personOnce: (c) => c.looks('person', 'firm') && c.looks('unique'),
  reached: (c) => c.looks('mobile', 'email', 'phone'),
  code: (c) => c.looks('code', 'long', 'hex') && c.looks('unique'),
  prose: (c) => c.looks('prose'),
  mark: (c) => c.looks('to5', 'to10') && c.looks('some', 'few') && c.looks('integer'),
  state: (c) => c.looks('word') && c.looks('few', 'some'),
  product: (c) => c.relates('product'),
  after: (c) => c.relates('after'),
  inOrder: (c) => c.relates('inorder'),
  once: (c) => c.relates('once'),
}
/** How many columns look like what, up to three. */
export function looksOf(features: ColumnFeatures[]): string[] {
  const columns = features.map((column) => columnOf(column))
  return Object.entries(LOOKS).map(([name, test]) => `x:${name}${Math.min(3, columns.filter(test).length)}`)
}

/** What all headings are about together. */
export const wordsOf = (features: ColumnFeatures[], bare: boolean): string[] => [
  ...new Set(
    features.flatMap(({ found }) =>
      found.includes('v:empty') && !bare ? [] : found.filter((feature) => feature.startsWith('c:')),
    ),
  ),
]
