import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { detectEncoding, toUtf8 } from '../../src/ingest/encoding'

const fixture = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../fixtures/encodings/${name}`, import.meta.url)))
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const utf16le = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf16le'))
const utf16be = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf16le').swap16())
const join = (...parts: (Uint8Array | number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]))

const SIMPLIFIED =
  '客户编号,客户名称,省份\nC001,王伟,浙江省\nC002,李娜,广东省\nC003,深圳市华强电子有限公司,广东省\n'
const TRADITIONAL =
  '客戶編號,客戶名稱,縣市\nC001,王小明,臺北市\nC002,陳怡君,高雄市\nC003,台灣精密股份有限公司,新竹縣\n'

describe('the encoding of a file', () => {
  it.each([
    ['simplified-short.gbk.csv', 'gb18030', '客户编号'],
    ['simplified-long.gbk.csv', 'gb18030', '客户编号'],
    ['simplified-rare.gb18030.csv', 'gb18030', '𠮷野家㐂'],
    ['traditional-short.gbk.csv', 'gb18030', '台灣精密股份有限公司'],
    ['traditional-short.big5.csv', 'big5', '台灣精密股份有限公司'],
    ['traditional-long.big5.csv', 'big5', '客戶編號'],
    ['only-header.gbk.csv', 'gb18030', '买家实际支付金额'],
    ['only-header.big5.csv', 'big5', '訂單編號'],
    ['latin.windows1252.csv', 'windows-1252', 'Königsstraße'],
  ])('%s is read as %s', (name, encoding, text) => {
    const bytes = fixture(name)
    expect(detectEncoding([bytes]).encoding).toBe(encoding)
    expect(new TextDecoder(encoding).decode(bytes)).toContain(text)
  })

  it.each([
    ['simplified', SIMPLIFIED],
    ['traditional', TRADITIONAL],
    ['English', 'customer id,name\nC1,Ann\nC2,Bob\nC3,Eve\n'],
  ])('%s text in UTF-8 and UTF-16, with and without a byte-order mark', (_, text) => {
    expect(detectEncoding([utf8(text)])).toEqual({ encoding: 'utf-8', reason: 'valid', sure: true })
    expect(detectEncoding([join([0xef, 0xbb, 0xbf], utf8(text))])).toEqual({
      encoding: 'utf-8',
      reason: 'bom',
      sure: true,
    })
    expect(detectEncoding([utf16le(text)])).toEqual({ encoding: 'utf-16le', reason: 'units', sure: true })
    expect(detectEncoding([utf16be(text)])).toEqual({ encoding: 'utf-16be', reason: 'units', sure: true })
    expect(detectEncoding([join([0xff, 0xfe], utf16le(text))]).encoding).toBe('utf-16le')
    expect(detectEncoding([join([0xfe, 0xff], utf16be(text))]).encoding).toBe('utf-16be')
  })

  it('pure ASCII is UTF-8', () => {
    expect(detectEncoding([utf8('a,b\n1,2\n')])).toEqual({ encoding: 'utf-8', reason: 'valid', sure: true })
  })

  it('Chinese that begins only in the tail of the file is seen there', () => {
    const ascii = utf8('K1,C1,2024-01-05\n'.repeat(200))
    for (const [name, encoding] of [
      ['simplified-short.gbk.csv', 'gb18030'],
      ['traditional-short.big5.csv', 'big5'],
    ] as const)
      expect(detectEncoding([ascii, ascii, join(utf8('half a line\n'), fixture(name))]).encoding).toBe(
        encoding,
      )
  })

  it('a few damaged bytes do not turn UTF-8 into another encoding', () => {
    const damaged = join(utf8(SIMPLIFIED), utf8('C004,王'), [0xe5, 0xae], utf8(',浙江省\n'))
    expect(detectEncoding([damaged])).toEqual({ encoding: 'utf-8', reason: 'mostly', sure: true })
  })

  it('a slice that cuts a character in two is still UTF-8', () => {
    const text = utf8(SIMPLIFIED.repeat(2000))
    for (const cut of [0, 1, 2])
      expect(
        detectEncoding([text.subarray(0, 120_000 + cut), text.subarray(60_001 + cut, 90_000)]).encoding,
      ).toBe('utf-8')
  })

  const orders = (...names: string[]): string =>
    'id,name,date,amount\n' +
    Array.from({ length: 30 }, (_, i) => `${i},${names[i % names.length]},2024-01-05,${i}\n`).join('')

  it.each([
    ['one German name', ['Müller']],
    ['Czech', ['Dvořák', 'Plzeň', 'Novak']],
    ['Polish', ['Wójcik']],
    ['Romanian', ['Ștefan']],
    ['Turkish', ['Yıldız', 'Şahin']],
    ['Russian', ['Иванов', 'Москва']],
    ['Greek', ['Γιώργος']],
    ['Hebrew', ['כהן']],
    ['Arabic', ['محمد']],
    ['a sign', ['£12']],
    ['Norwegian', ['Bjørn', 'Åse']],
  ])('%s in UTF-8 has two-byte codes alone, which fit too often to be chance', (_, names) => {
    expect(detectEncoding([utf8(orders(...names))])).toMatchObject({ encoding: 'utf-8', reason: 'valid' })
  })

  it('Russian with one damaged byte is UTF-8 with a damaged line, whose other letters stay', async () => {
    const bytes = join(utf8(orders('Иванов', 'Петров')), utf8('31,Сидор'), [0xd0], utf8('ов,2024-01-05,7\n'))
    expect(detectEncoding([bytes])).toMatchObject({ encoding: 'utf-8', reason: 'mostly' })
    const { text, damaged, mixed } = await toUtf8(new Blob([bytes.slice()]), 'utf-8')
    expect(await text.text()).toContain('31,Сидор\uFFFDов,2024-01-05,7')
    expect({ damaged: damaged?.count, mixed }).toEqual({ damaged: 1, mixed: null })
  })

  it.each(['Sørensen', 'Núñez', 'Conceição', 'Müller', 'René'])(
    '%s in windows-1252 does not hold a Chinese character',
    (name) => {
      const bytes = new Uint8Array(Buffer.from(orders(name), 'latin1'))
      expect(detectEncoding([bytes]).encoding).toBe('windows-1252')
    },
  )

  it('one damaged character does not turn GBK into windows-1252', () => {
    const damaged = join(fixture('simplified-long.gbk.csv'), utf8('C9,'), [0xff], utf8(',x\n'))
    expect(detectEncoding([damaged]).encoding).toBe('gb18030')
  })
})

describe('decoding', () => {
  it('gives the same text as one pass, also where a slice ends within a character', async () => {
    const row = fixture('simplified-short.gbk.csv')
    const bytes = new Uint8Array((9 << 20) + 1)
    for (let at = 0; at < bytes.length; at += row.length) bytes.set(row.subarray(0, bytes.length - at), at)
    const decoded = await (await toUtf8(new Blob([bytes]), 'gb18030')).text.text()
    expect(decoded).toBe(new TextDecoder('gb18030').decode(bytes))
  })

  it('can be cancelled', async () => {
    const stop = new AbortController()
    stop.abort()
    await expect(toUtf8(new Blob(['x']), 'gb18030', stop.signal)).rejects.toMatchObject({ code: 'cancelled' })
  })
})
