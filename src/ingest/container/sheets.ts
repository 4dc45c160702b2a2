import { AppError } from '../../model/error'
import type { Meter } from './meter'
import type { Format, Unpacked } from '../unpack'
import { layOut, type Laid, type Sheet } from './sheet'

/**
 * The sheets of a workbook → its tables. Hidden sheets are left out, because they hold lists for input or older copies, and
 * a copy would count twice; they are told of, as are sheets with one row or one column (covers, notes). Empty sheets are
 * not. Where no other sheet holds a table, these are taken after all.
 * @throws AppError `file.noTable`
 */
export async function sheetsOf(
  sheets: Sheet[],
  name: string,
  format: Format,
  meter: Meter,
): Promise<Unpacked> {
  const tables: { sheet: Sheet; laid: Laid }[] = []
  const failures: Unpacked['failures'] = []
  const left: { sheet: Sheet; laid: Laid }[] = []
  for (const sheet of sheets) {
    const laid = await layOut(sheet, meter)
    if (!laid.rows) continue
    if (sheet.hidden || laid.rows < 2 || laid.columns < 2) left.push({ sheet, laid })
    else tables.push({ sheet, laid })
  }
  if (!tables.length) {
    const most = left.reduce<(typeof left)[0] | null>(
      (best, one) => (best && best.laid.rows >= one.laid.rows ? best : one),
      null,
    )
    if (!most) throw new AppError('file.noTable', { file: name })
    tables.push(...left.splice(left.indexOf(most), 1))
  }
  for (const { sheet } of left) {
    const code = sheet.hidden ? 'file.hidden' : 'file.cover'
    failures.push({ name, error: new AppError(code, { file: name, sheet: sheet.name }) })
  }
  const parts = tables.map(({ sheet, laid }) => {
    const title = tables.length > 1 ? `${name} › ${sheet.name}` : name
    for (const { column, count, example } of laid.rounded)
      failures.push({
        name: title,
        error: new AppError('file.rounded', { file: title, column, count, example }),
      })
    return { name: title, format, text: laid.text }
  })
  return { parts, failures }
}
