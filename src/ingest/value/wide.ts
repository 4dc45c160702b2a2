/** Full-width forms and odd blanks that exports carry, and what they stand for. */
export const WIDE = '０１２３４５６７８９．，－＋（）％￥＄：／　\u00a0\u202f\u2009\t−`'
export const HALF = '0123456789.,-+()%¥$:/     - '

const wide = new Map([...WIDE].map((char, i) => [char, HALF[i]!]))
const WIDE_CHAR = new RegExp(`[${WIDE}]`, 'g')
export const half = (cell: string): string => cell.replace(WIDE_CHAR, (char) => wide.get(char)!).trim()
