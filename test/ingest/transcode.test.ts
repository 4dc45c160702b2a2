import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { detectEncoding, textOf, toUtf8, type Encoding } from '../../src/ingest/encoding'
import { dataFolder } from '../setup/data.mjs'
import { encode } from '../support/bytes'

const bytesOf = (text: string, encoding: Encoding): Uint8Array => encode(text, encoding)!
function file(...parts: [string, Encoding][]): Blob {
  return new Blob(parts.map(([text, encoding]) => new Uint8Array(bytesOf(text, encoding))))
}
const detect = async (blob: Blob) => detectEncoding([new Uint8Array(await blob.arrayBuffer())])

const rows = (from: number, n: number) =>
  Array.from({ length: n }, (_, i) => `C${from + i},深圳市华强电子有限公司,广东省,备注${i}\n`).join('')
const HEADER = '客户编号,客户名称,省份,备注\n'

describe('a file that holds two encodings', () => {
  it('UTF-8 with lines of GBK, as when exports are put behind each other', async () => {
    const blob = file([HEADER + rows(1, 50), 'utf-8'], [rows(51, 3), 'gb18030'], [rows(54, 10), 'utf-8'])
    expect((await detect(blob)).encoding).toBe('utf-8')
    const { text, mixed, damaged } = await toUtf8(blob, 'utf-8')
    expect(await text.text()).toBe(HEADER + rows(1, 50) + rows(51, 3) + rows(54, 10))
    expect(mixed).toEqual({ encoding: 'gb18030', count: 3, lines: [52, 53, 54] })
    expect(damaged).toBeNull()
  })

  it('GBK with lines of UTF-8', async () => {
    const blob = file([HEADER + rows(1, 50), 'gb18030'], [rows(51, 4), 'utf-8'], [rows(55, 10), 'gb18030'])
    expect((await detect(blob)).encoding).toBe('gb18030')
    const { text, mixed, damaged } = await toUtf8(blob, 'gb18030')
    expect(await text.text()).toBe(HEADER + rows(1, 50) + rows(51, 4) + rows(55, 10))
    expect(mixed).toEqual({ encoding: 'utf-8', count: 4, lines: [52, 53, 54, 55] })
    expect(damaged).toBeNull()
  })

  it('Big5 lines in a UTF-8 file', async () => {
    const line = 'C9,台灣精密股份有限公司,新竹縣,貨到付款\n'
    const blob = file(['客戶編號,客戶名稱,縣市,備註\n' + line.repeat(9), 'utf-8'], [line.repeat(5), 'big5'])
    const { text, mixed } = await toUtf8(blob, 'utf-8')
    expect(await text.text()).toBe('客戶編號,客戶名稱,縣市,備註\n' + line.repeat(14))
    expect(mixed).toMatchObject({ encoding: 'big5', count: 5 })
  })

  it('windows-1252 with a line of UTF-8', async () => {
    const blob = file(['id,nom\n1,René Côté\n', 'windows-1252'], ['2,Zoé Bérard\n', 'utf-8'])
    const { text, mixed } = await toUtf8(blob, 'windows-1252')
    expect(await text.text()).toBe('id,nom\n1,René Côté\n2,Zoé Bérard\n')
    expect(mixed).toEqual({ encoding: 'utf-8', count: 1, lines: [3] })
  })

  it('line numbers hold across the slices in which a file is read', async () => {
    const filler = 'C0,张伟,浙江省,x\n'
    const many = filler.repeat(700_000)
    const blob = file([many, 'utf-8'], ['C1,李娜,四川省,上门自取\n', 'gb18030'], [filler, 'utf-8'])
    const { text, mixed } = await toUtf8(blob, 'utf-8')
    expect(mixed).toEqual({ encoding: 'gb18030', count: 1, lines: [700_001] })
    expect(text.size).toBe(new TextEncoder().encode(many + 'C1,李娜,四川省,上门自取\n' + filler).length)
  })
})

describe('bytes that no encoding reads', () => {
  it('become U+FFFD, and their lines are counted', async () => {
    const whole = bytesOf(HEADER + rows(1, 5), 'gb18030')
    const broken = new Uint8Array([
      ...bytesOf('C6,王', 'gb18030'),
      0xff,
      ...bytesOf(',浙江省,x\n', 'gb18030'),
    ])
    const { text, damaged, mixed } = await toUtf8(new Blob([new Uint8Array(whole), broken]), 'gb18030')
    expect(damaged).toEqual({ count: 1, lines: [7] })
    expect(mixed).toBeNull()
    expect(await text.text()).toContain('C6,王\uFFFD,浙江省')
  })
  it('a damaged line of UTF-8 is not taken for another encoding', async () => {
    const whole = new TextEncoder().encode(HEADER + rows(1, 5))
    const broken = new Uint8Array([...new TextEncoder().encode('C6,王大明先'), 0xe5, 0x2c, 0x0a])
    const { damaged, mixed } = await toUtf8(new Blob([whole, broken]), 'utf-8')
    expect({ damaged, mixed }).toEqual({ damaged: { count: 1, lines: [7] }, mixed: null })
  })
})

describe('every code of an encoding', () => {
  it.each(['gb18030', 'big5', 'shift_jis', 'euc-kr', 'windows-1252'] as Encoding[])(
    '%s is read as the platform reads it',
    async (encoding) => {
      const lines: number[] = []
      for (let a = 0x80; a < 0x100; a++)
        for (let b = 0x40; b < 0xff; b++) {
          const code = encoding === 'windows-1252' ? [a, 0x20] : [a, b]
          const text = new TextDecoder(encoding).decode(Uint8Array.from(code))
          if (!text.includes('\uFFFD') && b !== 0x7f) lines.push(...code, 0x2c, 0x0a)
        }
      const bytes = Uint8Array.from(lines)
      const { text, damaged } = await toUtf8(new Blob([bytes]), encoding)
      expect(damaged).toBeNull()
      expect(await text.text()).toBe(textOf(bytes, encoding))
    },
  )
  it('four bytes of GB18030', async () => {
    const text = 'C1,𠮷野家㐂𠀀\nC2,€\n'
    expect(await (await toUtf8(file([text.replace('㐂', ''), 'gb18030']), 'gb18030')).text.text()).toBe(
      text.replace('㐂', ''),
    )
  })
})

const survey = join(dataFolder() ?? '', 'nps', 'nps_fr_retail.csv')
describe.skipIf(!existsSync(survey))('the French survey', () => {
  it('is western, and the letters of a second code page in it become letters', async () => {
    const blob = new Blob([readFileSync(survey)])
    expect(await detect(blob)).toMatchObject({ encoding: 'windows-1252', sure: true })
    const { text, mixed } = await toUtf8(blob, 'windows-1252')
    expect(mixed).toMatchObject({ encoding: 'cp850', lines: expect.arrayContaining([5]) as number[] })
    const read = await text.text()
    expect(read).toContain('pour échange')
    expect(read).toContain('appréciée')
    expect(read).toContain('réduction de 15€')
    expect(read.match(/[a-z]‚|‚[a-z]/g)).toBeNull()
  })
})
