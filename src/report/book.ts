import { OTHERS, UNSAID } from '../analysis/dimension'
import { disclosureOf, type Column, type Panel, type PanelResult } from '../analysis/panel'
import type { Row } from '../model/row'
import type { Group, Ledger, Sum } from './ledger'
import { isSmall } from './protect'

/** What is counted of customers, of all that tables sum up. */
export const COUNTS = ['customers', 'orders', 'new_customers']
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
  /** Customers in it. */
  size: number
  /** What it shows or hides, by measure. */
  figures: Map<string, number>
  hidden: Set<string>
  /** Sums of money that one or two customers are most of. */
  dominated: Set<string>
}

/** A table of customers, each in one of its cells; or of periods, of which each has its own orders. */
export interface Table {
  /** Place of its panel among the answers. */
  at: number
  dimensions: string[]
  cells: TableCell[]
  /** It tells of the present day, so that its total stands beside those of others. */
  present: boolean
  /** Whom it is of, as labels that all of its cells have: what a filter chose. */
  filter: [dimension: string, value: string][]
  /** It stands in a file that was saved before, with or without its totals: nothing of it can be hidden any more. */
  past?: { closed: boolean }
}

/** A count that stands for itself among the totals of tables. */
export interface Total {
  key: string
  count: number
  /** The panel that would not be shown, so that it is not told; null: it is told anyway. */
  at: number | null
  /** Whom it is of, in one word. */
  among: string
}

/** What is hidden so far. */
export interface Secrets {
  /** Keys of cells of which everything is hidden. */
  cells: Set<string>
  /** Keys of cells of which a measure is hidden. */
  figures: Map<string, Set<string>>
  /** Panels that say neither how many there are in all nor shares of them. */
  closed: Set<number>
}

export const isSecret = ({ cells, figures }: Secrets, measure: string, key: string): boolean =>
  cells.has(key) || !!figures.get(measure)?.has(key)

/** Hides a cell: with its customers or orders everything of it. */
export function conceal({ cells, figures }: Secrets, measure: string, key: string): void {
  if (WHOLE.has(measure)) cells.add(key)
  else figures.set(measure, (figures.get(measure) ?? new Set()).add(key))
}
const WHOLE = new Set(['customers', 'orders'])

/** A group of the ledger, and how it can be hidden. */
export interface Entry extends Group {
  key: string
  /** Customers in it. */
  size: number
  /** Panels that would be closed: it is a total of theirs. */
  of: number | null
  /** What the reader misses where it is hidden; 0: it cannot be. */
  cost: number
}

/** The ledger of a measure, with how its groups can be hidden. */
export interface Book extends Ledger {
  groups: Entry[]
}

/** Whose values a label of a row has: its dimension; empty where it does not part customers. */
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

/** Whether rows are of periods: the same customers buy in several. */
export const isOfPeriods = (panel: Panel): boolean =>
  labelsOf(panel).some(({ type, dimension }) => ['month', 'date'].includes(type) && dimension !== '')

/**
 * The tables of an answer; none where one customer may stand in several rows, or rows are of something else. `hidden`: the
 * columns that are hidden in each row.
 */
export function tablesOf(
  at: number,
  panel: Panel,
  result: PanelResult,
  { rows, hidden }: { rows: Row[]; hidden: Set<string>[] },
): Table[] {
  const { shape } = panel
  if (panel.ground || (shape && (shape.kind !== 'groups' || shape.overlaps?.(result.frame)))) return []
  const columns = labelsOf(panel)
  const filter = filterOf(panel, result)
  const told = [...panel.columns, ...(panel.hidden ?? [])]
  const period = isOfPeriods(panel)
  const measures = [...COUNTS, ...SUMS].filter(
    (measure) => told.some(({ name }) => name === measure) && !(period && measure === SIZE),
  )
  const tables = new Map<string, Map<string, TableCell>>()
  rows.forEach((row, place) => {
    const labels = new Map<string, string | null>(filter)
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
    const figures = new Map(
      measures.flatMap((each): [string, number][] => (row[each] == null ? [] : [[each, Number(row[each])]])),
    )
    const cell = table.get(key) ?? {
      ...{ key, labels, figures, rows: [], size: Number(row[SIZE] ?? 0) },
      ...{ hidden: new Set<string>(), dominated: new Set<string>() },
    }
    cell.rows.push(place)
    for (const each of measures) {
      if (hidden[place]!.has(each)) cell.hidden.add(each)
      if (isDominated(row, each)) cell.dominated.add(each)
    }
    table.set(key, cell)
  })
  return [...tables].map(([name, cells]) => {
    const dimensions = JSON.parse(name) as string[]
    return {
      at,
      dimensions,
      cells: [...cells.values()],
      present: !dimensions.some((each) => each.includes('@')),
      filter,
    }
  })
}

