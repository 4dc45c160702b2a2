/** What the first bytes of a file say it is; a name says nothing. */
export type Kind =
  | {
      is: 'text' | 'zip' | 'cfb' | 'biff' | 'gzip' | 'parquet' | 'arrow' | 'html' | 'xml' | 'json' | 'ndjson'
    }
  | {
      is: 'unread'
      as: 'archive' | 'document' | 'image' | 'database' | 'encrypted' | 'feather'
      kind: string
    }

type Unread = Extract<Kind, { is: 'unread' }>['as']

const FIRST: [string | number[], Exclude<Kind['is'], 'unread'>][] = [
  [[0x50, 0x4b, 3, 4], 'zip'],
  [[0x50, 0x4b, 5, 6], 'zip'],
  [[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], 'cfb'],
  [[9, 8, 8, 0], 'biff'],
  [[9, 8, 16, 0], 'biff'],
  [[9, 4, 6, 0], 'biff'],
  [[9, 2, 6, 0], 'biff'],
  [[0x1f, 0x8b, 8], 'gzip'],
  ['PAR1', 'parquet'],
  ['ARROW1\0\0', 'arrow'],
  [[0xff, 0xff, 0xff, 0xff], 'arrow'],
]

const NO_TABLE: [string | number[], Unread, string][] = [
  ['PARE', 'encrypted', 'Parquet'],
  ['FEA1', 'feather', 'Feather'],
  [[0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], 'archive', '7z'],
  ['Rar!\x1a\x07', 'archive', 'RAR'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], 'archive', 'XZ'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'archive', 'Zstandard'],
  [[0x04, 0x22, 0x4d, 0x18], 'archive', 'LZ4'],
  ['BZh91AY&SY', 'archive', 'bzip2'],
  ['%PDF', 'document', 'PDF'],
  ['{\\rtf', 'document', 'RTF'],
  [[0x89, 0x50, 0x4e, 0x47], 'image', 'PNG'],
  [[0xff, 0xd8, 0xff], 'image', 'JPEG'],
  ['GIF8', 'image', 'GIF'],
  ['II*\0', 'image', 'TIFF'],
  ['MM\0*', 'image', 'TIFF'],
  ['RIFF', 'image', 'WebP'],
  ['SQLite format 3\0', 'database', 'SQLite'],
  ['\0\x01\0\0Standard ', 'database', 'Access'],
  ['$FL2', 'database', 'SPSS'],
  ['<stata_dta>', 'database', 'Stata'],
  [[0x89, 0x48, 0x44, 0x46], 'database', 'HDF5'],
  ['Obj\x01', 'database', 'Avro'],
  ['ORC', 'database', 'ORC'],
]

const HEAD = 8192

const begins = (bytes: Uint8Array, mark: string | number[]): boolean =>
  typeof mark === 'string'
    ? [...mark].every((char, i) => bytes[i] === char.charCodeAt(0))
    : mark.every((byte, i) => bytes[i] === byte)

/** What is no text, by its first bytes; null for text of any kind. */
export function binaryKind(bytes: Uint8Array): Kind | null {
  for (const [mark, is] of FIRST) if (begins(bytes, mark)) return { is }
  for (const [mark, as, kind] of NO_TABLE)
    if (begins(bytes, mark) && (kind !== 'ORC' || bytes.includes(0))) return { is: 'unread', as, kind }
  if (begins(bytes.subarray(257), 'ustar')) return { is: 'unread', as: 'archive', kind: 'TAR' }
  return null
}

/** Reads the first 8 KB. */
export async function sniff(file: Blob): Promise<Kind> {
  const bytes = new Uint8Array(await file.slice(0, HEAD).arrayBuffer())
  return binaryKind(bytes) ?? { is: textKind(decode(bytes), file.size <= HEAD) }
}

/** Good enough to see markup: what else stands there may be misread. */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding).decode(bytes).trimStart()
}

function textKind(head: string, whole: boolean): 'text' | 'html' | 'xml' | 'json' | 'ndjson' {
  if (head.startsWith('<')) {
    if (
      head.includes('urn:schemas-microsoft-com:office:spreadsheet') &&
      /<\??(xml|(\w+:)?Workbook)\b/i.test(head)
    )
      return 'xml'
    return /^<(!doctype\s+html|html|head|body|table|meta|style|script|div|!--)/i.test(head) ||
      /<html\b/i.test(head)
      ? 'html'
      : 'text'
  }
  if (head.startsWith('MIME-Version:')) return 'html'
  const jsonLike = /^(\[\s*[[{]|\{\s*["}])/.test(head)
  if (!jsonLike) return 'text'
  const [line = '', ...others] = head.split('\n')
  // A line that is an object by itself, with more to come: one record a line. A cut line tells nothing.
  const complete = others.length > 0 && isObject(line)
  if (complete && (others.some((text) => text.trim()) || !whole)) return 'ndjson'
  return 'json'
}

function isObject(text: string): boolean {
  try {
    return text.startsWith('{') && typeof JSON.parse(text) === 'object'
  } catch {
    return false
  }
}
