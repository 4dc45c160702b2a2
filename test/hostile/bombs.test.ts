import { Gzip, strToU8, unzipSync, zipSync, type Zippable } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { AppError } from '../../src/model/error'
import { unpack } from '../../src/ingest/unpack'
import { xlsx } from '../support/pack'

/** Long before the memory or the patience of a page is used up. */
const QUICK = 20_000

async function outcome(bytes: Uint8Array | string, name: string): Promise<string> {
  const startedAt = performance.now()
  const code = await unpack(new Blob([bytes as BlobPart]), name).then(
    () => 'opened',
    (cause: AppError) => cause.code,
  )
  expect(performance.now() - startedAt, name).toBeLessThan(QUICK)
  return code
}

const cell = '<c><v>1</v></c>'
const row = `<row>${cell}${cell}</row>`
const sheet = (rows: string, merges?: string[]) => xlsx([{ rows, merges }])
/** One part of a workbook, and something else in its place. */
const swapped = (part: string, text: string) =>
  zipSync(
    { ...unzipSync(xlsx([{ rows: row }], { strings: '<si><t>a</t></si>' })), [part]: strToU8(text) },
    { level: 1 },
  )
/** The same files, as large as they are. */
const stored = (zip: Uint8Array) => zipSync(unzipSync(zip), { level: 0 })

