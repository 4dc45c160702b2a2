import type { PanelResult } from '../analysis/panel'
import type { Language, Messages, Writing } from '../analysis/say'
import type { Shown } from '../show/panel'
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

export interface PayloadPanel
  extends Required<Omit<Shown, 'reason'>>, Pick<PanelResult, 'id' | 'n' | 'reason'> {
  /** Name of its place on the boards. */
  place: string
  /** Some are hidden only for the sake of others, so that `n<5` would not be true of them. */
  guarded: boolean
}