/** What a filter chose, as far as a panel is of it: fields that it is spread over do not choose. */
export function filterOf(panel: Panel, { frame }: PanelResult): [string, string][] {
  const own = panel.own?.(frame) ?? []
  const chosen = Object.entries(frame.filter).filter(
    ([field, values]) => values.length && !own.includes(field),
  )
  return chosen.map(([field, values]) => [field, [...values].sort().join(OR)])
}
const OR = ' | '

/** One customer brings more than half of it, or two more than three quarters; of changes, `_mass` is what all of them come to. */
export function isDominated(row: Row, name: string): boolean {
  const whole = row[`${name}_mass`] === undefined ? name : `${name}_mass`
  const [sum, one, two] = [whole, `${name}_one`, `${name}_two`].map((each) => Number(row[each] ?? 0))
  return one! > 0 && (one! > 0.5 * sum! || two! > 0.75 * sum!)
}

const keyOf = (labels: (readonly [string, string | null])[]): string =>
  JSON.stringify([...labels].sort(([a], [b]) => (a < b ? -1 : 1)))

const totalOf = (cells: TableCell[], measure: string): { value: number; size: number } => ({
  value: cells.reduce((sum, { figures }) => sum + figures.get(measure)!, 0),
  size: cells.reduce((sum, { size }) => sum + size, 0),
})
/** What the totals of a table are worth, beside all its cells. */
const TOTALS = 0.5
const FIRST = 2
const NOBODY = { value: 0, size: 0 }
/** Who is counted. */
const SIZE = 'customers'
/** Sums of money that are less apart are the same. */
const CENT = 0.005
const isSame = (a: Pick<Entry, 'value' | 'size'>, b: Pick<Entry, 'value' | 'size'>): boolean =>
  a.size === b.size && Math.abs(a.value - b.value) < CENT

/** The ledger of one measure over all tables of a file. */
export function bookOf(tables: Table[], totals: Total[], secrets: Secrets, measure: string): Book {
  const told = tables.filter(
    ({ cells }) => cells.length && cells.every(({ figures }) => figures.has(measure)),
  )
  const writing = new Writing(measure, secrets)
  writing.writeCells(told)
  for (const table of told) writing.writeTable(table)
  writing.linkClasses()
  if (measure === SIZE) for (const total of totals) writing.writeTotal(total)
  writing.linkTotals()
  return { groups: writing.groups, sums: writing.sums }
}

/** A book while it is written. */
class Writing {
  readonly groups: Entry[] = []
  readonly sums: Sum[] = []
  /** The group that was written last under a key. */
  private readonly places = new Map<string, number>()
  /** Groups of the same customers: sums over other times are other groups. */
  private readonly variants = new Map<string, number[]>()
  /** Lines of tables that are of one class, with the key of whoever a line leaves out. */
  private readonly lines = new Map<string, { line: number; key: string }[]>()
  /** Totals of the same customers, by what chose them. */
  private readonly ends = new Map<string, number[]>()
  private readonly money: boolean

  constructor(
    private readonly measure: string,
    private readonly secrets: Secrets,
  ) {
    this.money = !COUNTS.includes(measure)
  }

  private add(entry: Partial<Entry> & Pick<Entry, 'key' | 'value' | 'size'>): number {
    this.places.set(entry.key, this.groups.length)
    const { value, size } = entry
    // What somebody brings back is not known to be less than it is.
    const least = this.money ? Math.min(0, 2 * value) : 0
    const secret = value !== 0 && (isSmall(size) || (!this.money && isSmall(value)))
    return this.groups.push({ least, shown: false, secret, of: null, cost: 0, ...entry }) - 1
  }

  /** Cells, each once for all tables that tell of the same customers. */
  writeCells(tables: Table[]): void {
    const fixed = new Set<number>()
    const seen = new Set<number>()
    for (const { at, cells, past } of [...tables].sort((a, b) => Number(!a.past) - Number(!b.past)))
      for (const cell of cells) {
        const { key, size, hidden, dominated } = cell
        const place = this.placeOf(cell)
        const group = this.groups[place]!
        group.cost += size
        if (past && !hidden.has(this.measure)) fixed.add(place)
        // What a file hid that was saved before can stand in this one.
        if (!past && !seen.has(place)) group.shown = true
        if (!past) seen.add(place)
        if (dominated.has(this.measure)) group.secret = true
        if (size && (hidden.has(this.measure) || isSecret(this.secrets, this.measure, key)))
          group.shown = false
        this.places.set(`${at} ${key}`, place)
      }
    // What was told once is known, whatever is hidden now.
    for (const place of fixed) Object.assign(this.groups[place]!, { shown: true, cost: 0 })
  }

