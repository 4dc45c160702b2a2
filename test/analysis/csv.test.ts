import { describe, expect, it } from 'vitest'
import Papa from 'papaparse'
import { toCsv } from '../../src/analysis/csv'

/** A cell as who reads the file finds it. */
const readBack = (text: string): string => Papa.parse<string[]>(toCsv([[text, 'end']]).slice(1)).data[0]![0]!

describe('csv', () => {
  it('starts with a byte order mark, so that a spreadsheet reads Chinese, and ends lines with CRLF', () => {
    expect(
      toCsv([
        ['等级', 'n'],
        ['钻石', 217],
      ]),
    ).toBe('\uFEFF等级,n\r\n钻石,217\r\n')
  })

  it('leaves figures as they are: negative, zero and no answer', () => {
    expect(toCsv([[-12.5, 0, null, true]])).toBe('\uFEFF-12.5,0,,true\r\n')
  })

  it('writes sums as people would: without exponent and without the last bits of a floating point number', () => {
    expect(toCsv([[13929.810000000001, 0.1 + 0.2, -1e-7, 1e21]])).toBe(
      '\uFEFF13929.81,0.3,-0.0000001,1000000000000000000000\r\n',
    )
  })

  it('quotes what would break a line or a cell', () => {
    expect(toCsv([['a,b', 'say "x"', 'two\nlines', ' padded ']])).toBe(
      '\uFEFF"a,b","say ""x""","two\nlines"," padded "\r\n',
    )
  })

  it.each([
    ['=HYPERLINK("x")', '\'=HYPERLINK("x")'],
    ['+cmd', "'+cmd"],
    ['-2+3', "'-2+3"],
    ['@sum', "'@sum"],
    ['\tx', "'\tx"],
    ['\rx', "'\rx"],
    ['＝1+1', "'＝1+1"],
    ['＠sum', "'＠sum"],
  ])('marks a text that a spreadsheet would run as text: %j', (text, written) => {
    expect(readBack(text)).toBe(written)
  })

  it.each([
    '-12.5',
    '+8613800138000',
    '+86 138 0013 8000',
    '+86-138-0013-8000',
    '-1,234.50',
    '+12%',
    'plain',
    '12=12',
    '',
  ])('leaves %j alone: it is a figure or no formula', (text) => {
    expect(readBack(text)).toBe(text)
  })
})
