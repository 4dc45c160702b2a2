import { clockText, dayText, numberText } from '../../model/plain'

/** What the number format of a spreadsheet cell says that its number means. */
export interface Style {
  kind: 'number' | 'day' | 'time' | 'moment' | 'elapsed'
  /** Figures to fill up with zeros, as the format `000000` shows them. */
  zeros: number
}

const PLAIN: Style = { kind: 'number', zeros: 0 }

/** Formats that are known by number only; 27–36 and 50–58 are the Chinese ones, which files never spell out. */
const BUILT_IN = new Map<number, Style['kind']>([
  ...[14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 54, 57, 58].map((id) => [id, 'day'] as const),
  ...[18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 52, 53, 55, 56].map((id) => [id, 'time'] as const),
  [22, 'moment'],
  [46, 'elapsed'],
])

export const builtInStyle = (id: number): Style => {
  const kind = BUILT_IN.get(id)
  return kind ? { kind, zeros: 0 } : PLAIN
}

/** A number format such as `yyyy"年"m"月"d"日"` or `[$¥-804]#,##0.00` → what it means. */
export function styleOf(code: string): Style {
  // Only the part for positive numbers counts, without what is shown as it stands.
  const shown = code.replace(/"[^"]*"|\\.|[_*]./g, '').split(';')[0]!
  if (/\[(h+|m+|s+)\]/i.test(shown)) return { kind: 'elapsed', zeros: 0 }
  const tokens = shown.replace(/\[[^\]]*\]/g, '').replace(/general/gi, '')
  if (/^0{2,}$/.test(tokens)) return { kind: 'number', zeros: tokens.length }
  if (/[0#?]/.test(tokens.replace(/s\.0+/gi, ''))) return PLAIN
  const half = /am\/pm|a\/p|上午\/下午/i
  const time = /[hs]/i.test(tokens.replace(half, '')) || half.test(tokens)
  const day = /[yde]/i.test(tokens) || (/m/i.test(tokens.replace(half, '')) && !time)
  if (day) return { kind: time ? 'moment' : 'day', zeros: 0 }
  return time ? { kind: 'time', zeros: 0 } : PLAIN
}

/** Days between the first day of the serial numbers and 1970. */
const EPOCH = 25_569
const LATEST = 2_958_466

/**
 * A stored number → text. Moments are exact to the second: the fraction of a day is off by some milliseconds.
 * `shift` is 1462 where days count from 1904. What has a date's format and cannot be one stays a number.
 */
export function serialText(value: number, style: Style, shift: number): string {
  const { kind, zeros } = style
  if (kind === 'number') {
    const text = numberText(value)
    return zeros && value >= 0 && Number.isInteger(value) ? text.padStart(zeros, '0') : text
  }
  const seconds = Math.round(value * 86_400)
  if (seconds < 0) return numberText(value)
  if (kind === 'elapsed') return clockText(seconds)
  let day = Math.floor(seconds / 86_400)
  const rest = seconds - day * 86_400
  if (kind !== 'day' && value < 1 && day < 1) return clockText(rest)
  day += shift
  if (day < 1 || day >= LATEST) return numberText(value)
  // 1900 was no leap year, but day 60 of the serial numbers is its 29 February.
  const text = dayText(day - EPOCH + (day < 60 ? 1 : 0))
  return kind === 'moment' || rest ? `${text} ${clockText(rest)}` : text
}

/** More figures than a spreadsheet keeps: the last ones of such a number are lost. */
export const isRounded = (value: number, style: Style): boolean =>
  style.kind === 'number' && Math.abs(value) >= 1e15 && Number.isInteger(value)

/** As the spreadsheet shows it, so that nobody takes it for a whole id: `4.40106199001011E+17`. */
export const roundedText = (value: number): string =>
  value
    .toExponential(14)
    .replace(/\.?0+e/, 'e')
    .toUpperCase()
