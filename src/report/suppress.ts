import type { Panel, PanelResult } from '../analysis/panel'
import type { Cell, Row } from '../model/row'
import { isSmall, LEAST, protect, type Guarded } from './protect'

/** What a panel's rows are, beyond what its columns declare. */
export interface Shape {
  /** Columns that the chart needs and no column declares. */
  extras?: string[]
  /** Counts that stand beside the others: hidden by themselves, not with their row. */
  alone?: string[]
  /** Counts that belong to no row and stand in each. */
  beside?: string[]
  /** Differences against an earlier count. */
  changes?: string[]
  /** Columns left out: nothing in the rows says how many stand behind them. */
  leave?: string[]
}

/** Rows and, for each, the columns that must be hidden in it. */
export interface Draft {
  rows: Row[]
  hidden: Set<string>[]
  guarded: boolean
  /** How many stand behind the panel, where its own n would say too much. */
  n?: number
}

/** Values of a dimension that some table of the file hides: `tier` → `diamond`. */
export type HiddenKeys = Map<string, Set<string>>

/** Medians of fewer customers are hidden. */
const LEAST_MEDIAN = 10
/** The heat map's mark for what it put together. */
const OTHERS = '\u0001'

const numberOf = (cell: Cell | undefined): number => Number(cell ?? 0)
const sum = (rows: Row[], name: string): number => rows.reduce((total, row) => total + numberOf(row[name]), 0)

// ---------------------------------------------------------------- tables of groups

/** A table of one row per group, or per cell of two dimensions: null when it must be withheld as a whole. */
export function grouped(
  panel: Panel,
  shape: Shape,
  result: PanelResult,
  hiddenKeys: HiddenKeys,
): Draft | null {
  const { alone = [], beside = [], changes = [] } = shape
  const keys = panel.columns
    .filter(({ disclosure, type }) => disclosure === 'label' && !['score', 'share'].includes(type))
    .map(({ name }) => name)
  const measures = panel.columns
    .filter(
      ({ disclosure, name }) => disclosure === 'count' && !alone.includes(name) && !changes.includes(name),
    )
    .map(({ name }) => name)
  const [size] = measures
  if (!size) return { rows: result.rows, hidden: result.rows.map(() => new Set()), guarded: false }
  const dimensions = keys.map((key) => dimensionOf(key, result))
  const hides = (row: Row, side: number) =>
    hiddenKeys.get(dimensions[side]!)?.has(String(row[keys[side]!])) ?? false
  const counts = (row: Row) => measures.map((name) => numberOf(row[name]))
  const judge = (rows: Row[]): boolean[] =>
    keys.length === 2
      ? crossed(rows, keys, counts, hides)
      : protect(
          rows.map((row) => {
            const small = counts(row).some(isSmall) || keys.some((_, side) => hides(row, side))
            return { row: '', column: '', counts: counts(row), hidden: small }
          }),
        )

  let { rows } = result
  if (isSmall(sum(rows, size))) return null
  if (panel.id === 'heatmap.matrix')
    for (const [side, key] of keys.entries())
      if (dimensions[side] !== 'tier') rows = together(rows, (row) => counts(row).some(isSmall), key, keys)
  if (rows !== result.rows) rows = panel.compute?.(rows, result.frame) ?? rows
  const all = judge(rows)
  if (keys.length === 1)
    rows.forEach((row, at) => all[at] && remember(hiddenKeys, dimensions[0]!, String(row[keys[0]!])))
  if (all.every((hidden, at) => hidden || !numberOf(rows[at]![size]))) return null

  const figuresOf = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter(
    (name) =>
      !alone.includes(name) &&
      !beside.includes(name) &&
      panel.columns.find((column) => column.name === name)?.disclosure !== 'label' &&
      !FACTS.includes(name),
  )
  const hidden = rows.map((_, at) => new Set(all[at] ? figuresOf : []))
  rows.forEach((row, at) => {
    for (const name of beside) if (isSmall(numberOf(row[name]))) hidden[at]!.add(name)
    for (const name of changes) if (isSmall(numberOf(row[size]) - numberOf(row[name]))) hidden[at]!.add(name)
    if (numberOf(row[size]) < LEAST_MEDIAN)
      for (const name of figuresOf) if (name.endsWith('_median')) hidden[at]!.add(name)
  })
  for (const name of alone) {
    const guarded = protect(
      rows.map((row) => {
        const count = numberOf(row[name])
        return { row: '', column: '', counts: [count], hidden: isSmall(count) }
      }),
    )
    guarded.forEach((hide, at) => hide && hidden[at]!.add(name))
  }
  if (keys[0] === 'start') hideYearBefore(rows, hidden, result.frame.controls.grain)
  return { rows, hidden, guarded: all.some((hide, at) => hide && !counts(rows[at]!).some(isSmall)) }
}

