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
const RECORDS = 200

/**
 * Delimiter and header line from the head of a file: the delimiter that cuts most records into the same number (> 1)
 * of cells; the header is the record of that width with the most names that the model knows, the first of equals.
 */
export function detectDialect(text: string, chosen?: string): Dialect {
  let best = { delimiter: chosen ?? ',', score: -1, width: 1, records: [] as string[][] }
  for (const delimiter of chosen ? [chosen] : DELIMITERS) {
    const records = Papa.parse<string[]>(text, { delimiter, quoteChar: '"', preview: RECORDS }).data
    const filled = records
      .filter((record) => record.length > 1 || record[0] !== '')
      .map((record) => record.length)
    const width = mode(filled)
    const agree = filled.filter((count) => count === width).length / Math.max(1, filled.length)
    const score = width > 1 ? agree + Math.min(width, 50) / 1000 : 0
    if (score > best.score) best = { delimiter, score, width, records }
  }
  return { delimiter: best.delimiter, quote: '"', skip: headerLine(best.records, best.width) }
}

function mode(counts: number[]): number {
  const tally = new Map<number, number>()
  for (const count of counts) tally.set(count, (tally.get(count) ?? 0) + 1)
  return [...tally].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 1
}

/** Physical lines before the header record: a quoted cell may hold line breaks of its own. */
function headerLine(records: string[][], width: number): number {
  let best = 0
  let most = -1
  let line = 0
  for (const record of records.slice(0, 40)) {
    if (record.length === width || record.length === width + 1) {
      const known = record.filter((cell) => KNOWN.has(normalise(cell))).length
      if (known > most) [best, most] = [line, known]
    }
    line += 1 + record.reduce((breaks, cell) => breaks + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0)
  }
  return best
}
