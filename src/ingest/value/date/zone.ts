/** What abbreviations are behind UTC in minutes; those that mean several zones are left out. */
const NAMED: Record<string, number> = {
  Z: 0,
  UTC: 0,
  GMT: 0,
  EST: -300,
  EDT: -240,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
  CET: 60,
  CEST: 120,
  EET: 120,
  EEST: 180,
  MSK: 180,
  HKT: 480,
  SGT: 480,
  JST: 540,
  KST: 540,
  AEST: 600,
  AEDT: 660,
}

/** `+0800`, `GMT+8`, `Z`, `PST` → minutes ahead of UTC; null where none is known. */
export function minutesOf(zone: string): number | null {
  const [, name, sign, hours, minutes] = /^([A-Z]*) ?(?:([+-])(\d{1,2}):?(\d{2})?)?$/i.exec(zone.trim()) ?? []
  if (!hours) return name ? (NAMED[name.toUpperCase()] ?? null) : null
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes ?? 0))
}
/** The same in the engine. */
export function minutesSql(zone: string): string {
  const number = (group: number) =>
    `coalesce(try_cast(regexp_extract(${zone}, '([+-])(\\d{1,2}):?(\\d{2})?$', ${group}) AS INT), 0)`
  const names = Object.entries(NAMED).map(([name, minutes]) => `WHEN '${name}' THEN ${minutes}`)
  return `CASE WHEN regexp_matches(${zone}, '[+-]\\d')
    THEN CASE WHEN contains(${zone}, '-') THEN -1 ELSE 1 END * (${number(2)} * 60 + ${number(3)})
    ELSE CASE upper(trim(${zone})) ${names.join(' ')} END END`
}

export const isZone = (zone: string): boolean => {
  try {
    return !!new Intl.DateTimeFormat('en', { timeZone: zone })
  } catch {
    return false
  }
}

const formatters = new Map<string, Intl.DateTimeFormat>()
/** What a zone is ahead of UTC at a moment, in minutes. */
function aheadAt(zone: string, at: number): number {
  let format = formatters.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    })
    formatters.set(zone, format)
  }
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const local = Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!)
  return Math.round((local - at) / 60e3)
}

/** A moment from which on a zone is so many minutes ahead of UTC. */
type Step = [from: number, minutes: number]
const [FIRST, LAST] = [Date.UTC(1990, 0, 1), Date.UTC(2045, 0, 1)]
const MONTH = 28 * 864e5
const known = new Map<string, Step[]>()
/** All changes of a zone's clocks, first to last: the engine knows no zones. */
function stepsOf(zone: string): Step[] {
  const made = known.get(zone)
  if (made) return made
  let [before, minutes] = [FIRST, aheadAt(zone, FIRST)]
  const steps: Step[] = [[-Infinity, minutes]]
  for (let at = FIRST + MONTH; at < LAST; at += MONTH) {
    const now = aheadAt(zone, at)
    if (now !== minutes) {
      let [low, high] = [before, at]
      while (high - low > 60e3) {
        const middle = low + Math.floor((high - low) / 120e3) * 60e3
        if (aheadAt(zone, middle) === minutes) low = middle
        else high = middle
      }
      steps.push([high, now])
      minutes = now
    }
    before = at
  }
  known.set(zone, steps)
  return steps
}

/** A moment in UTC as milliseconds → the same as the clocks of the zone show it. */
export function localAt(utc: number, zone: string): number {
  const steps = stepsOf(zone)
  const step = steps.findLast(([from]) => utc >= from) ?? steps[0]!
  return utc + step[1] * 60e3
}
/** The same in the engine, over a TIMESTAMP. */
export function localSql(utc: string, zone: string): string {
  const steps = stepsOf(zone).toReversed()
  if (steps.length === 1) return `(${utc} + to_minutes(${steps[0]![1]}))`
  const from = (ms: number) => `TIMESTAMP '${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')}'`
  const cases = steps.map(([at, minutes]) =>
    at === -Infinity ? `ELSE ${minutes}` : `WHEN x >= ${from(at)} THEN ${minutes}`,
  )
  // The moment is worked out once and looked at many times.
  return `list_transform([${utc}], lambda x: x + to_minutes(CASE ${cases.join(' ')} END))[1]`
}
