import type { Sheet } from './sheet'

/** `186****05`, `张**`, `王○明`, `王O明`, 138XXXX1234, and the ciphers of market places: `##…`, `$$…`, `~…~`. */
export const MASKED =
  /[*＊○◯●]|^[一-鿿][OoＯXxＸ]{1,3}[一-鿿]?$|^\d{2,3}[xX]{3,}\d+$|^##|^\$\$|^\$[^$\d\s].*\$$|^~.+~$/
/** `王先生`, `Mrs. Smith`: a name that many people have. */
const TITLED =
  /^[一-鿿]{1,2} ?(?:先生|女士|小姐|太太|同学|同學|老师|老師)$|^(?:mr|mrs|ms|miss|herr|frau)\.? \p{L}+$/iu
/** More masked cells than this and one mask would stand for many people. */
const MOST_MASKED = 0.2

const holds = (sheet: Sheet, index: number, pattern: RegExp): boolean => {
  const cells = sheet.present(index, 500)
  return cells.filter((cell) => pattern.test(cell)).length > cells.length * MOST_MASKED
}
export const isMasked = (sheet: Sheet, index: number): boolean => holds(sheet, index, MASKED)
/** Names that tell nobody apart by themselves. */
export const isTitled = (sheet: Sheet, index: number): boolean => holds(sheet, index, TITLED)

/** A column that goes by a part of the name only is the number of a list of people where each row has its own. */
export function isNumberOf(sheet: Sheet, index: number): boolean {
  const cells = sheet.present(index)
  return (
    cells.length * 10 >= sheet.rows.length * 9 &&
    new Set(cells).size === cells.length &&
    !cells.some((cell) => /^-?\d+[.,]\d+$/.test(cell))
  )
}
