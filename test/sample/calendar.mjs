/** Days are counted from the first day of the export; day 0 is 2023-10-01. */
export const FIRST_DAY = '2023-10-01'
export const AS_OF = '2026-09-20'

const DAY_MS = 86_400_000
const origin = Date.parse(`${FIRST_DAY}T00:00:00Z`)

export const dayOf = (iso) => Math.round((Date.parse(`${iso}T00:00:00Z`) - origin) / DAY_MS)
export const isoDay = (day) => new Date(origin + day * DAY_MS).toISOString().slice(0, 10)
export const isoMinute = (minutes) =>
  new Date(origin + minutes * 60_000).toISOString().slice(0, 16).replace('T', ' ')
/** 0 = Sunday. */
export const weekday = (day) => new Date(origin + day * DAY_MS).getUTCDay()
export const monthOf = (day) => isoDay(day).slice(0, 7)
export const LAST_DAY = dayOf(AS_OF)

export const SPRING_FESTIVAL = ['2024-02-10', '2025-01-29', '2026-02-17', '2027-02-06']
const MONTH_LEVEL = [1, 0.96, 0.94, 0.95, 1, 1, 0.92, 0.93, 1.08, 1.02, 1.04, 1.08]
export const MONTHLY_GROWTH = 0.004

export const EVENTS = [
  { name: 'Spring Festival stocking', fromFestival: -25, toFestival: -6, multiplier: 1.15 },
  { name: 'Spring Festival dip', fromFestival: -5, toFestival: 10, multiplier: 0.22 },
  { name: '618', from: '06-01', to: '06-18', multiplier: 1.75 },
  { name: '双11', from: '11-01', to: '11-11', multiplier: 2.4 },
]

function eventMultiplier(day) {
  const date = isoDay(day)
  const fromFestival = SPRING_FESTIVAL.map((festival) => day - dayOf(festival))
  const hit = EVENTS.find((event) =>
    event.from
      ? date.slice(5) >= event.from && date.slice(5) <= event.to
      : fromFestival.some((offset) => offset >= event.fromFestival && offset <= event.toFestival),
  )
  return hit?.multiplier ?? 1
}

/** How many times its plain pace a day has, by month and event, without the trend. */
export const season = (day) => MONTH_LEVEL[Number(isoDay(day).slice(5, 7)) - 1] * eventMultiplier(day)
export const trend = (day) => Math.exp((MONTHLY_GROWTH * day) / 30.4375)

/** Month → mean season multiplier over its days, the unfinished last month over the days it has. */
export function monthlySeason() {
  const days = new Map()
  for (let day = 0; day <= LAST_DAY; day++) {
    const month = monthOf(day)
    days.set(month, [...(days.get(month) ?? []), season(day)])
  }
  return new Map([...days].map(([month, list]) => [month, list.reduce((a, b) => a + b) / list.length]))
}
