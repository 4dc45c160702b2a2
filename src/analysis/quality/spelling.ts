/** One value of a column that people group by. */
export interface Value {
  subject: string
  value: string
  n: number
}
interface Variant extends Value {
  /** The spelling that most rows use. */
  usual: string
}

/** Width, case, blanks and marks do not tell two names apart: `GTXPro` and `GTX Pro`. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, '')

/** What industries are called, for the slips that no second spelling in the file gives away. */
const KNOWN =
  'technology retail medical finance financial marketing software employment services telecommunications entertainment manufacturing education insurance logistics healthcare construction transportation hospitality automotive agriculture consulting government wholesale electronics pharmaceutical pharmaceuticals'.split(
    ' ',
  )
const known = new Set(KNOWN)

/**
 * Spellings that probably mean another value: of the same column, of a list in another file, of a known word.
 * @param values in order of rows, most first
 * @param lists distinct values of columns of other, small files; one of which the column holds half is its list
 */
export function variants(values: Value[], lists: ReadonlySet<string>[] = []): Variant[] {
  const usual = new Map<string, string>()
  const found: Variant[] = []
  for (const row of values) {
    const key = `${row.subject} ${plain(row.value) || row.value}`
    const first = usual.get(key)
    if (first === undefined) usual.set(key, row.value)
    else found.push({ ...row, usual: first })
  }
  for (const subject of new Set(values.map((row) => row.subject))) {
    const own = values.filter((row) => row.subject === subject)
    const list = lists.find(
      (each) =>
        each.size > 1 && own.filter(({ value }) => each.has(value)).length * 2 >= Math.max(2, own.length),
    )
    if (!list) continue
    const listed = new Map([...list].map((value) => [plain(value), value]))
    for (const row of own) {
      const meant = list.has(row.value) ? undefined : listed.get(plain(row.value))
      if (meant && !found.some((each) => each.subject === subject && each.value === row.value))
        found.push({ ...row, usual: meant })
    }
  }
  const told = new Set(found.map(({ subject, value }) => `${subject} ${value}`))
  for (const row of values) {
    if (told.has(`${row.subject} ${row.value}`) || row.subject !== '@industry') continue
    const word = row.value.toLowerCase()
    const meant = known.has(word) ? undefined : KNOWN.find((each) => isSlip(word, each))
    if (meant) found.push({ ...row, usual: meant })
  }
  return found
}

/** One letter left out, put in, changed or swapped with its neighbour, in a word of six letters or more. */
function isSlip(word: string, meant: string): boolean {
  if (meant.length < 6 || Math.abs(word.length - meant.length) > 1) return false
  let start = 0
  while (start < word.length && word[start] === meant[start]) start++
  const [a, b] = [word.slice(start), meant.slice(start)]
  return (
    a.slice(1) === b ||
    a === b.slice(1) ||
    a.slice(1) === b.slice(1) ||
    (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2))
  )
}