/** Of a row, not of those in it. */
const FACTS = ['ordinal', 'quota', 'unfinished', 'start_of_data']

/** The heat map's dimensions are the reader's choice. */
const CHOSEN: Record<string, string> = { row_value: 'rows', column_value: 'columns' }
const dimensionOf = (key: string, { frame }: PanelResult): string => frame.controls[CHOSEN[key] ?? ''] ?? key

const remember = (hiddenKeys: HiddenKeys, dimension: string, value: string): void => {
  const values = hiddenKeys.get(dimension) ?? new Set()
  hiddenKeys.set(dimension, values.add(value))
}

/** Cells of two dimensions: lines that must go as a whole first, then single cells. */
function crossed(
  rows: Row[],
  keys: string[],
  counts: (row: Row) => number[],
  hides: (row: Row, side: number) => boolean,
): boolean[] {
  const lines = keys.map((key, side) => {
    const totals = new Map<string, Guarded>()
    for (const row of rows) {
      const name = String(row[key])
      const own = counts(row)
      const total = totals.get(name)
      if (total) total.counts = total.counts.map((count, at) => count + own[at]!)
      else totals.set(name, { row: '', column: '', counts: own, hidden: hides(row, side) })
    }
    const margin = [...totals.values()]
    for (const total of margin) total.hidden ||= total.counts.some(isSmall)
    const gone = protect(margin)
    return new Set([...totals.keys()].filter((_, at) => gone[at]))
  })
  // Of lines that are hidden as a whole only the sum of all of them is known.
  const place = (row: Row, side: number): string => {
    const name = String(row[keys[side]!])
    return lines[side]!.has(name) ? 'hidden' : `=${name}`
  }
  return protect(
    rows.map((row) => {
      const [line, column] = [place(row, 0), place(row, 1)]
      const whole = line === 'hidden' || column === 'hidden'
      return { row: line, column, counts: counts(row), hidden: whole || counts(row).some(isSmall) }
    }),
  )
}

/** The figure of a hidden period must not come back as "a year before" of a later one. */
function hideYearBefore(rows: Row[], hidden: Set<string>[], grain: string | undefined): void {
  const gone = new Set(rows.filter((_, at) => hidden[at]!.has('revenue')).map((row) => String(row.start)))
  rows.forEach((row, at) => {
    const day = new Date(`${String(row.start)}T00:00:00Z`)
    if (grain === 'week') day.setUTCDate(day.getUTCDate() - 364)
    else day.setUTCFullYear(day.getUTCFullYear() - 1)
    if (gone.has(day.toISOString().slice(0, 10))) hidden[at]!.add('revenue_year_before')
  })
}

const ADDED = ['customers', 'revenue', 'orders', 'fact_sum', 'fact_n']

/** The heat map's rows with the classes that have small cells only put together under "others". */
function together(rows: Row[], isSmallCell: (row: Row) => boolean, key: string, keys: string[]): Row[] {
  const classes = new Map<string, { total: number; small: boolean }>()
  for (const row of rows) {
    const own = classes.get(String(row[key])) ?? { total: 0, small: true }
    const total = own.total + numberOf(row.customers)
    classes.set(String(row[key]), { total, small: own.small && isSmallCell(row) })
  }
  const named = [...classes].filter(([name]) => name !== OTHERS).sort((a, b) => a[1].total - b[1].total)
  const small = new Set(named.filter((each) => each[1].small).map(([name]) => name))
  if (!small.size) return rows
  // One small class alone would only change its name: the next larger goes with it.
  if (small.size === 1 && !classes.has(OTHERS)) {
    const next = named.find(([name]) => !small.has(name))
    if (next) small.add(next[0])
  }
  if (named.length <= small.size) return rows
  const merged = key === 'column_value' ? basesOf(rows, new Set([...small, OTHERS])) : {}
  const cells = new Map<string, Row>()
  for (const row of rows) {
    const goes = small.has(String(row[key]))
    const own = goes || row[key] === OTHERS ? { ...row, [key]: OTHERS, ...merged } : row
    const place = keys.map((name) => String(own[name])).join('\n')
    const cell = cells.get(place)
    const add = (name: string) => numberOf(cell?.[name]) + numberOf(own[name])
    cells.set(place, cell ? { ...cell, ...Object.fromEntries(ADDED.map((name) => [name, add(name)])) } : own)
  }
  return [...cells.values()]
}

