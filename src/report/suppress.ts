import {
  disclosureOf,
  splitFacts,
  type Behind,
  type Column,
  type Frame,
  type Panel,
  type PanelResult,
  type Shape,
} from '../analysis/panel'
import type { Cell, Row } from '../model/row'
import { countsOf, dimensionOf, isDominated, isOfPeriods, labelsOf } from './book'
import { isSmall, LEAST, protect, type Guarded } from './protect'

/** Rows and, for each, the columns that must be hidden in it. */
export interface Draft {
  rows: Row[]
  hidden: Set<string>[]
  guarded: boolean
  /** Rows of which everything is hidden. */
  gone: boolean[]
  /** How many stand behind the panel, where its own n would say too much. */
  n?: number
}

/** Values of a dimension that some table of the file hides: `tier` → `diamond`. */
export type HiddenKeys = Map<string, Set<string>>

/** A curve of fewer customers tells of each. */
const LEAST_CURVE = 10

const numberOf = (cell: Cell | undefined): number => Number(cell ?? 0)
const sum = (rows: Row[], name: string): number => rows.reduce((total, row) => total + numberOf(row[name]), 0)

// ---------------------------------------------------------------- tables of groups

/** A table of one row per group, or per cell of two groups: null when it must be withheld as a whole. */
export function grouped(panel: Panel, result: PanelResult, hiddenKeys: HiddenKeys): Draft | null {
  const { columns, shape } = panel
  const named = (test: (column: Column) => unknown): string[] => columns.filter(test).map(({ name }) => name)
  const labels = labelsOf(panel)
  const keys = labels.map(({ name }) => name)
  const alone = named((column) => column.alone)
  const changes = named((column) => column.change)
  const measures = countsOf(panel)
  const [size] = measures
  if (!size) return whole(result.rows)
  const dimension = (row: Row, side: number): string => dimensionOf(labels[side]!, result, row)
  const hides = (row: Row, side: number) =>
    hiddenKeys.get(dimension(row, side))?.has(String(row[keys[side]!])) ?? false
  const counts = (row: Row) => measures.map((name) => numberOf(row[name]))
  const period = isOfPeriods(panel)
  const repeated = period || (shape?.kind === 'groups' && !!shape.overlaps?.(result.frame))
  const judge = (rows: Row[]): boolean[] =>
    keys.length === 2
      ? crossed(rows, keys, counts, hides, repeated)
      : protect(
          rows.map((row) => {
            const small = counts(row).some(isSmall) || keys.some((_, side) => hides(row, side))
            return { row: '', column: '', counts: counts(row), hidden: small }
          }),
          repeated,
        )

  let { rows } = result
  if (isSmall(sum(rows, size))) return null
  if (shape?.kind === 'groups' && shape.merge)
    for (const key of keys) rows = shape.merge(rows, (row) => counts(row).some(isSmall), key, result.frame)
  if (rows !== result.rows) rows = anew(panel, rows, result)
  const all = judge(rows)
  // Panels of one period count other things of it, each hidden for itself.
  if (keys.length === 1 && !period)
    rows.forEach((row, at) => all[at] && remember(hiddenKeys, dimension(row, 0), String(row[keys[0]!])))
  if (all.every((hidden, at) => hidden || !numberOf(rows[at]![size]))) return null

  const figures = figuresOf(panel)
  const sums = [...columns, ...(panel.hidden ?? [])].filter(({ held }) => held)
  const hidden = rows.map((_, at) => new Set(all[at] ? figures : []))
  rows.forEach((row, at) => {
    for (const name of changes) if (isSmall(numberOf(row[size]) - numberOf(row[name]))) hidden[at]!.add(name)
    for (const { name, least } of [...columns, ...(panel.hidden ?? [])])
      if (least !== undefined && numberOf(row[size]) < least) hidden[at]!.add(name)
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
  rows.forEach((row, at) => {
    for (const { name } of sums) if (isDominated(row, name)) hidden[at]!.add(name)
  })
  const guarded = rows.some(
    (row, at) => !counts(row).some(isSmall) && (all[at] || sums.some(({ name }) => isDominated(row, name))),
  )
  return { rows, hidden, gone: all, guarded }
}

const whole = (rows: Row[]): Draft => ({
  rows,
  hidden: rows.map(() => new Set()),
  gone: rows.map(() => false),
  guarded: false,
})

/** Whether everything that tells of somebody is hidden. */
export const isEmptied = (panel: Panel, { rows, gone }: Draft): boolean => {
  const [size] = panel.shape && panel.shape.kind !== 'groups' ? [] : countsOf(panel)
  return !!size && rows.every((row, at) => gone[at] || !numberOf(row[size]))
}

/** Rows that were put together, with what is computed of them. */
function anew(panel: Panel, rows: Row[], { frame }: PanelResult): Row[] {
  if (!panel.compute) return rows
  const whole = rows.map((row) => ({ ...row, ...frame.facts }))
  return splitFacts(panel, panel.compute(whole, frame)).rows
}

/** All of a row that is hidden with it: whatever is measured, and not what the row is called, or a flag of it. */
export const figuresOf = ({ columns, hidden = [] }: Panel): string[] =>
  [
    ...columns.filter((column) => !column.alone && disclosureOf(column) !== 'label'),
    ...hidden.filter(({ beside, type }) => type !== 'flag' && !beside),
  ].map(({ name }) => name)

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
  repeated: boolean,
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
    const gone = protect(margin, repeated)
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
    repeated,
  )
}

