import { normalise } from '../../model/header'
import type { Sheet } from './sheet'

const NAMES =
  /^(身份证|身份证号|身份证号码|身份证件号码|证件号|证件号码|居民身份证号?|公民身份号码|身分证字号|身分证号码|护照号码?|idcard|idcardno|idcardnumber|idnumber|nationalid|nationalidnumber|identitynumber|ssn|socialsecuritynumber|passportno|passportnumber)$/

/** A column of identity numbers, by its name or by numbers that are such: it is never imported. */
export function isIdentity(sheet: Sheet, index: number): boolean {
  if (NAMES.test(normalise(sheet.header[index]!))) return true
  const first = sheet.cells(index).find((cell) => cell.trim() !== '') ?? ''
  if (!isIdentityNumber(bare(first))) return false
  const cells = sheet.present(index, 200)
  return cells.length > 2 && cells.filter((cell) => isIdentityNumber(bare(cell))).length > cells.length * 0.8
}
const bare = (cell: string): string => cell.trim().replace(/^=?["']|["']$/g, '')

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
/** GB 11643: 17 digits with a date of birth in them, and a check character. */
function isIdentityNumber(text: string): boolean {
  if (!/^[1-9]\d{5}(19|20)\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])\d{3}[\dXx]$/.test(text)) return false
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(text[i]), 0)
  return '10X98765432'[sum % 11] === text[17]!.toUpperCase()
}
