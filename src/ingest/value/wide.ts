/** Full-width forms and odd blanks that exports carry, and what they stand for. */
export const WIDE = '０１２３４５６７８９．，－＋（）％￥＄：／　\u00a0\u202f\u2009\t−`'
export const HALF = '0123456789.,-+()%¥$:/     - '

const wide = new Map([...WIDE].map((char, i) => [char, HALF[i]!]))
const WIDE_CHAR = new RegExp(`[${WIDE}]`, 'g')
/** Few cells have any, and to look for one is cheaper than to replace none. */
const hasWide = new RegExp(`[${WIDE}]`)
export const half = (cell: string): string =>
  (hasWide.test(cell) ? cell.replace(WIDE_CHAR, (char) => wide.get(char)!) : cell).trim()
