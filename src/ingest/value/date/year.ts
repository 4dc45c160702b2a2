/**
 * Days that name no year are the last such days up to one: what stands after it in the year is of the year before.
 * Until that is known they are read as of a leap year, so that every day is one.
 */
export const UNKNOWN = '2000-12-31'

export const partsOf = (iso: string): [year: number, day: number] => [
  Number(iso.slice(0, 4)),
  Number(iso.slice(5, 7)) * 100 + Number(iso.slice(8, 10)),
]
export const yearFor = (month: number, day: number, upto = UNKNOWN): number => {
  const [year, last] = partsOf(upto)
  return month * 100 + day > last ? year - 1 : year
}
/** The same in the engine, as text. */
export const yearSql = (month: string, day: string, upto = UNKNOWN): string => {
  const [year, last] = partsOf(upto)
  return `(CASE WHEN try_cast(${month} AS INT) * 100 + try_cast(${day} AS INT) > ${last} THEN '${year - 1}' ELSE '${year}' END)`
}
