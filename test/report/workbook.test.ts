import { read, utils } from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import { toXlsx } from '../../src/report/workbook'

const opened = async (...given: Parameters<typeof toXlsx>) =>
  read(await toXlsx(...given), { cellNF: true, cellFormula: true })

describe('a list as a workbook', () => {
  it('cells are typed: figures, days, yes and no, and texts that begin like formulas stay texts', async () => {
    const book = await opened(
      [
        ['No.', '姓名', 'Due', 'Revenue', 'Strategic', 'Code'],
        [1, '=HYPERLINK("x")', '2024-02-29', 12.5, true, '007'],
        [2, '+86 138', null, -3, false, '2024-01-05'],
      ],
      'list',
      new Set([2]),
    )
    const sheet = book.Sheets.list!
    expect(sheet.B2).toMatchObject({ t: 's', v: '=HYPERLINK("x")' })
    expect(sheet.B2!.f).toBe(undefined)
    expect(sheet.C2).toMatchObject({ t: 'n', v: 45_351, w: '2024-02-29' })
    expect(sheet.C3).toBe(undefined)
    expect([sheet.D2!.v, sheet.D3!.v, sheet.E2!.v]).toEqual([12.5, -3, true])
    // A word that looks like a day is none outside of the columns of days; nor is an id a number.
    expect([sheet.F2, sheet.F3]).toMatchObject([
      { t: 's', v: '007' },
      { t: 's', v: '2024-01-05' },
    ])
    expect(utils.sheet_to_json(sheet, { header: 1 })).toHaveLength(3)
  })

  it('sums end where no digit can be trusted any more', async () => {
    const book = await opened([['Revenue'], [13929.810000000001], [0.1 + 0.2], [1e15 + 1]], 'list', new Set())
    const sheet = book.Sheets.list!
    expect([sheet.A2!.v, sheet.A3!.v, sheet.A4!.v]).toEqual([13929.81, 0.3, 1e15 + 1])
  })

  it('takes any name and no rows at all', async () => {
    const book = await opened([['A']], 'a/b:c*d?e[f]'.repeat(9), new Set())
    expect(book.SheetNames[0]).toHaveLength(31)
    expect(book.SheetNames[0]).not.toMatch(/[\\/?*[\]:]/)
  })
})
