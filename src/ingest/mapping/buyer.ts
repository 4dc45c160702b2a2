import type { Anonymous } from '../mapping'
import { NAMED } from './names'
import type { Named } from './assign'
import type { Sheet } from './sheet'

/** `186****05`, `张**`, 138XXXX1234, and the ciphers of market places: `##…`, `$$…`, `~…~`. */
export const MASKED = /[*＊]|^\d{2,3}[xX]{3,}\d+$|^##|^\$\$|^\$[^$\d\s].*\$$|^~.+~$/
/** More masked cells than this and one mask would stand for many people. */
const MOST_MASKED = 0.2

export function isMasked(sheet: Sheet, index: number): boolean {
  const cells = sheet.present(index, 500)
  return cells.filter((cell) => MASKED.test(cell)).length > cells.length * MOST_MASKED
}

/** Who receives a parcel is told by a phone at most: the name on it is not a buyer's. */
const RECEIVER = /收货|收件|提货|ship|receiver|recipient|联系人|contact/i

export interface Buyer {
  /** The column of their id. Without one they are known by e-mail, phone or name, where the file has it. */
  id: number | null
  /** Columns that would make one person of many: they name nobody. */
  masked: Set<number>
  /** The name that is all there is to tell them apart: weak. */
  name: number | null
  anonymous: Anonymous | null
}

/**
 * What tells the buyers of an order file apart: an id, else an e-mail address, a phone number, a name; never what is
 * masked or encrypted.
 */
export function findBuyer(sheet: Sheet, names: Named[], open: (index: number) => boolean): Buyer {
  const masked = new Set<number>()
  const best = (target: string, may: (index: number) => boolean = () => true): number | null => {
    let found: { index: number; score: number } | null = null
    for (const { index, scores } of names) {
      const score = scores.get(target) ?? 0
      if (score <= NAMED || !open(index) || sheet.blank(index)) continue
      if (isMasked(sheet, index)) masked.add(index)
      else if (may(index) && score > (found?.score ?? 0)) found = { index, score }
    }
    return found?.index ?? null
  }
  const id = best('orders.customer_id')
  if (id !== null) return { id, masked: new Set(), name: null, anonymous: null }
  const reached = [best('customers.email'), best('customers.phone')].some((index) => index !== null)
  const hidden = masked.size > 0
  const name = best('customers.name', (index) => !RECEIVER.test(sheet.header[index]!))
  if (reached) return { id, masked, name: null, anonymous: null }
  // Where the rest is masked, a name is too, or is a nickname that others share.
  if (name !== null && !hidden) return { id, masked, name, anonymous: null }
  return { id, masked, name: null, anonymous: masked.size ? 'masked' : 'absent' }
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
