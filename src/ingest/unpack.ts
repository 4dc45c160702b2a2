import { AppError } from '../model/error'
import { Meter } from './container/meter'
import { sniff, type Kind } from './container/sniff'
import type { Member } from './container/zip'
import { faultOf } from './fault'
import { isNote } from './note'

/** How the bytes of a file are laid out; `text` is delimited text of any kind. */
export type Format =
  'text' | 'xlsx' | 'xls' | 'ods' | 'numbers' | 'html' | 'parquet' | 'json' | 'ndjson' | 'arrow'

/** One table of a dropped file. A workbook, an archive or a folder holds several. */
export interface Part {
  /** What people call it: the file's own name where it holds one table, else `orders.xlsx › 订单`. */
  name: string
  format: Format
  /** The table as delimited text: the bytes of the file, or what its cells say as RFC 4180 in UTF-8. */
  text: Blob
}
export interface Unpacked {
  parts: Part[]
  /** What could not be read of it, or was left out (`isNote`); the other parts stand. */
  failures: { name: string; error: AppError }[]
}

/** An archive inside an archive is opened, one inside that is not. */
const DEEPEST = 2

/**
 * A dropped file → its tables as text. Nothing is decided here about what they mean; a file that is text already is
 * handed on untouched. What a file is, its first bytes say, not its name.
 * @throws AppError `file.*` where nothing of the file can be read, `cancelled`
 */
export async function unpack(file: Blob, name: string, signal?: AbortSignal): Promise<Unpacked> {
  const opened = await open(file, name, 1, new Meter(file.size, name), signal).catch((cause: unknown) => {
    throw faultOf(cause, name)
  })
  if (signal?.aborted) throw new AppError('cancelled')
  if (!opened.parts.length) throw opened.failures[0]?.error ?? new AppError('file.noTable', { file: name })
  const [part, ...others] = opened.parts
  const alone = !others.length && opened.failures.every(({ error }) => isNote(error.code))
  return alone ? { ...opened, parts: [{ ...part!, name }] } : opened
}

/** Whether the file can be read as it is, so that nobody need be asked to unpack it. */
export const isText = async (file: Blob): Promise<boolean> => (await sniff(file)).is === 'text'

async function open(
  file: Blob,
  name: string,
  depth: number,
  meter: Meter,
  signal?: AbortSignal,
): Promise<Unpacked> {
  const kind = await sniff(file)
  try {
    return await openAs(kind, file, name, depth, meter, signal)
  } catch (cause) {
    throw faultOf(cause, name, kind.is.toUpperCase())
  }
}

async function openAs(
  kind: Kind,
  file: Blob,
  name: string,
  depth: number,
  meter: Meter,
  signal?: AbortSignal,
): Promise<Unpacked> {
  const one = (format: Format, text: Blob): Unpacked => ({ parts: [{ name, format, text }], failures: [] })
  switch (kind.is) {
    case 'text':
      return one('text', file)
    case 'gzip': {
      const { gunzip } = await import('./container/gzip')
      if (depth > DEEPEST) throw new AppError('file.archive', { file: name, kind: 'GZIP' })
      return open(await gunzip(file, name, meter, signal), name, depth + 1, meter, signal)
    }
    case 'zip':
      return openZip(file, name, depth, meter, signal)
    case 'cfb':
    case 'biff':
    case 'xml':
      return openSheets(file, name, 'xls', 'XLS', meter)
    case 'html':
      return openPage(file, name, meter)
    case 'parquet':
      return one(
        'parquet',
        await (await import('./container/parquet')).parquetText(file, name, meter, signal),
      )
    case 'arrow':
      return one('arrow', await (await import('./container/arrow')).arrowText(file, name, meter, signal))
    case 'json':
    case 'ndjson':
      return openJson(file, name, kind.is, meter, signal)
    default:
      throw refusal(kind, name)
  }
}

function refusal(kind: Extract<Kind, { is: 'unread' }>, file: string): AppError {
  return new AppError(`file.${kind.as}`, { file, kind: kind.kind })
}

