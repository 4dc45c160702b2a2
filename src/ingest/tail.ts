import { splitCells } from './cells'
import type { Dialect } from './dialect'
import { isGhost, isNote, isTotal } from './kind'
import type { Shape } from './shape'
import { countLines } from './walk'

/** A line under the table. */
interface Foot {
  line: number
  text: string
  reason: 'total' | 'note'
}

const READ = 64 << 10
const MOST = 60

/** Sums and notes at the end of a file, records of empty cells among and below them, and where all that begins. */
export async function findTail(
  file: Blob,
  dialect: Dialect,
  shapes: Shape[],
): Promise<{ to: number; feet: Foot[]; ghosts: number }> {
  let [to, ghosts] = [file.size, 0]
  for (;;) {
    const from = Math.max(0, to - READ)
    const text = new TextDecoder().decode(await file.slice(from, to).arrayBuffer())
    const lines = text.split(dialect.cr ? /(\r\n|\n|\r)/ : /(\r?\n)/)
    const feet: Omit<Foot, 'line'>[] = []
    const ends: number[] = []
    // The first line of a slice may be half of one.
    const top = from ? 2 : 0
    let at = -1
    let i = lines.length - 1
    for (; i >= top && feet.length < MOST; i -= 2) {
      const line = lines[i]!
      if (line === '') continue
      const reason = footOf(line, dialect, shapes)
      if (!reason) break
      if (reason === 'ghost') ghosts++
      else {
        feet.unshift({ text: line, reason })
        ends.unshift(i)
      }
      at = i
    }
    if (at < 0) return { to, feet: [], ghosts }
    to -= new TextEncoder().encode(lines.slice(at).join('')).length
    if (feet.length) {
      const before = await countLines(file, to, dialect.cr)
      const lineOf = (k: number) => before + 1 + (ends[k]! - at) / 2
      return { to, ghosts, feet: feet.map((foot, k) => ({ ...foot, line: lineOf(k) })) }
    }
    // Nothing but records of empty cells so far: there may be more above.
    if (i >= top || !from) return { to, feet: [], ghosts }
  }
}

function footOf(line: string, dialect: Dialect, shapes: Shape[]): Foot['reason'] | 'ghost' | null {
  const quotes = dialect.quote ? line.split(dialect.quote).length - 1 : 0
  // The end of a cell of several lines is no line by itself.
  if (quotes % 2) return null
  const cells = splitCells(line, dialect)
  if (isGhost(cells)) return 'ghost'
  if (isTotal(cells)) return 'total'
  return isNote(cells, dialect.width, shapes) ? 'note' : null
}