/** What the index compares a column with, for columns put together: the sum of their bases, each counted once. */
function basesOf(rows: Row[], columns: Set<string>): Row {
  const seen = new Map(
    rows.filter((row) => columns.has(String(row.column_value))).map((row) => [row.column_value, row]),
  )
  const sum = (name: string) => [...seen.values()].reduce((total, row) => total + numberOf(row[name]), 0)
  return Object.fromEntries(
    ['base_customers', 'base_revenue', 'base_orders', 'base_fact_sum', 'base_fact_n'].map((name) => [
      name,
      sum(name),
    ]),
  )
}

// ---------------------------------------------------------------- headline figures

/** Counts of the headline, and what goes with each. */
const COMPANIONS: [count: string, figures: string[]][] = [
  ['at_risk_customers', ['revenue_at_risk', 'at_risk_own']],
  ['at_risk_own', []],
  ['active_customers', []],
  ['customers_without_purchase', ['refunds_without_purchase', 'total']],
  ['orders_without_customer', ['sales_without_customer', 'total']],
  ['nps_n', ['nps', 'nps_margin']],
  ['customers_before', ['orders_before', 'revenue_before', 'repeat_rate_before']],
  ['orders_before', ['customers_before', 'revenue_before', 'repeat_rate_before']],
]

/** The headline figures: one row, each count with the figures of the same customers. */
export function figures(rows: Row[]): Draft | null {
  const [row] = rows
  if (!row || isSmall(numberOf(row.customers)) || isSmall(numberOf(row.orders))) return null
  const hidden = new Set<string>()
  for (const [count, figures] of COMPANIONS)
    if (isSmall(numberOf(row[count]))) for (const name of [count, ...figures]) hidden.add(name)
  for (const [rate, base] of [
    ['repeat_rate', 'customers'],
    ['repeat_rate_before', 'customers_before'],
  ] as const) {
    const repeaters = Math.round(numberOf(row[rate]) * numberOf(row[base]))
    if (isSmall(repeaters) || isSmall(numberOf(row[base]) - repeaters)) hidden.add(rate)
  }
  // The difference of two counts is one as well.
  if (isSmall(numberOf(row.at_risk_customers) - numberOf(row.at_risk_own))) hidden.add('at_risk_own')
  for (const [whole, part] of [
    ['on_file', 'ever_bought'],
    ['ever_bought', 'customers'],
  ] as const)
    if (isSmall(numberOf(row[whole]) - numberOf(row[part]))) hidden.add(whole)
  if (hidden.has('ever_bought')) hidden.add('on_file')
  return { rows, hidden: [hidden], guarded: false, n: numberOf(row.customers) }
}

// ---------------------------------------------------------------- steps of a running sum

/** Points worth keeping before others: those that sentences and marks name. */
const NAMED = [100, 20, 10, 5, 1, 50]

/** The Lorenz curve with points at least 5 customers apart, the first 5 from the start. */
export function steps(rows: Row[]): Draft | null {
  if (numberOf(rows[0]?.n) < LEAST_MEDIAN) return null
  const percent = (row: Row) => Math.round(numberOf(row.customers_share) * 100)
  const rank = (row: Row) => (NAMED.includes(percent(row)) ? NAMED.indexOf(percent(row)) : NAMED.length)
  const kept = new Set<Row>()
  const places = [0]
  for (const row of [...rows].sort((a, b) => rank(a) - rank(b) || percent(a) - percent(b))) {
    const place = numberOf(row.customers)
    if (places.some((other) => Math.abs(other - place) < LEAST)) continue
    places.push(place)
    kept.add(row)
  }
  const points = rows
    .filter((row) => kept.has(row))
    .map((row) => ({ ...row, gini: row.gini == null ? null : Math.round(numberOf(row.gini) * 100) / 100 }))
  return { rows: points, hidden: points.map(() => new Set()), guarded: false }
}
