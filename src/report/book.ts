import { OTHERS, UNSAID } from '../analysis/dimension'
import { disclosureOf, type Column, type Panel, type PanelResult } from '../analysis/panel'
import type { Row } from '../model/row'
import type { Group, Ledger, Sum } from './ledger'
import { isSmall } from './protect'

/** What is counted, of all that tables sum up. */
export const COUNTS = ['customers', 'orders']
/** And the sums of money. */
export const SUMS = ['revenue', 'revenue_ever', 'revenue_before', 'revenue_after', 'budget']

/** One cell of a table: the customers who are all that its labels say. */
interface TableCell {
  /** Its labels, the same wherever a table of the file tells of the same customers. */
  key: string
  /** Dimension → value; a value that only this table knows is null. */
  labels: Map<string, string | null>
  /** Rows that tell of it. */
  rows: number[]
  counts: Map<string, number>
  hidden: boolean
}

/** A table of customers, each in one of its cells. */
export interface Table {
  /** Place of its panel among the answers. */
  at: number
  dimensions: string[]
  cells: TableCell[]
  /** It tells of the present day, so that its total stands beside those of others. */
  present: boolean
}

/** A count that stands for itself among the totals of tables. */
export interface Total {
  key: string
  count: number
  /** The panel that would not be shown, so that it is not told; null: it is told anyway. */
  at: number | null
}

/** What is hidden so far. */
export interface Secrets {
  /** Keys of cells. */
  cells: Set<string>
  /** Panels that say neither how many there are in all nor shares of them. */
  closed: Set<number>
}

/** A group of the ledger, and how it can be hidden. */
export interface Entry extends Group {
  key: string
  /** Customers in it. */
  size: number
  /** Panels that would be closed: it is a total of theirs. */
  of: number | null
  /** A cell, with how many panels show it. */
  cell: number
  /** Whoever is in one table and not in another. */
  beside: boolean
}

/** The ledger of a measure, with how its groups can be hidden. */
export interface Book extends Ledger {
  groups: Entry[]
}

/** Whose values the labels of a row are: dimension by column; null where the labels do not part customers. */
export function dimensionOf({ name, words, dimension }: Column, { frame }: PanelResult, row: Row): string {
  if (dimension === undefined) return words?.startsWith('@') ? (frame.controls[words.slice(1)] ?? name) : name
  const [own, day] = dimension.split('@')
  if (day === undefined) return own!
  const on = row[day] ?? frame.facts[day] ?? frame.controls[day]
  return on === frame.asOf ? own! : `${own}@${on}`
}

/** The labels of a panel's rows. */
export const labelsOf = ({ columns }: Panel): Column[] =>
  columns.filter(
    (column) => disclosureOf(column) === 'label' && !column.told && !['score', 'share'].includes(column.type),
  )

/** What is counted of the customers of a row. */
export const countsOf = ({ columns }: Panel): string[] =>
  columns
    .filter((column) => disclosureOf(column) === 'count' && !column.alone && !column.change)
    .map(({ name }) => name)

/** The tables of an answer; none where one customer may stand in several rows, or rows are of something else. */
export function tablesOf(
  at: number,
  panel: Panel,
  result: PanelResult,
  rows: Row[],
  gone: boolean[],
  measures: string[],
): Table[] {
  const { shape } = panel
  if (panel.ground || (shape && (shape.kind !== 'groups' || shape.overlaps?.(result.frame)))) return []
  const columns = labelsOf(panel)
  if (columns.some(({ type, dimension }) => ['month', 'date'].includes(type) && dimension === undefined))
    return []
  const tables = new Map<string, Map<string, TableCell>>()
  rows.forEach((row, place) => {
    const labels = new Map<string, string | null>()
    for (const column of columns) {
      const dimension = dimensionOf(column, result, row)
      const value = row[column.name]
      if (!dimension || value == null) continue
      labels.set(dimension, value === OTHERS ? null : value === UNSAID ? '' : String(value))
    }
    const own = [...labels.values()].includes(null) ? [['', `${at} ${place}`] as const] : []
    const key = keyOf([...labels, ...own])
    const name = JSON.stringify([...labels.keys()].sort())
    const table = tables.get(name) ?? new Map<string, TableCell>()
    tables.set(name, table)
    const cell = table.get(key)
    if (cell) {
      cell.rows.push(place)
      cell.hidden ||= gone[place]!
    } else {
      const counts = new Map(
        measures.flatMap((each) => (row[each] == null ? [] : [[each, Number(row[each])]])),
      )
      table.set(key, { key, labels, rows: [place], counts, hidden: gone[place]! })
    }
  })
  return [...tables].map(([name, cells]) => {
    const dimensions = JSON.parse(name) as string[]
    return {
      at,
      dimensions,
      cells: [...cells.values()],
      present: !dimensions.some((each) => each.includes('@')),
    }
  })
}

const keyOf = (labels: (readonly [string, string | null])[]): string =>
  JSON.stringify([...labels].sort(([a], [b]) => (a < b ? -1 : 1)))

