/**
 * A cell as the benchmark compares it within headers and records (`pollock/data_types.py`): numbers, times, dates and
 * prices by what they mean, everything else in lower case. Covers the forms that its files hold.
 */
export function normaliseCell(cell: string): string {
  const text = cell.trim()
  if (text === '') return cell.toLowerCase()
  if (text === 'True' || text === 'true') return '1'
  if (text === 'False' || text === 'false') return '0'
  if (/^[-+]?\d+$/.test(text)) return String(BigInt(text.replace('+', '')))
  if (/^[-+]?(\d+\.\d*|\.\d+|\d+)(e[-+]?\d+)?$/i.test(text)) return String(Number(text))
  const time = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text)
  if (time) return [time[1], time[2], time[3] ?? '0'].map((part) => part!.padStart(2, '0')).join(':')
  const date = /^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})$/.exec(text)
  if (date) return dateOf(Number(date[1]), Number(date[2]), Number(date[3]))
  const price = /^([$€£¥])\s*(\d[\d,]*(?:\.\d+)?)$/.exec(text)
  if (price) return price[1]! + Number(price[2]!.replaceAll(',', ''))
  return cell.toLowerCase()
}

/** As dateutil reads it: the month first where it can be one. */
function dateOf(a: number, b: number, c: number): string {
  const [year, month, day] = a > 31 ? [a, b, c] : a > 12 ? [c, b, a] : [c, a, b]
  return [year, month, day].map((part) => String(part).padStart(2, '0')).join('-')
}
