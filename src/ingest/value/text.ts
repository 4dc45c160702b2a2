import { literal } from '../../engine/engine'
import { matches } from './sql'

const BLANKS = ' \t\u3000\u00a0'
/** `="0012"` and `'0012`: how exports keep a spreadsheet from taking an id for a number. */
const GUARDED = '^(?:="(.*)"|\'(\\d.*))$'
const guarded = new RegExp(GUARDED)

/** A text without the blanks and guards around it, which are none of its own. */
export const cleanText = (cell: string): string => cell.trim().replace(guarded, '$1$2')
/** What cleaning a text column takes: nothing, its blanks, or all; the cheapest that its sample needs. */
export type Cleaning = 'none' | 'blanks' | 'all'
export function cleaningOf(cells: string[]): Cleaning {
  if (cells.some((cell) => /^\t|\t$/.test(cell) || guarded.test(cell.trim()))) return 'all'
  return cells.some((cell) => cell.trim().length !== cell.length) ? 'blanks' : 'none'
}
export function cleanSql(text: string, cleaning: Cleaning): string {
  if (cleaning === 'none') return text
  if (cleaning === 'blanks') return `nullif(trim(${text}), '')`
  return `nullif(regexp_replace(trim(${text}, ${literal(BLANKS)}), ${literal(GUARDED)}, '\\1\\2'), '')`
}

/** A long id that a spreadsheet turned into a number of which only the first digits are left. */
export const DESTROYED = '^\\d(?:\\.\\d+)?[eE]\\+\\d{2}$'
const destroyed = new RegExp(DESTROYED)
export const isDestroyed = (cell: string): boolean => destroyed.test(cell.trim())
export const isDestroyedSql = (text: string): string => matches(text, DESTROYED)
/** `17850.0`: a number column with gaps, written by a program that has no whole numbers with gaps. */
const FLOAT = '^(\\d+)\\.0$'
const float = new RegExp(FLOAT)
export const isFloat = (cell: string): boolean => float.test(cell.trim())

/** Cell → id; undefined where a spreadsheet has destroyed it. */
export function parseId(cell: string, floats: boolean): string | undefined {
  const text = cleanText(cell)
  if (destroyed.test(text)) return undefined
  return floats ? text.replace(float, '$1') : text
}
export function idSql(raw: string, floats: boolean): string {
  const text = cleanSql(raw, 'all')
  const own = floats ? `regexp_replace(${text}, ${literal(FLOAT)}, '\\1')` : text
  return `CASE WHEN NOT ${matches(text, DESTROYED)} THEN ${own} END`
}
