/** A day of the calendar, `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`)
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
  )
}

/** The day so many months before a day (`YYYY-MM-DD`); of a shorter month its last one. */
export function monthsBefore(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month - months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 - months, Math.min(date, last))).toISOString().slice(0, 10)
}

/** A year of orders that begins a few days after the first of a month is a year all the same. */
const SLACK_DAYS = 7
/** Whether so many months before a day lie within data that begin on `dataStart`, but for a few days. */
export const reachesBack = (day: string, months: number, dataStart: string): boolean =>
  Date.parse(monthsBefore(day, months)) >= Date.parse(dataStart) - SLACK_DAYS * 864e5

/** The day so many months after a day; the last day of a month leads to the last of another. */
export function monthsAfter(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const lastOf = (at: number) => new Date(Date.UTC(year, at + 1, 0)).getUTCDate()
  const last = lastOf(month - 1 + months)
  const to = date === lastOf(month - 1) ? last : Math.min(date, last)
  return new Date(Date.UTC(year, month - 1 + months, to)).toISOString().slice(0, 10)
}

/** `12m`, `24m`, `all` or whole months `2011-01..2011-06`. */
export function isPeriod(text: string): boolean {
  if (/^(all|\d{1,3}m)$/.test(text)) return text !== '0m'
  const months = /^(\d{4}-(?:0[1-9]|1[0-2]))\.\.(\d{4}-(?:0[1-9]|1[0-2]))$/.exec(text)
  return !!months && months[1]! <= months[2]!
}
