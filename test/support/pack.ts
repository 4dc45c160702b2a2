import { strToU8, zipSync, type Zippable } from 'fflate'
import { unpack, type Unpacked } from '../../src/ingest/unpack'

/** Bytes or text → its tables as text by name, and the codes of what was told of. */
export async function opened(
  data: Uint8Array | string,
  name = 'x.csv',
): Promise<{
  texts: Record<string, string>
  formats: string[]
  told: string[]
  failures: Unpacked['failures']
}> {
  const { parts, failures } = await unpack(new Blob([data as BlobPart]), name)
  const texts: Record<string, string> = {}
  for (const part of parts) texts[part.name] = await part.text.text()
  return {
    texts,
    formats: parts.map(({ format }) => format),
    told: failures.map(({ error }) => error.code),
    failures,
  }
}

/** The lines of a file that holds one table. */
export async function lines(data: Uint8Array | string, name?: string): Promise<string[]> {
  const { texts } = await opened(data, name)
  const all = Object.values(texts)
  if (all.length !== 1) throw new Error(`${all.length} tables`)
  return all[0]!.split('\r\n').slice(0, -1)
}

export interface SheetXml {
  name?: string
  state?: string
  /** Rows of XML, or the whole of the sheet where it begins with `<`. */
  rows: string
  merges?: string[]
  /** Whole XML of the sheet instead. */
  xml?: string
}

/** An XLSX written by hand: sheets as XML, with shared strings and number formats as they are given. */
export function xlsx(
  sheets: SheetXml[],
  more: { strings?: string; formats?: Record<number, string>; styles?: number[]; date1904?: boolean } = {},
): Uint8Array {
  const { strings, formats = {}, styles = [0], date1904 } = more
  const space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
  const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const files: Zippable = {
    '[Content_Types].xml': strToU8('<Types/>'),
    '_rels/.rels': strToU8(
      `<Relationships><Relationship Id="r" Type="${relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    'xl/workbook.xml': strToU8(
      `<?xml version="1.0"?><workbook ${space} xmlns:r="${relation}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${sheets
        .map(
          ({ name = `Sheet${1}`, state }, i) =>
            `<sheet name="${name}" sheetId="${i + 1}"${state ? ` state="${state}"` : ''} r:id="rId${i + 1}"/>`,
        )
        .join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships>${sheets
        .map(
          (_, i) =>
            `<Relationship Id="rId${i + 1}" Type="${relation}/worksheet" Target="/xl/worksheets/sheet${i + 1}.xml"/>`,
        )
        .join('')}<Relationship Id="s" Type="${relation}/styles" Target="styles.xml"/>${
        strings ? `<Relationship Id="t" Type="${relation}/sharedStrings" Target="sharedStrings.xml"/>` : ''
      }</Relationships>`,
    ),
    'xl/styles.xml': strToU8(
      `<styleSheet ${space}><numFmts>${Object.entries(formats)
        .map(([id, code]) => `<numFmt numFmtId="${id}" formatCode="${code.replaceAll('"', '&quot;')}"/>`)
        .join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${styles
        .map((id) => `<xf numFmtId="${id}" applyNumberFormat="1"/>`)
        .join('')}</cellXfs></styleSheet>`,
    ),
  }
  if (strings) files['xl/sharedStrings.xml'] = strToU8(`<?xml version="1.0"?><sst ${space}>${strings}</sst>`)
  sheets.forEach(({ rows, merges = [], xml }, i) => {
    files[`xl/worksheets/sheet${i + 1}.xml`] = strToU8(
      xml ??
        `<?xml version="1.0"?><worksheet ${space}><dimension ref="A1"/><cols><col min="1" max="2"/></cols><sheetData>${rows}</sheetData>${
          merges.length
            ? `<mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
            : ''
        }<rowBreaks count="1"><brk id="2"/></rowBreaks></worksheet>`,
    )
  })
  return zipSync(files)
}

/** Rows of values as sheet XML: text inline, numbers with the style named beside them (`[45000, 1]`). */
export const cellsXml = (rows: (string | number | [number, number] | null)[][]): string =>
  rows
    .map(
      (row, r) =>
        `<row r="${r + 1}">${row
          .map((value, c) => {
            const ref = `r="${String.fromCharCode(65 + c)}${r + 1}"`
            if (value === null) return `<c ${ref} s="0"/>`
            if (typeof value === 'string') return `<c ${ref} t="inlineStr"><is><t>${value}</t></is></c>`
            const [number, style] = Array.isArray(value) ? value : [value, 0]
            return `<c ${ref} s="${style}"><v>${number}</v></c>`
          })
          .join('')}</row>`,
    )
    .join('')
