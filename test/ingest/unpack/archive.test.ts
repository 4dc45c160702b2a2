import { gzipSync, strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { cellsXml, lines, opened, xlsx } from '../../support/pack'

const CSV = 'id,n\n1,2\n'
const csv = strToU8(CSV)
const table = xlsx([
  {
    rows: cellsXml([
      ['id', 'n'],
      [1, 2],
    ]),
  },
])

const patch = (bytes: Uint8Array, change: (view: DataView, at: number) => void): Uint8Array => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at + 4 < bytes.length; at++)
    if ([0x04034b50, 0x02014b50].includes(view.getUint32(at, true))) change(view, at)
  return bytes
}
const isEntry = (view: DataView, at: number) => view.getUint32(at, true) === 0x02014b50

describe('GZIP', () => {
  it('is unpacked, and what is inside is looked at', async () => {
    expect((await opened(gzipSync(csv), 'a.csv.gz')).texts).toEqual({ 'a.csv.gz': CSV })
    expect(await lines(gzipSync(table), 'a.csv')).toEqual(['id,n', '1,2'])
  })

  it('several members one after another are one file', async () => {
    const [one, two] = [gzipSync(strToU8('id,n\n')), gzipSync(strToU8('1,2\n'))]
    const both = new Uint8Array(one.length + two.length)
    both.set(one)
    both.set(two, one.length)
    expect((await opened(both, 'a')).texts).toEqual({ a: CSV })
  })

  it('cut short it is damaged', async () => {
    const bytes = gzipSync(strToU8(Array.from({ length: 5000 }, (_, i) => `${i},${i * 7919}`).join('\n')))
    await expect(opened(bytes.slice(0, bytes.length >> 1), 'a.gz')).rejects.toMatchObject({
      code: 'file.damaged',
      params: { kind: 'GZIP' },
    })
  })

  it('a bomb is stopped', async () => {
    await expect(opened(gzipSync(new Uint8Array(80 << 20)), 'a.gz')).rejects.toMatchObject({
      code: 'file.tooBig',
    })
  })
})