/** Hides in a table what is made of hidden figures: means and shares of a sum, and what later periods are compared with. */
export function hideWhatFollows(panel: Panel, { frame }: PanelResult, { rows, hidden }: Draft): void {
  const { shape, columns, hidden: unshown = [] } = panel
  if (shape && shape.kind !== 'groups') return
  for (const each of [...columns, ...unshown])
    hidden.forEach((names) => behind(each, frame).some((name) => names.has(name)) && names.add(each.name))
  const [start] = labelsOf(panel)
  if (start && isOfPeriods(panel)) hideBefore(panel, rows, hidden, start.name, frame.controls.grain)
}

const behind = ({ of = [] }: Behind, frame: Frame): string[] => (typeof of === 'function' ? of(frame) : of)

/** The figure of a hidden period must not come back as what a later one is compared with. */
function hideBefore(
  panel: Panel,
  rows: Row[],
  hidden: Set<string>[],
  start: string,
  grain: string | undefined,
): void {
  const compared = [...countsOf(panel).slice(0, 1), 'revenue']
  const gone = new Set(
    rows.filter((_, at) => compared.some((name) => hidden[at]!.has(name))).map((row) => String(row[start])),
  )
  const yearBefore = (row: Row): string => {
    const day = new Date(`${String(row[start])}T00:00:00Z`)
    if (grain === 'week') day.setUTCDate(day.getUTCDate() - 364)
    else day.setUTCFullYear(day.getUTCFullYear() - 1)
    return day.toISOString().slice(0, 10)
  }
  for (const { name, before } of [...panel.columns, ...(panel.hidden ?? [])])
    if (before)
      rows.forEach((row, at) => {
        const earlier = before === 'year' ? yearBefore(row) : String(rows[at - 1]?.[start])
        if (gone.has(earlier)) hidden[at]!.add(name)
      })
}

// ---------------------------------------------------------------- one row of figures

/** One row of figures, each count with the figures of the same customers: null when it must be withheld as a whole. */
export function figures({ columns, hidden: unshown = [] }: Panel, rows: Row[], frame: Frame): Draft | null {
  const [row] = rows
  if (!row || isSmall(numberOf(row.customers)) || isSmall(numberOf(row.orders))) return null
  const declared = [...columns, ...unshown]
  const dominated = declared.filter(({ held, name }) => held && isDominated(row, name))
  const hidden = gone(declared, row, new Set(dominated.map(({ name }) => name)), frame)
  return { ...whole(rows), hidden: [hidden], guarded: dominated.length > 0, n: numberOf(row.customers) }
}

/** Which of these figures must be hidden for how many stand behind them. */
function gone(
  declared: (Behind & { name: string; type: string })[],
  row: Row,
  among: Set<string>,
  frame: Frame,
): Set<string> {
  const small = (name: string): boolean => isSmall(numberOf(row[name]))
  const counts = new Set(declared.filter(({ type }) => type === 'count').map(({ name }) => name))
  for (const { name, type, apart, portion } of declared) {
    if (row[name] == null) continue
    if (type === 'count' && small(name)) among.add(name)
    if (apart?.some((other) => isSmall(Math.abs(numberOf(row[other]) - numberOf(row[name]))))) among.add(name)
    if (portion !== undefined) {
      const base = numberOf(row[portion])
      const part = Math.round(numberOf(row[name]) * base)
      if (isSmall(part) || isSmall(base - part)) among.add(name)
    }
  }
  // What is of a hidden count is hidden as well, and what is of that.
  for (let before = -1; before !== among.size;) {
    before = among.size
    for (const each of declared)
      if (behind(each, frame).some((other) => among.has(other) || (counts.has(other) && small(other))))
        among.add(each.name)
  }
  return among
}

/**
 * What belongs to no row, of what may leave: counts that are small and what is of them is hidden; where a row of the table
 * is hidden, so is what counts some of the rows.
 */
export function factsOf({ facts = [] }: Panel, frame: Frame, rowsHidden: boolean): Row {
  const row = frame.facts
  const leaving = facts.filter(({ leaves }) => leaves)
  const figure = (type: string): boolean => ['count', 'money', 'share', 'score'].includes(type)
  const hidden = gone(
    leaving,
    row,
    new Set(
      leaving.flatMap(({ name, type, beside, held }) =>
        (rowsHidden && figure(type) && !beside) || (held && isDominated(row, name)) ? [name] : [],
      ),
    ),
    frame,
  )
  const rounded = (cell: Cell, digits: number | undefined): Cell =>
    digits === undefined || cell === null ? cell : Number(Number(cell).toFixed(digits))
  return Object.fromEntries(
    leaving.flatMap(({ name, digits }) =>
      row[name] === undefined ? [] : [[name, hidden.has(name) ? null : rounded(row[name]!, digits)]],
    ),
  )
}

// ---------------------------------------------------------------- steps of a running count

/** A curve with points at least 5 customers apart, the first 5 from the start; those worth most are kept first. */
export function steps(
  { count, group, rank = () => 0 }: Extract<Shape, { kind: 'curve' }>,
  rows: Row[],
  n: number,
): Draft | null {
  if (n < LEAST_CURVE) return null
  const kept = new Set<Row>()
  const places = new Map<unknown, number[]>()
  const keyOf = (row: Row) => (group ? row[group] : '')
  // Where a curve ends is told first.
  const last = new Set(new Map(rows.map((row) => [keyOf(row), row])).values())
  const place = (row: Row): number => (last.has(row) ? -1 : rank(row))
  for (const row of [...rows].sort((a, b) => place(a) - place(b))) {
    const key = keyOf(row)
    const taken = places.get(key) ?? [0]
    const at = numberOf(row[count])
    // Where nobody has come yet nothing is told of anybody.
    if (at && taken.some((other) => Math.abs(other - at) < LEAST)) continue
    places.set(key, [...taken, at])
    kept.add(row)
  }
  const points = rows.filter((row) => kept.has(row))
  return whole(points)
}
