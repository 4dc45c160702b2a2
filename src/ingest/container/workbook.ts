import type * as Reader from '@e965/xlsx'
import type { CellObject, WorkBook, WorkSheet } from '@e965/xlsx'
import { AppError } from '../../model/error'
import { SHEET_COLUMNS, tooWide } from './meter'
import type { Rounded, Row, Sheet } from './sheet'
import { builtInStyle, isRounded, roundedText, serialText, styleOf, type Style } from './style'

/**
 * The sheets of XLS, XLSB, ODS, Numbers and XML spreadsheets, through SheetJS, which holds the whole workbook in memory.
 * @throws AppError `file.encrypted`, `file.damaged`
 */
export async function openWorkbook(file: Blob, name: string, kind: string): Promise<Sheet[]> {
  const [xlsx, codepages] = await Promise.all([
    import('@e965/xlsx'),
    import('@e965/xlsx/dist/cpexcel.full.mjs'),
  ])
  // Old workbooks keep their texts in the code page of the computer that wrote them.
  xlsx.set_cptable(codepages)
  const bytes = new Uint8Array(await file.arrayBuffer())
  let book: WorkBook
  try {
    book = xlsx.read(bytes, {
      type: 'array',
      dense: true,
      cellNF: true,
      cellText: false,
      cellHTML: false,
      cellFormula: false,
      cellDates: false,
    })
  } catch (cause) {
    throw refusal(cause, streams(xlsx, bytes), name, kind)
  }
  const shift = book.Workbook?.WBProps?.date1904 ? 1462 : 0
  return book.SheetNames.flatMap((title, i) => {
    const sheet = book.Sheets[title]
    if (!sheet?.['!data']) return []
    const hidden = (book.Workbook?.Sheets?.[i]?.Hidden ?? 0) > 0
    return [{ name: title, hidden, read: (visit) => Promise.resolve(readSheet(sheet, shift, visit)) }]
  })
}

/** Names of the streams that a file of Office 97–2003 is made of. */
function streams({ CFB }: Pick<typeof Reader, 'CFB'>, bytes: Uint8Array): string {
  try {
    return CFB.read(Array.from(bytes), { type: 'array' }).FullPaths.join('\n')
  } catch {
    return ''
  }
}

function refusal(cause: unknown, streams: string, file: string, kind: string): AppError {
  const text = cause instanceof Error ? cause.message : String(cause)
  if (/password|encrypt/i.test(text)) return new AppError('file.encrypted', { file }, { cause })
  for (const [stream, kind] of [
    ['WordDocument', 'Word'],
    ['PowerPoint Document', 'PowerPoint'],
    ['__properties_version', 'Outlook'],
  ] as const)
    if (streams.includes(stream)) return new AppError('file.document', { file, kind }, { cause })
  return new AppError('file.damaged', { file, kind }, { cause })
}

function readSheet(sheet: WorkSheet, shift: number, visit: (row: Row) => void) {
  const rounded = new Map<number, Rounded>()
  const data = (sheet['!data'] ?? []) as (CellObject | undefined)[][]
  // Rows without cells are holes of the array, which forEach passes over.
  data.forEach((line, at) => {
    if (line.length > SHEET_COLUMNS) throw tooWide(line.length)
    const row: Row = { at, cells: [], numbers: [] }
    line.forEach((cell, column) => {
      if (!cell || cell.v == null) return
      const style = cell.t === 'n' ? meaning(cell) : null
      if (style && isRounded(cell.v as number, style)) {
        const example = roundedText(cell.v as number)
        rounded.set(column, { column, count: (rounded.get(column)?.count ?? 0) + 1, example })
        row.cells[column] = example
      } else if (style) {
        row.cells[column] = serialText(cell.v as number, style, shift)
        row.numbers[column] = style.kind === 'number' && !style.zeros
      } else row.cells[column] = textOf(cell)
    })
    for (let i = 0; i < row.cells.length; i++) row.cells[i] ??= ''
    visit(row)
  })
  const merges = (sheet['!merges'] ?? []).map(({ s, e }) => ({
    top: s.r,
    left: s.c,
    bottom: e.r,
    right: e.c,
  }))
  return { merges, rounded: [...rounded.values()] }
}

const ERRORS: Record<number, string> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
}

const textOf = ({ t, v, w }: CellObject): string => {
  if (t === 'e') return w ?? ERRORS[v as number] ?? '#N/A'
  return t === 'b' ? String(Boolean(v)) : String(v)
}

const styles = new Map<string | number, Style>()

function meaning(cell: CellObject): Style {
  const id = cell.z ?? (cell as { XF?: { numFmtId?: number } }).XF?.numFmtId ?? 0
  let style = styles.get(id)
  if (!style) {
    style = typeof id === 'number' ? builtInStyle(id) : styleOf(id)
    styles.set(id, style)
  }
  return style
}
