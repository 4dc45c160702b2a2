import { detectEncoding } from '../encoding'
import { SHEET_COLUMNS, tooWide } from './meter'
import { charOf } from './xlsx/xml'
import type { Merge, Row, Sheet } from './sheet'

/**
 * The tables of an HTML file, which many systems hand out as "Excel". Cells stay text as they stand; a table inside another
 * one's cell (page layout) is read by itself.
 */
export function openHtml(html: string): Sheet[] {
  const tables: Grid[] = []
  const open: Grid[] = []
  let text = ''
  const token =
    /<!--[\s\S]*?(?:-->|$)|<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)|<(\/?)([a-z][\w:-]*)((?:"[^"]*(?:"|$)|'[^']*(?:'|$)|[^>"'])*)(?:>|$)|[^<]+|</gi
  for (const [whole, skipped, closing, tag, attributes = ''] of html.matchAll(token)) {
    if (skipped || whole.startsWith('<!--')) continue
    const grid = open.at(-1)
    const name = tag?.toLowerCase()
    if (!name) text += whole
    else if (name === 'br' || (name === 'p' && closing)) text += '\n'
    else if (name === 'table' && !closing) {
      const inner = new Grid()
      tables.push(inner)
      open.push(inner)
      text = ''
    } else if (grid && ['td', 'th', 'tr', 'table'].includes(name)) {
      grid.end(text)
      text = ''
      if (closing && name === 'table') open.pop()
      else if (!closing && name === 'tr') grid.row()
      else if (!closing) grid.cell(attributes)
    }
  }
  open.forEach((grid) => grid.end(text))
  return tables
    .filter(({ rows }) => rows.some(({ cells }) => cells.some(Boolean)))
    .map(({ rows, merges }, i) => ({
      name: String(i + 1),
      hidden: false,
      read: (visit) => {
        // What is merged gets filled in, and the rows may be asked for again.
        rows.forEach((row) => visit({ ...row, cells: [...row.cells] }))
        return Promise.resolve({ merges, rounded: [] })
      },
    }))
}

class Grid {
  readonly rows: Row[] = []
  readonly merges: Merge[] = []
  private at: number | null = null

  row(): void {
    this.rows.push({ at: this.rows.length, cells: [], numbers: [] })
  }

  /** Takes the next free column: cells of rows above may reach down into this one. */
  cell(attributes: string): void {
    if (!this.rows.length) this.row()
    const top = this.rows.length - 1
    const { cells } = this.rows[top]!
    const span = (name: string) =>
      Math.min(
        10_000,
        Math.max(1, Number(new RegExp(`${name}\\s*=\\s*["']?(\\d+)`, 'i').exec(attributes)?.[1] ?? 1)),
      )
    let left = cells.length
    for (let merge; (merge = this.covering(top, left));) left = merge.right + 1
    const right = left + span('colspan') - 1
    if (right >= SHEET_COLUMNS) throw tooWide(right + 1)
    const bottom = top + span('rowspan') - 1
    if (right > left || bottom > top) this.merges.push({ top, left, bottom, right })
    while (cells.length <= right) cells.push('')
    this.at = left
  }

  end(text: string): void {
    if (this.at === null) return
    this.rows.at(-1)!.cells[this.at] = plain(text)
    this.at = null
  }

  private covering(row: number, column: number): Merge | undefined {
    return this.merges.findLast(
      ({ top, left, bottom, right }) => top < row && row <= bottom && left <= column && column <= right,
    )
  }
}

const NAMED: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  yen: '¥',
}

const plain = (text: string): string =>
  text
    .replace(/[ \t\r\f]*\n[ \t\r\f]*/g, '\n')
    .replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, dec?: string, named?: string) =>
      named ? (NAMED[named.toLowerCase()] ?? whole) : charOf(hex ? parseInt(hex, 16) : Number(dec)),
    )
    .replaceAll('\u00A0', ' ')
    .trim()

/** Its text in the encoding it names, or else in the one its bytes suggest. */
export async function htmlText(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const head = bytes.subarray(0, 1 << 18)
  const { encoding, reason } = detectEncoding([head])
  const named = /charset\s*=\s*["']?([\w-]+)/i.exec(
    new TextDecoder('windows-1252').decode(head.subarray(0, 2048)),
  )?.[1]
  const decoder = (label: string) => new TextDecoder(label)
  if (reason === 'bom' || reason === 'valid' || !named) return decoder(encoding).decode(bytes)
  try {
    return decoder(named).decode(bytes)
  } catch {
    return decoder(encoding).decode(bytes)
  }
}
