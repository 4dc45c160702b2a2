import type { Notice } from '../../model/notice'
import type { Question } from '../notice'

/** What building orders found in the files: what must be told, what is open, and how many rows were repeats. */
export interface Found {
  notices: Notice[]
  questions: Question[]
  /** Rows that said again what another row of the file says, by the file's id. */
  merged: Map<number, number>
}
export const nothingFound = (): Found => ({ notices: [], questions: [], merged: new Map() })
