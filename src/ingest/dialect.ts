import { mendLine, splitCells } from './cells'
import { findLayout, joinNames, usualWidth, type HeaderReason, type Layout, type Line } from './layout'
import { isOtherHeader } from './kind'
import { shapeOf } from './shape'
import { spansOf, type Cutting } from './walk'

/** How a text is cut, and where its rows begin. */
export interface Dialect extends Cutting {
  /** Lines before the header. */
  skip: number
  /** Lines before the first row: those and the header's. */
  body: number
  /** Records of the header; none where the file has no names for its columns. */
  headerRows: number
  /** Cells of most records. */
  width: number
  /** What the records below the header end with; null where the head of the file shows several ends. */
  end: '\n' | '\r\n' | '\r' | null
  /** Line on which another table begins, where the head of the file shows one. */
  ends: number | null
  /** Message keys of why it was read so. */
  reasons: { delimiter: 'chosen' | 'best' | 'single'; header: HeaderReason }
}

const USUAL = [',', '\t', ';', '|', '，']
/** Characters that separate cells in a few files, and words, times or numbers in many. */
// eslint-disable-next-line no-control-regex -- exports of old systems separate by control characters
const SELDOM = /[^\p{L}\p{N}\s"'.\-_/@+$%()&=*?!,;|，#[\]{}<>\\]|[\x01-\x08\x0b\x0e-\x1f]/gu
/** Characters that separate cells in pairs, too. */
const DOUBLING = new Set(['|', '，', ':', '~', '^', '#'])
const RECORDS = 200
/** Characters among which marks are counted. */
const START = 1 << 16
/** Records from which the layout is found. */
const HEAD = 1000
const GOOD = 0.8

interface Trial {
  cutting: Cutting
  score: number
  agree: number
  width: number
}

/** Delimiter, quote, escape, comments and header from the head of a file. */
export function detectDialect(text: string, chosen?: string): Dialect & { layout: Layout } {
  const plain = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  const bytes = new TextEncoder().encode(plain)
  const start = plain.slice(0, START)
  const cr = endsWithCr(start)
  const comment = commentMark(start)
  const cut = (delimiter: string, quote = '"', escape = quote): Cutting => ({
    delimiter,
    quote,
    escape,
    comment,
    cr,
  })
  const trials = (delimiters: string[]) => delimiters.map((delimiter) => tryCutting(bytes, cut(delimiter)))
  const pick = (list: Trial[]) => list.reduce((best, trial) => (trial.score > best.score ? trial : best))
  const pairs = combined(start)
  // What always stands twice does not stand once.
  const single = [...USUAL, ...pairs].filter((mark) => !DOUBLING.has(mark) || !pairs.includes(mark + mark))
  let best = pick(trials(chosen ? [chosen] : single))
  if (!chosen && best.agree < GOOD) {
    const apostrophes = singleQuoted(start)
      ? pick(USUAL.map((delimiter) => tryCutting(bytes, cut(delimiter, "'"))))
      : best
    const seldom = seldomMarks(start)
    const other = seldom.length ? pick(trials(seldom)) : best
    best = pick([best, apostrophes, ...(other.agree >= GOOD ? [other] : [])])
  }
  best = withQuotes(bytes, start, best)
  const { cutting } = best
  const lines = linesOf(bytes, cutting)
  const layout = layoutOf(lines, cutting)
  const first = lines[layout.at]
  const header = layout.header.length
  const last = lines[layout.at + header - 1]
  const skip = (header ? first!.line : (first?.line ?? 1)) - 1
  const body = header ? last!.next - 1 : skip
  const names = joinNames(layout.named, layout.width, true)
  const other = lines
    .slice(layout.at + header)
    .find(({ cells, blank }) => isOtherHeader(cells, names, layout.shapes, blank))
  return {
    ...cutting,
    skip,
    body,
    headerRows: header,
    width: layout.width,
    end: endOf(bytes, cutting, body),
    ends: other?.line ?? null,
    reasons: {
      delimiter: chosen ? 'chosen' : best.width > 1 ? 'best' : 'single',
      header: layout.reason,
    },
    layout,
  }
}

/** How well a cutting gives records of one width, with cells that look whole. */
function tryCutting(bytes: Uint8Array, cutting: Cutting): Trial {
  const spans = spansOf(bytes, cutting, RECORDS).filter((span) => !span.comment)
  const width = usualWidth(spans.map((span) => span.cells))
  const same = spans.filter((span) => span.cells === width && !span.broken)
  const agree = same.length / Math.max(1, spans.length)
  if (width < 2 || !spans.length) return { cutting, score: 0, agree: 0, width: 1 }
  const decoder = new TextDecoder()
  let [cells, odd] = [0, 0]
  for (const span of same.slice(0, 50))
    for (const cell of splitCells(decoder.decode(bytes.subarray(span.at, span.at + span.length)), cutting)) {
      cells++
      if (/^ \S|^["'].+[^"']$|^[^"']+["']$/.test(cell)) odd++
    }
  const whole = cells ? 1 - odd / cells : 0
  return { cutting, score: agree * (0.8 + 0.2 * whole) + Math.min(width, 50) / 1000, agree, width }
}

/** Delimiters of several characters: a comma that a blank always follows, a bar that always comes twice. */
function combined(text: string): string[] {
  const bare = text.replace(/"(?:[^"\r\n]|"")*"/g, '')
  return [...USUAL, ...DOUBLING].flatMap((mark) => {
    const single = bare.split(mark).length - 1
    return [mark + ' ', ...(DOUBLING.has(mark) ? [mark + mark] : [])].filter((pair) => {
      const pairs = bare.split(pair).length - 1
      return pair === mark + ' '
        ? mark !== ':' && pairs > 1 && pairs >= single * 0.95
        : pairs > 1 && pairs * 2 >= single * 0.95
    })
  })
}

/** Other characters that most lines hold, and a blank. */
function seldomMarks(text: string): string[] {
  const lines = text
    .split(/\r\n|\n|\r/)
    .filter(Boolean)
    .slice(0, 50)
  const tally = new Map<string, number>()
  for (const line of lines)
    for (const mark of new Set(line.match(SELDOM))) tally.set(mark, (tally.get(mark) ?? 0) + 1)
  const marks = [...tally].filter(([, n]) => n >= GOOD * lines.length && n > 1).map(([mark]) => mark)
  // Times and links hold colons; a blank separates only where nothing else does.
  return [...marks.filter((mark) => mark !== ':' || !/\d:\d|:\/\//.test(text)), ' ']
}

const singleQuoted = (text: string): boolean =>
  (text.match(/(?:^|[,\t;|，])'[^'\r\n]*'(?=[,\t;|，\r\n]|$)/gm)?.length ?? 0) > 0

/** Which quotes the cells stand in, and what a quote within them is marked by. */
function withQuotes(bytes: Uint8Array, text: string, best: Trial): Trial {
  const { cutting } = best
  const trials = [best]
  if (cutting.quote === '"' && singleQuoted(text))
    trials.push(tryCutting(bytes, { ...cutting, quote: "'", escape: "'" }))
  for (const { cutting } of [...trials]) {
    const { quote, delimiter } = cutting
    // A backslash before a quote that ends no cell.
    const [slashed, doubled] = [inner(text, '\\' + quote, delimiter), inner(text, quote + quote, delimiter)]
    if (slashed > doubled) trials.push(tryCutting(bytes, { ...cutting, escape: '\\' }))
  }
  const [first, ...others] = trials
  // Apostrophes abound; they are quotes only where that cuts better.
  return others.reduce((kept, trial) => {
    const gain = trial.score - kept.score
    return gain > 0.01 || (gain >= 0 && trial.cutting.quote === kept.cutting.quote) ? trial : kept
  }, first!)
}

function inner(text: string, mark: string, delimiter: string): number {
  let n = 0
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + mark.length)) {
    const next = text[at + mark.length]
    // An empty quoted cell is no escaped quote.
    const before = text[at - 1]
    if (next !== undefined && before !== delimiter.at(-1) && before !== '\n') n++
  }
  return n
}

/** Lines that begin with #, // or -- and hold no cells, among lines that do not. */
function commentMark(text: string): string {
  const lines = text
    .split(/\r\n|\n|\r/)
    .filter(Boolean)
    .slice(0, 500)
  for (const mark of ['#', '//', '%%']) {
    const marked = lines.filter((line) => line.startsWith(mark))
    // One such line may be a header, and a column may hold colours or order numbers.
    const below = lines.slice(lines.findIndex((line) => !line.startsWith(mark)))
    if (
      marked.length &&
      marked.length * 4 < lines.length &&
      below.some((line) => line.startsWith(mark)) &&
      marked.every((line) => /\s/.test(line))
    )
      return mark
  }
  return ''
}

/** What records end with, told by those that lie outside of quotes: a line break inside a cell says nothing. */
function endOf(bytes: Uint8Array, cutting: Cutting, body: number): Dialect['end'] {
  const found = new Set<Dialect['end']>()
  for (const { at, length, line } of spansOf(bytes, cutting, HEAD)) {
    const end = at + length
    if (line <= body || end >= bytes.length) continue
    found.add(bytes[end] === 10 ? '\n' : bytes[end + 1] === 10 ? '\r\n' : '\r')
  }
  const [end = '\n'] = found
  return found.size > 1 ? null : end
}

/** Whether single CRs end lines here. */
function endsWithCr(text: string): boolean {
  const crs = text.match(/\r(?!\n)/g)?.length ?? 0
  const lfs = text.match(/\n/g)?.length ?? 0
  return crs > 0 && crs * 10 > lfs
}

function linesOf(bytes: Uint8Array, cutting: Cutting): Line[] {
  const decoder = new TextDecoder()
  const spans = spansOf(bytes, cutting, HEAD).filter((span) => !span.comment)
  const width = usualWidth(spans.filter((span) => !span.broken).map((span) => span.cells))
  return spans.map((span) => {
    const text = decoder.decode(bytes.subarray(span.at, span.at + span.length))
    const mended = span.broken ? mendLine(text, cutting, width) : null
    return {
      cells: mended?.cells ?? splitCells(text, cutting),
      line: span.line,
      next: span.line + span.lines + 1,
      blank: span.blank,
    }
  })
}

/** A header may be cut by another delimiter than the rows: it has as many cells then. */
function layoutOf(lines: Line[], cutting: Cutting): Layout {
  const layout = findLayout(lines)
  const above = lines[layout.at - 1]
  if (layout.reason !== 'none' || layout.width < 3 || !above) return layout
  const cells = recut(above.cells.join(cutting.delimiter), cutting, layout.width)
  if (!cells?.every((cell) => shapeOf(cell) === 'text')) return layout
  return { ...layout, header: [cells], named: [cells], at: layout.at - 1, reason: 'shape' }
}

/** A record that another usual delimiter cuts into exactly so many cells. */
export function recut(text: string, cutting: Cutting, width: number): string[] | null {
  for (const delimiter of [...USUAL, ' ']) {
    if (delimiter === cutting.delimiter || !text.includes(delimiter)) continue
    const cells = splitCells(text, { ...cutting, delimiter })
    if (cells.length === width) return cells
  }
  return null
}
