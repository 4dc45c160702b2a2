import { normaliseCell } from './cell'

/** The ten measures of one file, each 0…1, in the order of the benchmark. */
export interface Measures {
  success: number
  header: Scores
  records: Scores
  cells: Scores
}
interface Scores {
  precision: number
  recall: number
  f1: number
}

const ALL: Scores = { precision: 1, recall: 1, f1: 1 }
const NONE: Scores = { precision: 0, recall: 0, f1: 0 }
export const FAILED: Measures = { success: 0, header: NONE, records: NONE, cells: NONE }

/** Rows of RFC 4180 text as Python's csv module reads them: an empty line is a row without cells. */
export function readRows(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let [quoted, begun, fresh] = [false, false, true]
  const end = () => {
    if (begun) row.push(cell)
    rows.push(row)
    ;[row, cell, begun, fresh] = [[], '', false, true]
  }
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!
    if (quoted) {
      if (c !== '"') cell += c
      else if (text[i + 1] === '"') cell += text[++i]!
      else quoted = false
    } else if (c === '"' && fresh) {
      ;[quoted, begun, fresh] = [true, true, false]
    } else if (c === ',') {
      row.push(cell)
      ;[cell, begun, fresh] = ['', true, true]
    } else if (c === '\n' || c === '\r') {
      if (c === '\r' && text[i + 1] === '\n') i++
      end()
    } else {
      cell += c
      ;[begun, fresh] = [true, false]
    }
  }
  if (begun) end()
  return rows
}

/**
 * The benchmark's measures of a converted file against the clean one (`pollock/metrics.py`): header, records and cells
 * compared as multisets. As there, what it calls precision divides by the clean file and recall by the converted one.
 */
export function measure(clean: string, converted: string): Measures {
  if (/^Application Error\b/.test(converted)) return FAILED
  const source = readRows(clean.replace(/^\uFEFF/, ''))
  const loaded = readRows(converted.replace(/^\uFEFF/, ''))
  if (!source.length) return { success: 1, header: ALL, records: ALL, cells: ALL }
  const names = (rows: string[][]) => (rows[0] ?? []).map(normaliseCell)
  const records = (rows: string[][]) => rows.slice(1).map((row) => row.map(normaliseCell).join(''))
  return {
    success: 1,
    header: compare(names(source), names(loaded)),
    records: compare(records(source), records(loaded)),
    cells: compare(source.flat(), loaded.flat()),
  }
}

function compare(source: string[], loaded: string[]): Scores {
  if (!source.length) return ALL
  const left = new Map<string, number>()
  for (const item of source) left.set(item, (left.get(item) ?? 0) + 1)
  let shared = 0
  for (const item of loaded) {
    const n = left.get(item) ?? 0
    if (!n) continue
    left.set(item, n - 1)
    shared++
  }
  if (!shared) return NONE
  const [precision, recall] = [shared / source.length, shared / loaded.length]
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) }
}

export const sumOf = ({ success, header, records, cells }: Measures): number =>
  [header, records, cells].reduce((sum, { precision, recall, f1 }) => sum + precision + recall + f1, success)

/** Plain and weighted mean over files; weights are those of the files present, brought to a sum of one. */
export function score(files: { sum: number; weight: number }[]): { simple: number; weighted: number } {
  const weights = files.reduce((total, { weight }) => total + weight, 0)
  return {
    simple: files.reduce((total, { sum }) => total + sum, 0) / files.length,
    weighted: files.reduce((total, { sum, weight }) => total + sum * weight, 0) / weights,
  }
}
