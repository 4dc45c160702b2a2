import { ident, literal } from '../../engine/engine'
import { fieldOf } from '../../model/entities'
import { mayBegin, type Extent } from '../extent'
import type { ColumnMapping } from '../mapping'
import { matches } from './sql'

/** What a cell names somebody or something by: each is written in many ways that mean the same. */
export type Key = 'id' | 'phone' | 'email' | 'name'

/** What a column names somebody or something by, or null: it is no key. */
export function keyOf({ target, wide, type }: ColumnMapping): Key | null {
  if (!target || wide || type !== 'VARCHAR') return null
  const own = target.slice(target.indexOf('.') + 1)
  if (target.startsWith('customers.') && (own === 'phone' || own === 'email' || own === 'name')) return own
  return fieldOf(target)?.type === 'id' ? 'id' : null
}

const range = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, i) => String.fromCharCode(from + i)).join('')
/** Blanks that do not look like any, and what a line break inside a cell leaves. */
const BLANKS = `\t\n\r\u00a0\u1680${range(0x2000, 0x200a)}\u2028\u2029\u202f\u205f\u3000`
/** Full-width forms of all of ASCII for numbers; names keep their brackets and marks as they are written. */
const WIDE = range(0xff01, 0xff5e)
const HALF = range(0x21, 0x7e)
const LETTERS = `${range(0xff10, 0xff19)}${range(0xff21, 0xff3a)}${range(0xff41, 0xff5a)}`
const ASCII = `${range(0x30, 0x39)}${range(0x41, 0x5a)}${range(0x61, 0x7a)}`
/** What is not seen: zero widths, marks of direction, byte order marks, controls. */
const UNSEEN = '\\p{Cf}\\x{00}-\\x{1f}\\x{7f}-\\x{9f}'
/** `="0012"`, `'0012`, `` `0012 ``: how exports keep a spreadsheet from taking an id for a number. */
const GUARDED = `^(?:="(.*)"|['\`\u2018\u2019]([0-9A-Za-z+].*))$`
const EDGE = '^ | $'

const DIRTY: Record<Key, string> = {
  id: `${EDGE}|${GUARDED}|[${UNSEEN}${BLANKS}\uff01-\uff5e]|[A-Z].*@|@.*[A-Z]`,
  phone: `${EDGE}|${GUARDED}|[${UNSEEN}${BLANKS}\uff01-\uff5e]|^(?:[+]|00)|^86|^886|[0-9)][-(). ]+[0-9(]|^[(]|^[0-9]{5,}[.]0$`,
  email: `${EDGE}|[${UNSEEN}${BLANKS}\uff01-\uff5e]|[A-Z]`,
  name: `${EDGE}|[${UNSEEN}${BLANKS}${LETTERS}]`,
}

/** Whether a cell is not written as the key is kept. */
export const isDirty = (key: Key, cell: string): boolean => test[key].test(cell)
const test = Object.fromEntries(
  Object.entries(DIRTY).map(([key, pattern]) => [
    key,
    new RegExp(
      pattern.replace(/\\x\{([0-9a-f]+)\}/g, (_, hex: string) => `\\u{${hex}}`),
      'u',
    ),
  ]),
) as Record<Key, RegExp>
/** The same in SQL. */
export const dirtySql = (key: Key, cell: string): string => matches(cell, DIRTY[key])

/**
 * A cheap first look: what none of a million ids has costs half of the pattern. Names and numbers beyond ASCII go to the
 * pattern at once.
 */
export const hintSql = (key: Key, cell: string): string =>
  key === 'id'
    ? `(strlen(${cell}) <> length(${cell}) OR ascii(${cell}) < 48 OR ascii(${cell}) IN (61, 96) OR contains(${cell}, ' ')
        OR contains(${cell}, chr(9)) OR contains(${cell}, '@'))`
    : dirtySql(key, cell)

/** What is known of the cells of a table without a look at them. */
export interface Known {
  extents: ReadonlyMap<string, Extent>
  /** Rare signs that stand somewhere in the text that it was read from; undefined where that was written anew. */
  rare?: ReadonlySet<string> | undefined
}

/** The same where nothing beyond ASCII, no guard and no sign that makes an id another is in the column: half the cost again. */
export const hintFor = (key: Key, name: string, { extents, rare }: Known): string => {
  const [cell, extent] = [ident(name), extents.get(name)]
  const plain =
    key === 'id' &&
    extent &&
    !extent.unicode &&
    extent.from >= '0' &&
    !['=', '`'].some((s) => mayBegin(extent, s))
  return plain && rare && !rare.has('\t') && !rare.has('@') ? `suffix(${cell}, ' ')` : hintSql(key, cell)
}

/** A key as it is kept: without what is not seen and without guards; phones by their digits, e-mails in small letters. */
export function keySql(key: Key, cell: string): string {
  const [from, to] = key === 'name' ? [LETTERS, ASCII] : [WIDE, HALF]
  const wide = `translate(${cell}, ${literal(from + BLANKS)}, ${literal(to + ' '.repeat(BLANKS.length))})`
  const seen = `trim(regexp_replace(${wide}, ${literal(`[${UNSEEN}]`)}, '', 'g'))`
  if (key === 'name') return `nullif(${seen}, '')`
  const plain = `trim(regexp_replace(${seen}, ${literal(GUARDED)}, '\\1\\2'))`
  if (key === 'phone') return `nullif(${phoneSql(plain)}, '')`
  // Ids keep their case; an address does not.
  const lower =
    key === 'email'
      ? `lower(${plain})`
      : `CASE WHEN contains(${plain}, '@') THEN lower(${plain}) ELSE ${plain} END`
  return `nullif(${lower}, '')`
}

/** The same where only the cells that need it are worth the work. */
export const formSql = (key: Key, cell: string): string =>
  `CASE WHEN ${dirtySql(key, cell)} THEN ${keySql(key, cell)} ELSE ${cell} END`

/** Country and trunk prefixes that the same number goes with and without. */
const PREFIXES: [pattern: string, form: string][] = [
  ['^([0-9]{5,})[.]0$', '\\1'],
  ['^((?:[+]|00)[0-9]{1,3})[ -]*[(]0[)]', '\\1'],
  ['[^0-9+]', ''],
  ['^(?:[+]|00)?86(1[3-9][0-9]{9})$', '\\1'],
  ['^(?:[+]|00)860?(10[0-9]{8}|[2-9][0-9]{9,10})$', '0\\1'],
  ['^(?:[+]|00)?8860?([2-9][0-9]{7,8})$', '0\\1'],
  ['^[+]1([2-9][0-9]{2}[2-9][0-9]{6})$', '\\1'],
  ['^00([1-9])', '+\\1'],
]
const phoneSql = (cell: string): string => {
  const digits = PREFIXES.reduce(
    (sql, [pattern, form]) =>
      `regexp_replace(${sql}, ${literal(pattern)}, ${literal(form)}${pattern.startsWith('[^') ? ", 'g'" : ''})`,
    cell,
  )
  // Two numbers in a cell, or words beside it, are left as they are.
  return `CASE WHEN regexp_full_match(${cell}, '[(]?[+]?[0-9 ().-]{5,26}') THEN ${digits} ELSE ${cell} END`
}