describe('a workbook that says more than it holds', () => {
  it.each([
    [
      'a row far below the last one there can be',
      `${row}<row r="99999999999">${cell}${cell}</row>`,
      'file.damaged',
    ],
    [
      'a column that no sheet has',
      '<row r="1"><c r="A1"><v>1</v></c><c r="ZZZZZZ1"><v>1</v></c></row>',
      'file.tooWide',
    ],
    ['all columns that a sheet has', `<row>${cell.repeat(16_384)}</row>`.repeat(5), 'file.tooWide'],
    [
      'one cell in the last column beside many rows',
      `${row.repeat(50_000)}<row><c r="XFD1"><v>1</v></c></row>`,
      'file.tooWide',
    ],
    [
      'two rows a million apart',
      `<row r="1">${cell}${cell}</row><row r="1048576">${cell}${cell}</row>`,
      'opened',
    ],
    [
      'rows without a number that is one',
      `${row}<row r="-5">${cell}${cell}</row><row r="x">${cell}${cell}</row>`,
      'opened',
    ],
  ])('%s', async (_, rows, code) => {
    expect(await outcome(sheet(rows), 'a.xlsx')).toBe(code)
  })

  it('merged cells down to nowhere are those of its rows, and none that lie on one another', async () => {
    expect(await outcome(sheet(row.repeat(3), ['A1:XFD99999999']), 'a.xlsx')).toBe('opened')
    const many = Array.from({ length: 50 }, () => 'A1:B99999999')
    expect(await outcome(sheet(row.repeat(3), many), 'a.xlsx')).toBe('file.unread')
  })

  it.each([
    ['xl/worksheets/sheet1.xml', ' '],
    ['xl/sharedStrings.xml', '<si><t/></si>'],
    ['xl/workbook.xml', '<sheet '],
  ])('%s of many megabytes of %s that shrink to nothing is stopped', async (part, text) => {
    expect(await outcome(swapped(part, text.repeat((34 << 20) / text.length)), 'a.xlsx')).toBe('file.tooBig')
  })

  it('a row without an end is none', async () => {
    // Less than a bomb, and more than a row.
    const rows = `<row>${'<c><v>'.repeat(6_000_000)}`
    expect(await outcome(stored(swapped('xl/worksheets/sheet1.xml', rows)), 'a.xlsx')).toBe('file.unread')
  })

  it('a text that many cells share is counted as often as it is written', async () => {
    const strings = `<si><t>${'x'.repeat(1 << 20)}</t></si>`
    const rows = `<row>${'<c t="s"><v>0</v></c>'.repeat(2)}</row>`.repeat(100)
    expect(await outcome(xlsx([{ rows }], { strings }), 'a.xlsx')).toBe('file.tooBig')
  })

  it('a sheet that many names stand for is counted as often as it is read', async () => {
    const files = unzipSync(sheet(row.repeat(1e5)))
    const book = new TextDecoder().decode(files['xl/workbook.xml'])
    const twin = /<sheet [^>]*>/.exec(book)![0]
    files['xl/workbook.xml'] = strToU8(book.replace(twin, twin.repeat(500)))
    expect(await outcome(zipSync(files, { level: 9 }), 'a.xlsx')).toBe('file.tooBig')
  })

  it('an ODS with a hundred million rows that repeat is not opened', async () => {
    const space = (name: string) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`
    const table = `<table:table table:name="a"><table:table-row table:number-rows-repeated="99999999"><table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/></table:table-row></table:table>`
    const ods = zipSync({
      mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet'),
      'content.xml': strToU8(
        `<?xml version="1.0"?><office:document-content ${space('office')} ${space('table')}><office:body><office:spreadsheet>${table}</office:spreadsheet></office:body></office:document-content>`,
      ),
    })
    expect(await outcome(ods, 'a.ods')).not.toBe('opened')
  })

  it('an ODS of which the packed content shrinks to nothing is stopped before it is read', async () => {
    const ods = zipSync({
      mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet'),
      'content.xml': new Uint8Array(34 << 20),
    })
    expect(await outcome(ods, 'a.ods')).toBe('file.tooBig')
  })
})

describe('an archive', () => {
  it('of zeros is stopped', async () => {
    const parts: Uint8Array[] = []
    const gzip = new Gzip({ level: 9 }, (piece) => parts.push(piece))
    for (let i = 0; i < 5; i++) gzip.push(new Uint8Array(8 << 20), i === 4)
    expect(await outcome(Buffer.concat(parts), 'a.csv.gz')).toBe('file.tooBig')
  })

  it('in an archive in an archive in an archive is not opened', async () => {
    let inner: Uint8Array = strToU8('a,b\n1,2\n')
    for (let i = 0; i < 6; i++) inner = zipSync({ [i ? `${i}.zip` : 'a.csv']: inner })
    expect(await outcome(inner, 'a.zip')).toBe('file.archive')
  })

  it('of small bombs is stopped, though each of them might pass', async () => {
    const small = zipSync({ 'a.csv': new Uint8Array(8 << 20) }, { level: 9 })
    const files: Zippable = {}
    for (let i = 0; i < 10; i++) files[`${i}.zip`] = [small, { level: 9 }]
    expect(await outcome(zipSync(files, { level: 9 }), 'a.zip')).toBe('file.tooBig')
  })

  it('whose list says the same bytes many times is stopped', async () => {
    const one = zipSync({ 'a.csv': new Uint8Array(10 << 20) }, { level: 9 })
    expect(await outcome(repeated(one, 1500), 'a.zip')).toBe('file.tooBig')
  })
})

/** A zip whose directory names its only file again and again. */
function repeated(zip: Uint8Array, times: number): Uint8Array {
  const end = zip.length - 22
  const start = new DataView(zip.buffer, zip.byteOffset).getUint32(end + 16, true)
  const entry = zip.slice(start, end)
  const last = zip.slice(end)
  const view = new DataView(last.buffer)
  for (const at of [8, 10]) view.setUint16(at, times, true)
  view.setUint32(12, entry.length * times, true)
  return Buffer.concat([zip.slice(0, start), ...Array<Uint8Array>(times).fill(entry), last])
}

describe('a page', () => {
  it.each([
    ['comments', '<!--', 'file.page'],
    ['scripts', '<script ', 'file.page'],
    ['quotes', '<a "', 'file.page'],
    ['cells', '<table><tr><td>', 'file.page'],
    ['elements', '<', 'file.page'],
  ])('of %s that never end is read once', async (_, text, code) => {
    expect(await outcome(`<html>${text.repeat(5e4)}`, 'a.xls')).toBe(code)
  })

  it('with cells as wide as nothing is too wide', async () => {
    const rows = '<tr><td rowspan=9999999 colspan=9999999>a</td><td>b</td></tr>'.repeat(300)
    expect(await outcome(`<table>${rows}</table>`, 'a.xls')).toBe('file.tooWide')
  })
})

describe('JSON', () => {
  it('as deep as nothing, or with a column of its own in each row, says so', async () => {
    expect(await outcome(`[{"a":${'['.repeat(2e5)}${']'.repeat(2e5)}}]`, 'a.json')).toBe('file.unread')
    const own = Array.from({ length: 30_000 }, (_, i) => `{"k${i}":1}`)
    expect(await outcome(`[${own.join()}]`, 'a.json')).toBe('file.tooWide')
    expect(await outcome(own.join('\n'), 'a.ndjson')).toBe('file.tooWide')
  })
})
