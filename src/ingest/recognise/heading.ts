import { fold } from '../../model/header'
import { WORDS, type Concept } from './words'

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
  concept: Concept
}
const isLatin = (text: string): boolean => /^[\p{Script=Latin}\p{Script=Cyrillic}\p{M}'0-9 .]+$/u.test(text)
const squeeze = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '')

/** First letter → the words that begin so, the longest first. */
const INDEX = new Map<string, Word[]>()
for (const [concept, line] of Object.entries(WORDS))
  for (const word of line.split('|')) {
    const text = squeeze(fold(word))
    if (!text) continue
    const list = INDEX.get(text[0]!) ?? []
    list.push({ text, concept: concept as Concept })
    INDEX.set(text[0]!, list)
  }
for (const list of INDEX.values()) list.sort((a, b) => b.text.length - a.text.length)

/** `InvoiceDate`, `ORDER_ID`, `numéro de commande` → words of their own, with blanks between them. */
const spaced = (text: string): string =>
  text.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')

const FILLERS =
  /\b(?:of|the|de|du|des|la|le|del|do|da|dos|der|die|das|den|am|im|von|für|by|for|to|a|an|on|in|and|et|y|e|und|with)\b/g

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
      letters.push(char)
      starts.push(fresh)
      fresh = false
    } else fresh = true
  }
  const n = letters.length
  const ends = (i: number) => i >= n || starts[i]!
  // Cost of what is left from each place: 1 a letter that nothing explains, a little for each word.
  const best = new Float64Array(n + 1)
  const step: (Word | null)[] = new Array<Word | null>(n).fill(null)
  for (let i = n - 1; i >= 0; i--) {
    best[i] = best[i + 1]! + 1
    for (const word of INDEX.get(letters[i]!) ?? []) {
      const { text: known } = word
      if (i + known.length > n || letters.slice(i, i + known.length).join('') !== known) continue
      let end = i + known.length
      if (isLatin(known)) {
        const plural = /^(?:s|es|n|en|e)$/
        let rest = end
        while (!ends(rest)) rest++
        const tail = letters.slice(end, rest).join('')
        const suffix = SUFFIX.has(known) && !starts[i] && ends(end)
        if (known.length < 4 && !suffix && !(starts[i] && (tail === '' || plural.test(tail)))) continue
        if (starts[i] && plural.test(tail)) end = rest
        // Inside a longer word only long ones, as in Rechnungsnummer.
        if (!suffix && !starts[i] && known.length < 5 && !(ends(end) && known.length >= 4)) continue
      }
      const cost = best[end]! + 0.3
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
    concepts.push(word.concept)
    let end = i + word.text.length
    if (isLatin(word.text) && starts[i]) {
      let rest = end
      while (!ends(rest)) rest++
      if (/^(?:s|es|n|en|e)$/.test(letters.slice(end, rest).join(''))) end = rest
    }
    explained += end - i
    i = before = end
  }
  return { concepts, unknown: n ? 1 - explained / n : 1 }
}

/** Short words that may end a longer one. */
const SUFFIX = new Set(['id', 'nr', 'no'])

const cache = new Map<string, Heading>()

/** What the words of a heading mean. */
export function headingOf(header: string): Heading {
  const known = cache.get(header)
  if (known) return known
  if (cache.size > 20_000) cache.clear()
  const text = fold(spaced(header.normalize('NFKC'))).replace(FILLERS, ' ')
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
