import type { Sheet } from './sheet'

/** `186****05`, `张**`, 138XXXX1234, and the ciphers of market places: `##…`, `$$…`, `~…~`. */
export const MASKED = /[*＊]|^\d{2,3}[xX]{3,}\d+$|^##|^\$\$|^\$[^$\d\s].*\$$|^~.+~$/
/** More masked cells than this and one mask would stand for many people. */
const MOST_MASKED = 0.2

export function isMasked(sheet: Sheet, index: number): boolean {
  const cells = sheet.present(index, 500)
  return cells.filter((cell) => MASKED.test(cell)).length > cells.length * MOST_MASKED
}

/** A column that goes by a part of the name only is the number of a list of people where each row has its own. */
export function isNumberOf(sheet: Sheet, index: number): boolean {
  const cells = sheet.present(index)
  return (
    cells.length * 10 >= sheet.rows.length * 9 &&
    new Set(cells).size === cells.length &&
    !cells.some((cell) => /^-?\d+[.,]\d+$/.test(cell))
  )
}
