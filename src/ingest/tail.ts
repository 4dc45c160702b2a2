import { splitCells } from './cells'
import type { Dialect } from './dialect'
import { isNote, isTotal } from './kind'
import type { Shape } from './shape'
import { countLines } from './walk'

/** A line under the table. */
export interface Foot {
  line: number
  text: string
  reason: 'total' | 'note'
}

const READ = 64 << 10
const MOST = 60

/** Sums and notes at the end of a file, and the byte offset at which they begin. */
export async function findTail(
  file: Blob,
  dialect: Dialect,
  shapes: Shape[],
): Promise<{ to: number; feet: Foot[] }> {
  const from = Math.max(0, file.size - READ)
  const text = new TextDecoder().decode(await file.slice(from).arrayBuffer())
  const lines = text.split(dialect.cr ? /(\r\n|\n|\r)/ : /(\r?\n)/)
  const feet: Omit<Foot, 'line'>[] = []
  const ends: number[] = []
  // The first line of a slice may be half of one.
  let at = lines.length - 1
  for (let i = at; i >= (from ? 2 : 0) && feet.length < MOST; i -= 2) {
    const line = lines[i]!
    if (line.trim() === '') continue
    const reason = footOf(line, dialect, shapes)
    if (!reason) break
    feet.unshift({ text: line, reason })
    ends.unshift(i)
    at = i
  }
  if (!feet.length) return { to: file.size, feet: [] }
  const seen = new TextEncoder().encode(lines.slice(at).join('')).length
  const to = file.size - seen
  const before = await countLines(file, to, dialect.cr)
  return { to, feet: feet.map((foot, i) => ({ ...foot, line: before + 1 + (ends[i]! - at) / 2 })) }
}

function footOf(line: string, dialect: Dialect, shapes: Shape[]): Foot['reason'] | null {
  const quotes = dialect.quote ? line.split(dialect.quote).length - 1 : 0
  // The end of a cell of several lines is no line by itself.
  if (quotes % 2) return null
  const cells = splitCells(line, dialect)
  if (isTotal(cells)) return 'total'
  return isNote(cells, dialect.width, shapes) ? 'note' : null
}
