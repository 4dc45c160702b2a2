import { placeOf } from '../analysis/dimension'
import type { Column, Frame, Panel, Say } from '../analysis/panel'
import { headOf } from '../analysis/words'
import type { Cell, Row } from '../model/row'
import { cellText, headText, isFigure, isWords, plainCell } from './cell'
import type { Shown } from './panel'

/** A panel's rows as a reader sees them. */
export interface Table {
  heads: Head[]
  lines: Line[]
}
export interface Head {
  column: Column
  text: string
  /** It stands right. */
  figure: boolean
}
export interface Line {
  row: Row
  cells: TableCell[]
  /** What the lines above come to. */
  total: boolean
}
interface TableCell {
  text: string
  hidden: boolean
  /** Of a tier: its colour. */
  tier: string | null
  /** By what its column is ordered; null: no answer. */
  rank: string | number | null
}

/** The table under a picture. Columns that no row fills have nothing to say. */
export function tableOf(panel: Panel, shown: Shown, say: Say): Table {
  const { rows, frame } = shown
  const hidden = new Set((shown.hidden ?? []).map(([at, name]) => `${at}:${name}`))
  const columns = panel.columns
    .filter(({ name }) => shown.columns?.includes(name) ?? true)
    .filter(({ name }) => rows.some((row, at) => row[name] != null || hidden.has(`${at}:${name}`)))
  const cell = (column: Column, row: Row, at: number): TableCell => {
    const gone = hidden.has(`${at}:${column.name}`)
    const text = gone ? say.t('reason.small') : cellText(column, row, frame, say)
    return {
      text,
      hidden: gone,
      tier: column.type === 'tier' && !gone ? String(row[column.name]) : null,
      rank: gone ? null : rankOf(column, row, text, frame),
    }
  }
  return {
    heads: columns.map((column) => ({
      column,
      text: headText(column, frame, say),
      figure: isFigure(column),
    })),
    lines: rows.map((row, at) => ({
      row,
      cells: columns.map((column) => cell(column, row, at)),
      total: !!panel.total && at === rows.length - 1,
    })),
  }
}

/** A word by its place among its kind, else by how it is written; a figure or day by itself. */
function rankOf(column: Column, row: Row, text: string, { controls }: Frame): string | number | null {
  const value = row[column.name] ?? null
  if (value === null || !isWords(column)) return typeof value === 'boolean' ? Number(value) : value
  const { words = column.type } = column
  return placeOf(words.startsWith('@') ? (controls[words.slice(1)] ?? '') : words, String(value)) ?? text
}

/** By which column a table is ordered. */
export interface Order {
  name: string
  down: boolean
}

/** The order until the reader chooses another: of periods the newest is read first. */
export const orderOf = ({ columns: [first] }: Panel): Order | null =>
  first?.type === 'month' ? { name: first.name, down: true } : null

/** After a click on a head: words and dates begin at the start, figures with the largest. */
export const turned = (order: Order | null, { column: { name }, figure }: Head): Order => ({
  name,
  down: order?.name === name ? !order.down : figure,
})

/** How a column is ordered, as `aria-sort` calls it. */
export const sortOf = (order: Order | null, { column }: Head): 'none' | 'ascending' | 'descending' =>
  order?.name !== column.name ? 'none' : order.down ? 'descending' : 'ascending'

/** Lines in an order; those without an answer and the total stay last. */
export function ordered({ heads, lines }: Table, order: Order | null): Line[] {
  const at = heads.findIndex(({ column }) => column.name === order?.name)
  if (!order || at < 0) return lines
  const way = order.down ? -1 : 1
  return [...lines].sort((a, b) => {
    const [x, y] = [a.cells[at]!.rank, b.cells[at]!.rank]
    if (a.total !== b.total) return Number(a.total) - Number(b.total)
    if (x === null || y === null) return Number(x === null) - Number(y === null)
    return way * (typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y)))
  })
}

/** Head and rows as they go into a file: every column, words in the reader's language, figures as they are. */
export const plainTable = (panel: Panel, { rows, frame, columns }: Shown, say: Say): Cell[][] => {
  const written = panel.columns.filter(({ name }) => columns?.includes(name) ?? true)
  return [
    written.map((column) => headOf(column, frame, say)),
    ...rows.map((row) => written.map((column) => plainCell(column, row, frame, say))),
  ]
}
