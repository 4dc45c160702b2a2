import { fold } from '../../model/header'
import { WORDS, type Concept } from './words'
import more from './words.more.json'

/** What a heading says, in words that are known. */
export interface Heading {
  /** What its words mean, in the order in which they stand. */
  concepts: Concept[]
  /** What it says in brackets, beside the name. */
  notes: Concept[]
  /** Share of its letters that no known word explains, 0…1. */
  unknown: number
}

interface Word {
  text: string
  /** Null: it says nothing. */
  concept: Concept | null
  /** Counts only where it stands alone, if it is a Latin one. */
  alone: boolean
}
/** Of the long tail of words only those of so many letters are looked for inside of longer ones. */
const LONG = 8
const isLatin = (text: string): boolean => /^[\p{Script=Latin}\p{Script=Cyrillic}\p{M}'0-9 .]+$/u.test(text)
const squeeze = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '')

/** Words between words: they say nothing by themselves, though some belong to a known word (`created by`). */
const FILLERS =
  'of|the|de|du|des|la|le|del|do|da|dos|der|die|das|den|am|im|von|für|by|for|to|a|an|on|in|and|et|y|e|und|with|van|het|een|voor|di|della|dello|dei|per|av|för|och|z|na|w|dla|od|и|по|в|на|ve|için'

/** First letter → the words that begin so, the longest first. */
const INDEX = new Map<string, Word[]>()
const index = (concept: string | null, line: string, isTail: boolean) => {
  for (const word of line.split('|')) {
    const text = squeeze(fold(word))
    if (!text) continue
    const list = INDEX.get(text[0]!) ?? []
    list.push({ text, concept: concept as Concept | null, alone: isTail && text.length < LONG })
    INDEX.set(text[0]!, list)
  }
}
for (const [concept, line] of Object.entries(WORDS)) index(concept, line, false)
for (const [concept, line] of Object.entries(more)) index(concept, line, true)
index(null, FILLERS, false)
for (const list of INDEX.values()) list.sort((a, b) => b.text.length - a.text.length)

/** `InvoiceDate`, `ORDER_ID`, `numéro de commande` → words of their own, with blanks between them. */
const spaced = (text: string): string =>
  text.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')

/**
 * Cuts a text into known words so that as many letters as possible are explained by as few words as possible. A short
 * Latin word counts only where it stands alone; longer ones and Chinese, Japanese and Korean ones anywhere.
 */
function cut(text: string): { concepts: Concept[]; unknown: number } {
  const letters: string[] = []
  const starts: boolean[] = []
  let fresh = true
  for (const char of text) {
    if (/[\p{L}\p{N}]/u.test(char)) {
      letters.push(char.length > 1 ? '\uFFFD' : char)
      starts.push(fresh)
      fresh = false
    } else fresh = true
  }
  const n = letters.length
  const line = letters.join('')
  const ends = (i: number) => i >= n || starts[i]!
  // Cost of what is left from each place: 1 a letter that nothing explains, a little for each word.
  const best = new Float64Array(n + 1)
  const step: (Word | null)[] = new Array<Word | null>(n).fill(null)
  for (let i = n - 1; i >= 0; i--) {
    best[i] = best[i + 1]! + 1
    for (const word of INDEX.get(letters[i]!) ?? []) {
      const { text: known } = word
      if (!line.startsWith(known, i)) continue
      let end = i + known.length
      if (isLatin(known)) {
        let rest = end
        while (!ends(rest)) rest++
        const tail = line.slice(end, rest)
        if (!word.concept && (!starts[i] || tail)) continue
        if (word.alone && !(starts[i] && (tail === '' || PLURAL.test(tail)))) continue
        const suffix = SUFFIX.has(known) && !starts[i] && ends(end)
        if (known.length < 4 && !suffix && !(starts[i] && (tail === '' || PLURAL.test(tail)))) continue
        if (starts[i] && PLURAL.test(tail)) end = rest
        // Inside a longer word only long ones, as in Rechnungsnummer.
        if (!suffix && !starts[i] && known.length < 5 && !(ends(end) && known.length >= 4)) continue
      }
      const cost = best[end]! + (word.concept ? 0.3 : 0.1)
      if (cost < best[i]!) {
        best[i] = cost
        step[i] = word
      }
    }
  }
  const concepts: Concept[] = []
  let explained = 0
  let before = -1
  for (let i = 0; i < n;) {
    const word = step[i]
    // `orderid` ends in a number, `valid` does not.
    if (!word || (SUFFIX.has(word.text) && !starts[i] && before !== i)) {
      i++
      continue
    }
    if (word.concept) concepts.push(word.concept)
    let end = i + word.text.length
    if (isLatin(word.text) && starts[i]) {
      let rest = end
      while (!ends(rest)) rest++
      if (PLURAL.test(line.slice(end, rest))) end = rest
    }
    explained += end - i
    i = before = end
  }
  return { concepts, unknown: n ? 1 - explained / n : 1 }
}

const PLURAL = /^(?:s|es|n|en|e)$/
/** Short words that may end a longer one. */
const SUFFIX = new Set(['id', 'nr', 'no'])

const cache = new Map<string, Heading>()

/** What the words of a heading mean. */
export function headingOf(header: string): Heading {
  const known = cache.get(header)
  if (known) return known
  if (cache.size > 20_000) cache.clear()
  const text = fold(spaced(header.normalize('NFKC')))
  const notes: string[] = []
  const name = text.replace(/[([【{]([^()[\]【】{}]*)[)\]】}]/g, (_, note: string) => {
    notes.push(note)
    return ' '
  })
  const main = cut(squeeze(name) ? name : text)
  const heading = { ...main, notes: squeeze(name) ? cut(notes.join(' ')).concepts : [] }
  cache.set(header, heading)
  return heading
}
