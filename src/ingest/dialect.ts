import Papa from 'papaparse'
import { ENTITIES, normalise } from '../model/entities'

export interface Dialect {
  delimiter: string
  quote: string
  /** Lines before the header. */
  skip: number
}

const DELIMITERS = [',', '\t', ';', '|', '，']
const KNOWN = new Set(ENTITIES.flatMap((e) => e.fields.flatMap((f) => f.synonyms.map(normalise))))
const LINES = 60

/**
 * Delimiter and header line from the first lines: the delimiter that cuts most lines into the same number (> 1) of
 * cells; the header is the first line with that many cells, or the one with more names that the model knows.
 */
export function detectDialect(text: string, chosen?: string): Dialect {
  const lines = text.split(/\r\n|\n|\r/).slice(0, LINES)
  const candidates = chosen ? [chosen] : DELIMITERS
  let best: { delimiter: string; score: number; width: number; counts: number[] } | null = null
  for (const delimiter of candidates) {
    const counts = lines.map((line) => (line === '' ? 0 : cut(line, delimiter).length))
    const filled = counts.filter((count) => count > 0)
    const width = mode(filled)
    const agree = filled.filter((count) => count === width).length / Math.max(1, filled.length)
    const score = width > 1 ? agree + Math.min(width, 50) / 1000 : 0
    if (!best || score > best.score) best = { delimiter, score, width, counts }
  }
  const { delimiter, width, counts } = best!
  return { delimiter, quote: '"', skip: headerLine(lines, counts, width, delimiter) }
}

const cut = (line: string, delimiter: string): string[] =>
  Papa.parse<string[]>(line, { delimiter, quoteChar: '"' }).data[0] ?? []

function mode(counts: number[]): number {
  const tally = new Map<number, number>()
  for (const count of counts) tally.set(count, (tally.get(count) ?? 0) + 1)
  return [...tally].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 1
}

function headerLine(lines: string[], counts: number[], width: number, delimiter: string): number {
  let best = -1
  let most = -1
  lines.slice(0, 40).forEach((line, i) => {
    if (counts[i] !== width && counts[i] !== width + 1) return
    const known = cut(line, delimiter).filter((cell) => KNOWN.has(normalise(cell))).length
    if (known > most) [best, most] = [i, known]
  })
  return Math.max(0, best)
}
