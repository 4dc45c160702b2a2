/**
 * Places of texts in the order in which a reader looks for them, by row; equal ones share a place, NaN where there is no
 * text. Letters stand as in the language, without regard to case and accents, and before Chinese characters, which stand
 * by pinyin, or by strokes for who reads traditional ones. Comparing texts one by one by these rules takes seconds for a
 * hundred thousand: instead the few thousand characters are put in order once, and texts compared as numbers.
 */
export function placesOf(texts: readonly (string | null)[], language: string): Float64Array {
  const ranks = rankCharacters(texts, language)
  const most = ranks.size + 1
  const width = Math.max(2, Math.floor(52 / Math.ceil(Math.log2(most + 1))))
  const keys = new Float64Array(texts.length)
  texts.forEach((text, row) => {
    let key = 0
    let left = width
    if (text !== null)
      for (const char of text) {
        key = key * most + ranks.get(char)!
        if (!--left) break
      }
    keys[row] = key * most ** left
  })
  const rows = Uint32Array.from(texts, (_, row) => row).filter((row) => texts[row] !== null)
  const rest = (text: string): number[] => Array.from(text, (char) => ranks.get(char)!).slice(width)
  const compare = (one: number, other: number): number => {
    const apart = keys[one]! - keys[other]!
    if (apart || texts[one] === texts[other]) return apart
    const [mine, yours] = [rest(texts[one]!), rest(texts[other]!)]
    const at = mine.findIndex((rank, i) => rank !== yours[i])
    if (at >= 0) return mine[at]! - (yours[at] ?? 0)
    return mine.length - yours.length || (texts[one]! < texts[other]! ? -1 : 1)
  }
  rows.sort(compare)
  const places = new Float64Array(texts.length).fill(NaN)
  let place = -1
  rows.forEach((row, at) => {
    if (!at || texts[rows[at - 1]!] !== texts[row]) place++
    places[row] = place
  })
  return places
}

/** Every character that occurs, and its rank from 1; those that differ in case or accent alone share one. */
function rankCharacters(texts: readonly (string | null)[], language: string): Map<string, number> {
  const seen = new Set<string>()
  for (const text of texts) if (text !== null) for (const char of text) seen.add(char)
  const isHan = (char: string) => /\p{Script=Han}/u.test(char)
  const all = [...seen]
  const letters = new Intl.Collator(language, { sensitivity: 'base' })
  const characters = new Intl.Collator(language === 'zh-TW' ? 'zh-TW' : 'zh-CN')
  const ranks = new Map<string, number>()
  for (const [of, { compare }] of [
    [all.filter((char) => !isHan(char)), letters],
    [all.filter(isHan), characters],
  ] as const) {
    let before: string | null = null
    for (const char of of.sort(compare)) {
      const same = before !== null && compare(before, char) === 0
      ranks.set(char, same ? ranks.get(before!)! : ranks.size + 1)
      before = char
    }
  }
  return ranks
}

/** Rows in the order of their places, downwards or upwards; rows without one last, equals as they come. */
export function byPlace(rows: Float64Array, places: Float64Array, down: boolean): Float64Array {
  let most = -1
  for (const place of places) if (place > most) most = place
  // As many counters as places, and one for rows without any.
  const starts = new Uint32Array(most + 3)
  const slot = (row: number) => {
    const place = places[row]!
    return Number.isNaN(place) ? most + 1 : down ? most - place : place
  }
  for (const row of rows) starts[slot(row) + 1]!++
  for (let i = 1; i < starts.length; i++) starts[i]! += starts[i - 1]!
  const sorted = new Float64Array(rows.length)
  for (const row of rows) sorted[starts[slot(row)]!++] = row
  return sorted
}