describe('ZIP', () => {
  it('every file inside is opened, in folders too; what systems leave behind is passed over', async () => {
    const bytes = zipSync({
      'orders.csv': csv,
      '2024/': new Uint8Array(),
      '2024/book.xlsx': table,
      '2024/a.csv.gz': gzipSync(csv),
      '__MACOSX/._orders.csv': strToU8('x'),
      '.DS_Store': strToU8('x'),
      'Thumbs.db': strToU8('x'),
      '~$book.xlsx': strToU8('x'),
    })
    const { texts, told } = await opened(bytes, 'a.zip')
    expect(Object.keys(texts)).toEqual([
      'a.zip › orders.csv',
      'a.zip › 2024/book.xlsx',
      'a.zip › 2024/a.csv.gz',
    ])
    expect(Object.values(texts)).toEqual([CSV, 'id,n\r\n1,2\r\n', CSV])
    expect(told).toEqual([])
  })

  it('one that holds one table is called as the archive', async () => {
    expect(Object.keys((await opened(zipSync({ 'x/orders.csv': csv }), 'a.zip')).texts)).toEqual(['a.zip'])
  })

  it('stored files, an archive inside an archive, and no further', async () => {
    const inner = zipSync({ 'b.csv': csv }, { level: 0 })
    expect((await opened(zipSync({ 'in.zip': inner }), 'a.zip')).texts).toEqual({ 'a.zip': CSV })
    const deep = zipSync({ 'in.zip': zipSync({ 'deeper.zip': inner }), 'c.csv': csv })
    const { texts, told } = await opened(deep, 'a.zip')
    expect([Object.values(texts), told]).toEqual([[CSV], ['file.archive']])
  })

  it('names in GBK, as Chinese Windows writes them, and in UTF-8', async () => {
    // 订单明细.csv and 客户资料.csv, with names of the same length that are replaced by hand.
    const gbk = [
      [0xb6, 0xa9, 0xb5, 0xa5, 0xc3, 0xf7, 0xcf, 0xb8],
      [0xbf, 0xcd, 0xbb, 0xa7, 0xd7, 0xca, 0xc1, 0xcf],
    ]
    const bytes = zipSync({ 'aaaaaaaa.csv': csv, 'bbbbbbbb.csv': csv })
    patch(bytes, (view, at) => {
      const from = at + (isEntry(view, at) ? 46 : 30)
      const name = gbk[view.getUint8(from) - 0x61]!
      name.forEach((byte, i) => view.setUint8(from + i, byte))
    })
    expect(Object.keys((await opened(bytes, 'a.zip')).texts)).toEqual([
      'a.zip › 订单明细.csv',
      'a.zip › 客户资料.csv',
    ])
    expect(Object.keys((await opened(zipSync({ '訂單.csv': csv, 'b.csv': csv }), 'a.zip')).texts)).toEqual([
      'a.zip › 訂單.csv',
      'a.zip › b.csv',
    ])
  })

  it('with a password it says so', async () => {
    const locked = patch(zipSync({ 'a.csv': csv }), (view, at) =>
      view.setUint16(at + (isEntry(view, at) ? 8 : 6), 1, true),
    )
    await expect(opened(locked, '支付宝.zip')).rejects.toMatchObject({
      code: 'file.encrypted',
      params: { file: '支付宝.zip' },
    })
  })

  it('one broken file leaves the others standing', async () => {
    const bytes = zipSync({
      'bad.parquet': strToU8('PAR1 and no more'),
      'c.pdf': strToU8('%PDF-1.7'),
      'd.csv': csv,
    })
    const { texts, failures } = await opened(bytes, 'a.zip')
    expect(Object.values(texts)).toEqual([CSV])
    expect(failures.map(({ name, error }) => [name, error.code])).toEqual([
      ['a.zip › bad.parquet', 'file.damaged'],
      ['a.zip › c.pdf', 'file.document'],
    ])
  })

  it('cut short it is damaged, empty it holds no table, a bomb is stopped', async () => {
    const bytes = zipSync({ 'a.csv': csv })
    await expect(opened(bytes.slice(0, bytes.length - 30), 'a.zip')).rejects.toMatchObject({
      code: 'file.damaged',
    })
    await expect(opened(zipSync({}), 'a.zip')).rejects.toMatchObject({ code: 'file.noTable' })
    await expect(opened(zipSync({ 'a.csv': new Uint8Array(80 << 20) }), 'a.zip')).rejects.toMatchObject({
      code: 'file.tooBig',
    })
  })

  it('documents that are archives inside are named', async () => {
    const word = zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': strToU8('<w/>') })
    await expect(opened(word, 'a.xlsx')).rejects.toMatchObject({
      code: 'file.document',
      params: { kind: 'Word' },
    })
    const text = zipSync({
      mimetype: strToU8('application/vnd.oasis.opendocument.text'),
      'content.xml': strToU8('<a/>'),
    })
    await expect(opened(text, 'a.odt')).rejects.toMatchObject({ code: 'file.document' })
    const locked = zipSync({
      mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet'),
      'content.xml': strToU8('x'),
      'META-INF/manifest.xml': strToU8('<manifest:encryption-data/>'),
    })
    await expect(opened(locked, 'a.ods')).rejects.toMatchObject({ code: 'file.encrypted' })
  })
})

describe('what is no table is named with the way out', () => {
  it.each([
    ['PDF', '%PDF-1.7\n', 'file.document'],
    ['RTF', '{\\rtf1 ', 'file.document'],
    ['PNG', [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10], 'file.image'],
    ['JPEG', [0xff, 0xd8, 0xff, 0xe0], 'file.image'],
    ['7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4], 'file.archive'],
    ['RAR', 'Rar!\x1a\x07\x01\0', 'file.archive'],
    ['Zstandard', [0x28, 0xb5, 0x2f, 0xfd, 0], 'file.archive'],
    ['SQLite', 'SQLite format 3\0', 'file.database'],
    ['Access', [0, 1, 0, 0, ...strToU8('Standard ACE DB')], 'file.database'],
    ['Parquet', 'PARE', 'file.encrypted'],
  ])('%s', async (kind, data, code) => {
    const bytes =
      typeof data === 'string' ? Uint8Array.from(data, (c) => c.charCodeAt(0)) : Uint8Array.from(data)
    await expect(opened(bytes, 'a.csv')).rejects.toMatchObject({ code, params: { file: 'a.csv', kind } })
  })

  it('text that only begins like one of them stays text', async () => {
    for (const text of ['ORC,n\n1,2\n', 'PK,n\n1,2\n', '[id],n\n1,2\n', '<id>,n\n1,2\n', 'BM;n\n1;2\n'])
      expect(await opened(text, 'a.csv')).toMatchObject({ texts: { 'a.csv': text }, formats: ['text'] })
  })
})
