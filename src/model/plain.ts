const DAY = 86_400_000
const days = new Map<number, string>()

/** Days since 1970 → `2024-01-05`. */
export function dayText(day: number): string {
  let text = days.get(day)
  if (text === undefined) {
    const date = new Date(day * DAY)
    text = Number.isNaN(date.getTime()) ? '' : date.toISOString().replace(/T.*/, '')
    if (days.size > 100_000) days.clear()
    days.set(day, text)
  }
  return text
}

const two = (n: number): string => (n < 10 ? `0${n}` : String(n))

/** Seconds of a day, or more than a day for a duration → `09:30:00`, `36:15:00`. */
export const clockText = (seconds: number): string =>
  `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`

/** Milliseconds since 1970 in UTC → `2024-01-05 09:30:00`; fractions of a second are dropped. */
export function momentText(ms: number): string {
  const day = Math.floor(ms / DAY)
  return `${dayText(day)} ${clockText(Math.floor((ms - day * DAY) / 1000))}`
}

/** A number in plain figures: no exponent, and no digits beyond the 15 that a double can be trusted with. */
export function numberText(value: number): string {
  if (Number.isInteger(value)) {
    if (Math.abs(value) < 1e15) return String(value === 0 ? 0 : value)
    return BigInt(value).toString()
  }
  if (!Number.isFinite(value)) return ''
  const text = String(value)
  return spelled(text.length > 16 ? String(Number(value.toPrecision(15))) : text)
}

/** A 32-bit float, as short as tells it from its neighbours: 0.1, not 0.10000000149011612. */
export function floatText(value: number): string {
  if (Number.isInteger(value) || !Number.isFinite(value)) return numberText(value)
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits))
    if (Math.fround(short) === value) return spelled(String(short))
  }
  return spelled(String(Number(value.toPrecision(9))))
}

/** `1.5e-7` → `0.00000015`. */
function spelled(text: string): string {
  const [, sign, whole, part = '', power] = /^(-?)(\d+)(?:\.(\d+))?e([+-]?\d+)$/i.exec(text) ?? []
  if (whole === undefined) return text
  const digits = whole + part
  const point = whole.length + Number(power)
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  if (point >= digits.length) return sign + digits + '0'.repeat(point - digits.length)
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
}

/** An exact decimal: 123456n with two places → `1234.56`. */
export function decimalText(unscaled: bigint, scale: number): string {
  if (scale <= 0) return (unscaled * 10n ** BigInt(-scale)).toString()
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0')
  return `${unscaled < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

/** Lists and structs inside a cell, as JSON in which whole numbers of any length stay exact. */
export const jsonText = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? part.toString() : part)) ?? ''