async function openZip(
  file: Blob,
  name: string,
  depth: number,
  meter: Meter,
  signal?: AbortSignal,
): Promise<Unpacked> {
  const { directory } = await import('./container/zip')
  const members = await directory(file, name)
  const has = (path: string) => members.some((member) => member.name === path)
  if (has('[Content_Types].xml')) {
    if (members.some(({ name }) => /^xl\/.*\.bin$/i.test(name) && /workbook\.bin$/i.test(name)))
      return openSheets(file, name, 'xlsx', 'XLSB', meter, members)
    if (members.some(({ name }) => /^word\//.test(name))) throw refuse('document', name, 'Word')
    if (members.some(({ name }) => /^ppt\//.test(name))) throw refuse('document', name, 'PowerPoint')
    const [{ openXlsx }, { sheetsOf }] = await Promise.all([
      import('./container/xlsx/book'),
      import('./container/sheets'),
    ])
    return sheetsOf(await openXlsx(members, name, meter.book(file.size)), name, 'xlsx', meter)
  }
  if (has('mimetype') && has('content.xml')) {
    const manifest = members.find((member) => member.name === 'META-INF/manifest.xml')
    if ((await manifest?.text())?.includes('encryption-data'))
      throw new AppError('file.encrypted', { file: name })
    const type = await members.find((member) => member.name === 'mimetype')!.text()
    if (!type.includes('spreadsheet')) throw refuse('document', name, 'OpenDocument')
    return openSheets(file, name, 'ods', 'ODS', meter, members)
  }
  if (
    members.some(
      ({ name }) => /^Index\/(Document|CalculationEngine).*\.iwa$/.test(name) || name === 'Index.zip',
    )
  )
    return openSheets(file, name, 'numbers', 'Numbers', meter, members)
  if (depth > DEEPEST) throw refuse('archive', name, 'ZIP')
  const { openArchive } = await import('./container/archive')
  return openArchive(
    members,
    meter,
    name,
    (inner, title, own) => open(inner, title, depth + 1, own, signal),
    signal,
  )
}

const refuse = (as: 'archive' | 'document', file: string, kind: string): AppError =>
  new AppError(`file.${as}`, { file, kind })

/** Through a reader that unpacks `members` at once: what they come to is found out before. */
async function openSheets(
  file: Blob,
  name: string,
  format: Format,
  kind: string,
  meter: Meter,
  members: Member[] = [],
): Promise<Unpacked> {
  const book = meter.book(file.size)
  for (const member of members) await book.measure(await member.stream())
  const [{ openWorkbook }, { sheetsOf }] = await Promise.all([
    import('./container/workbook'),
    import('./container/sheets'),
  ])
  return sheetsOf(await openWorkbook(file, name, kind), name, format, meter)
}

async function openPage(file: Blob, name: string, meter: Meter): Promise<Unpacked> {
  const [{ openHtml, htmlText }, { sheetsOf }] = await Promise.all([
    import('./container/html'),
    import('./container/sheets'),
  ])
  const tables = openHtml(await htmlText(file))
  if (!tables.length) throw new AppError('file.page', { file: name })
  return sheetsOf(tables, name, 'html', meter)
}

async function openJson(
  file: Blob,
  name: string,
  format: 'json' | 'ndjson',
  meter: Meter,
  signal?: AbortSignal,
): Promise<Unpacked> {
  const { jsonTables, ndjsonTables } = await import('./container/json')
  const { found, broken } =
    format === 'json'
      ? { found: await jsonTables(file, name, meter), broken: null }
      : await ndjsonTables(file, name, meter, signal)
  return {
    parts: found.map(({ path, text }) => ({
      name: path && found.length > 1 ? `${name} › ${path}` : name,
      format,
      text,
    })),
    failures: broken ? [{ name, error: new AppError('file.lines', { file: name, ...broken }) }] : [],
  }
}