  /** The group of a cell's customers with its figure. */
  private placeOf({ key, size, figures }: TableCell): number {
    const told = { key, size, value: figures.get(this.measure)! }
    const variants = this.variants.get(key) ?? []
    const known = variants.find((each) => isSame(this.groups[each]!, told))
    if (known !== undefined) return known
    const least = this.measure === SIZE && told.value ? { least: 1 } : {}
    const place = this.add({ ...told, shown: true, ...least })
    this.variants.set(key, [...variants, place])
    return place
  }

  /** What the cells of a table come to, in all and by each of its classes. */
  writeTable(table: Table): void {
    const { at, cells, dimensions, present, filter, past } = table
    const open = past ? !past.closed : !this.secrets.closed.has(at)
    const all = totalOf(cells, this.measure)
    // Shares and totals of a table; the later it stands the less is it missed.
    const closing = { of: at, cost: past ? 0 : all.size * (TOTALS + FIRST / (1 + at)) }
    const total = this.add({ key: `${at} total ${dimensions.join()}`, ...all, ...closing, shown: open })
    this.sums.push({ whole: total, parts: this.placesOf(at, cells) })
    if (present) this.end(JSON.stringify(filter), total)
    const among = new Set(filter.map(([dimension]) => dimension))
    const free = dimensions.filter((each) => !among.has(each))
    if (filter.length) this.meet(filter, free, total)
    if (free.length < 2) return
    for (const dimension of free)
      for (const value of new Set(cells.map(({ labels }) => labels.get(dimension)))) {
        const own = cells.filter(({ labels }) => labels.get(dimension) === value)
        const parts = this.placesOf(at, own)
        const isTold = parts.some((part) => this.groups[part]!.shown && this.groups[part]!.size !== 0)
        const line = this.add({
          key: `${at} ${dimension} ${value}`,
          ...totalOf(own, this.measure),
          ...closing,
          shown: free.length === 2 && open && isTold,
        })
        this.sums.push({ whole: line, parts })
        if (typeof value !== 'string' || !value) continue
        const others = free.filter((each) => each !== dimension)
        this.meet([...filter, [dimension, value]], others, line)
      }
  }

  private placesOf(at: number, cells: TableCell[]): number[] {
    return cells.map(({ key }) => this.places.get(`${at} ${key}`)!)
  }

  /** A line of a class; of whom nothing is said by the other dimensions is left out. */
  private meet(labels: [string, string][], others: string[], line: number): void {
    const lacking = keyOf([...labels, ...others.map((each) => [each, ''] as const)])
    push(this.lines, keyOf(labels), { line, key: lacking })
  }

  private end(among: string, place: number): void {
    push(this.ends, among, place)
  }

  /** A class that several tables tell of: whoever one of them leaves out is beside it. */
  linkClasses(): void {
    for (const [key, own] of this.lines) {
      const singles = this.variants.get(key) ?? []
      if (!singles.length && own.length < 2) continue
      const [largest] = own.map(({ line }) => this.groups[line]!).sort((a, b) => b.size - a.size)
      const { value, size } = largest!
      const wholes = singles.length ? singles : [this.add({ key, value, size })]
      for (const whole of wholes) for (const { line, key: lacking } of own) this.link(whole, line, lacking)
    }
  }

  writeTotal({ key, count, at, among }: Total): void {
    const shown = at === null || !this.secrets.closed.has(at)
    const cost = count * TOTALS
    this.end(among, this.add({ key, value: count, size: count, shown, secret: false, of: at, cost }))
  }

  /** Totals, the largest first: whoever is in one and not in the next. */
  linkTotals(): void {
    for (const own of this.ends.values()) {
      own.sort((a, b) => this.groups[b]!.size - this.groups[a]!.size)
      own.slice(1).forEach((end, at) => this.link(own[at]!, end, `beside ${end}`))
    }
  }

  /** That one group is another and those who are beside it, whichever is larger. */
  private link(one: number, other: number, key: string): void {
    const { groups } = this
    const [whole, part] = groups[one]!.size < groups[other]!.size ? [other, one] : [one, other]
    const rest = {
      value: groups[whole]!.value - groups[part]!.value,
      size: groups[whole]!.size - groups[part]!.size,
    }
    if (isSame(rest, NOBODY)) this.sums.push({ whole, parts: [part] })
    // The same customers and another sum: it is of another time.
    if (!rest.size) return
    const known = this.places.get(key)
    const same = known !== undefined && isSame(groups[known]!, rest)
    this.sums.push({ whole, parts: [part, same ? known : this.add({ key, ...rest })] })
  }
}

function push<T>(lists: Map<string, T[]>, key: string, value: T): void {
  lists.set(key, [...(lists.get(key) ?? []), value])
}
