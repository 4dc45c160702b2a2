import type { Notice } from '../../model/notice'
import type { Question } from '../notice'

/** What building orders found in the files: what must be told, what is open, and how many rows were repeats. */
export interface Found {
  notices: Notice[]
  questions: Question[]
  /** Rows that said again what another row of the file says, by the file's id. */
  merged: Map<number, number>
  /** What the orders of each currency come to, where there are several; `counts`: the figures are of it. */
  currencies: CurrencySum[]
  /** Files that only say more about what other files name. */
  references: Set<number>
  /** Status columns by which orders came back in whole, and some of their words. */
  returned: { source: number; file: string; column: string; example: string }[]
  /** A list of products says more about the lines of orders: `product_label` stands. */
  labelled: boolean
  /** Questions of files that other files answer. */
  answered: Set<Question>
}
export interface CurrencySum {
  currency: string
  orders: number
  amount: number
  counts: boolean
}
export const nothingFound = (): Found => ({
  notices: [],
  questions: [],
  merged: new Map(),
  currencies: [],
  references: new Set(),
  returned: [],
  labelled: false,
  answered: new Set(),
})