const totalOf = (cells: TableCell[], measure: string): { value: number; size: number } => ({
  value: cells.reduce((sum, { counts }) => sum + counts.get(measure)!, 0),
  size: cells.reduce((sum, { counts }) => sum + counts.get(SIZE)!, 0),
})
const NOBODY = { value: 0, size: 0 }
/** Who is counted; every table has it. */
const SIZE = 'customers'
/** Sums of money that are less apart are the same. */
const CENT = 0.005
const isSame = (a: Pick<Entry, 'value' | 'size'>, b: Pick<Entry, 'value' | 'size'>): boolean =>
  a.size === b.size && Math.abs(a.value - b.value) < CENT

/** The ledger of one measure over all tables of a file. */
export function bookOf(tables: Table[], totals: Total[], secrets: Secrets, measure: string): Book {
  const told = tables.filter(
    ({ cells }) => cells.length && cells.every(({ counts }) => counts.has(measure) && counts.has(SIZE)),
  )
  const groups: Entry[] = []
  const sums: Sum[] = []
  const places = new Map<string, number>()
  const money = !COUNTS.includes(measure)
  const add = (entry: Partial<Entry> & Pick<Entry, 'key' | 'value' | 'size'>): number => {
    places.set(entry.key, groups.length)
    const { value, size } = entry
    // What somebody brings back is not known to be less than it is.
    const least = money ? Math.min(0, 2 * value) : 0
    const secret = value !== 0 && (isSmall(size) || (!money && isSmall(value)))
    return groups.push({ least, shown: false, secret, of: null, cell: 0, beside: false, ...entry }) - 1
  }

  // Cells, each once for all tables that tell of the same customers.
  for (const { at, cells } of told)
    for (const { key, counts, hidden } of cells) {
      const told = { key, value: counts.get(measure)!, size: counts.get(SIZE)! }
      const { value, size } = told
      const known = places.get(key)
      if (known !== undefined && !isSame(groups[known]!, told)) places.delete(key)
      const least = measure === SIZE && value ? { least: 1 } : {}
      const place = places.get(key) ?? add({ ...told, shown: true, ...least })
      const group = groups[place]!
      group.cell++
      if (size && (hidden || secrets.cells.has(key))) group.shown = false
      places.set(`${at} ${key}`, place)
    }

  /** That one group is another and those who are beside it, whichever is larger. */
  const link = (one: number, other: number, key: string): void => {
    const [whole, part] = groups[one]!.size < groups[other]!.size ? [other, one] : [one, other]
    const rest = {
      value: groups[whole]!.value - groups[part]!.value,
      size: groups[whole]!.size - groups[part]!.size,
    }
    if (isSame(rest, NOBODY)) sums.push({ whole, parts: [part] })
    // The same customers and another sum: it is of another time.
    if (!rest.size) return
    const known = places.get(key)
    const same = known !== undefined && isSame(groups[known]!, rest)
    sums.push({ whole, parts: [part, same ? known : add({ key, ...rest, beside: true })] })
  }

  const lines = new Map<string, { line: number; key: string }[]>()
  const ends: number[] = []
  for (const { at, cells, dimensions, present } of told) {
    const placed = cells.map(({ key }) => places.get(`${at} ${key}`)!)
    const open = !secrets.closed.has(at)
    const isTold = (parts: number[]): boolean =>
      open && parts.some((part) => groups[part]!.shown && groups[part]!.size !== 0)
    const total = add({
      key: `${at} total ${dimensions.join()}`,
      ...totalOf(cells, measure),
      shown: open,
      of: at,
    })
    sums.push({ whole: total, parts: placed })
    if (present) ends.push(total)
    if (dimensions.length < 2) continue
    for (const dimension of dimensions)
      for (const value of new Set(cells.map(({ labels }) => labels.get(dimension)))) {
        const own = cells.flatMap((cell, place) => (cell.labels.get(dimension) === value ? [place] : []))
        const parts = own.map((place) => placed[place]!)
        const line = add({
          key: `${at} ${dimension} ${value}`,
          ...totalOf(
            own.map((place) => cells[place]!),
            measure,
          ),
          shown: dimensions.length === 2 && isTold(parts),
          of: at,
        })
        sums.push({ whole: line, parts })
        if (typeof value !== 'string' || !value) continue
        const key = keyOf([[dimension, value]])
        const others = dimensions.filter((each) => each !== dimension)
        const lacking = keyOf([[dimension, value], ...others.map((each) => [each, ''] as const)])
        lines.set(key, [...(lines.get(key) ?? []), { line, key: lacking }])
      }
  }

  // A class that several tables tell of: whoever one of them leaves out is beside it.
  for (const [key, own] of lines) {
    const single = places.get(key)
    if (single === undefined && own.length < 2) continue
    const [largest] = own.map(({ line }) => groups[line]!).sort((a, b) => b.size - a.size)
    const whole = single ?? add({ key, value: largest!.value, size: largest!.size })
    for (const { line, key: lacking } of own) link(whole, line, lacking)
  }

  // Totals, the largest first: whoever is in one and not in the next.
  if (measure === SIZE)
    for (const { key, count, at } of totals)
      ends.push(
        add({
          key,
          value: count,
          size: count,
          shown: at === null || !secrets.closed.has(at),
          secret: false,
          of: at,
        }),
      )
  ends.sort((a, b) => groups[b]!.size - groups[a]!.size)
  ends.slice(1).forEach((end, at) => link(ends[at]!, end, `beside ${end}`))
  return { groups, sums }
}
