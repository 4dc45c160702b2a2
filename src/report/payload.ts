import type { PanelResult } from '../analysis/panel'
import type { Language, Messages, Writing } from '../analysis/say'
import type { Row } from '../model/row'
import type { View } from '../model/view'
import type { Source } from './answer'

/** What an HTML report carries for its script: disclosed rows and words, nothing else of the data. */
export interface Payload {
  title: string
  version: string
  /** Day it was written, `YYYY-MM-DD`. */
  createdAt: string
  language: Language
  writing: Writing
  rise: 'green' | 'red'
  asOf: string | null
  /** The zones into which times were brought, as text; empty or absent where all stand as written. */
  zone?: string
  view: View
  sources: Source[]
  messages: Record<Language, Messages>
  panels: PayloadPanel[]
}

export interface PayloadPanel extends Pick<PanelResult, 'id' | 'state' | 'n' | 'frame' | 'reason'> {
  rows: Row[]
  /** Columns that the table shows. */
  columns: string[]
  /** Cells hidden by disclosure: row and column. */
  hidden: [row: number, column: string][]
  /** Some are hidden only for the sake of others, so that `n<5` would not be true of them. */
  guarded: boolean
  /** The panel's sentence holds for the rows that are shown. */
  sentence: boolean
}
