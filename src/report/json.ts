import type { ColumnType, PanelState, Say } from '../analysis/panel'
import type { Row } from '../model/row'
import type { View } from '../model/view'
import type { CurrencySum } from '../ingest/entities'
import type { Question } from '../ingest/notice'
import type { Notice } from '../model/notice'
import { headOf } from '../analysis/words'
import { noticeText, optionText, questionText } from '../show/notice'
import { noteOf, reasonOf, sentenceOf } from '../show/panel'
import type { Answer, Source } from './answer'

/** The command line's JSON; other programs read it, so fields are added and never renamed. */
export interface JsonReport {
  version: string
  asOf: string | null
  period: string
  returns: View['returns']
  sources: Source[]
  /** What was decided about the files and is worth a word. */
  notices: { code: string; file: string; column?: string; text: string }[]
  /** What the files leave open. */
  questions: {
    code: string
    file: string
    column?: string
    text: string
    options: string[]
    chosen: string | null
    confidence: number
    /** Nobody has answered it. */
    open: boolean
  }[]
  /** What the orders of each currency come to, where there are several; the figures are of the one that counts. */
  currencies: CurrencySum[]
  panels: Record<string, JsonPanel>
}
interface JsonPanel {
  state: PanelState
  n: number
  sentence: string | null
  /** What stands under the panel: who is left out, and why. */
  note: string | null
  columns: { name: string; type: ColumnType; label: string }[]
  /** Each with what belongs to no row beside it. */
  rows: Row[]
  /** What belongs to no row. */
  facts: Row
  /** Why there is no answer. */
  reason?: { key: string; params: Record<string, string | number>; text: string }
}

interface Told {
  notices: Notice[]
  questions: Question[]
  /** Those of the questions that nobody has answered; all of them, if not said. */
  open?: Question[]
  currencies: CurrencySum[]
}

/** Every panel's exact answer, with its sentence and column heads in the language of `say`. No clock is read. */
export function jsonReport(
  about: { version: string; asOf: string | null; view: View },
  sources: Source[],
  { notices, questions, open = questions, currencies }: Told,
  answers: Answer[],
  say: Say,
): JsonReport {
  const { version, asOf, view } = about
  return {
    version,
    asOf,
    period: view.period,
    returns: view.returns,
    sources,
    notices: notices.map((notice) => ({ ...placeOf(notice), text: noticeText(notice, say) })),
    questions: questions.map((question) => {
      const options = question.options.map((option) => optionText(option, say))
      return {
        ...placeOf(question),
        text: questionText(question, say),
        options,
        chosen: options[question.chosen] ?? null,
        confidence: question.confidence,
        open: open.includes(question),
      }
    }),
    currencies,
    panels: Object.fromEntries(answers.map((answer) => [answer.panel.id, jsonPanel(answer, say)])),
  }
}

const placeOf = ({ code, file, column }: Notice) => ({
  code,
  file,
  ...(column === undefined ? {} : { column }),
})

function jsonPanel({ panel, result }: Answer, say: Say): JsonPanel {
  const { state, n, rows, frame, reason } = result
  return {
    state,
    n,
    sentence: sentenceOf(panel, result, say),
    note: noteOf(panel, result, say),
    columns: panel.columns.map((column) => ({
      name: column.name,
      type: column.type,
      label: headOf(column, frame, say),
    })),
    rows: rows.map((row) => ({ ...row, ...frame.facts })),
    facts: frame.facts,
    ...(reason ? { reason: { ...reason, params: sayable(reason.params), text: reasonOf(result, say) } } : {}),
  }
}

/** What a message may name: not the words of the engine, nor what it was asked. */
function sayable({
  sql: _sql,
  detail: _detail,
  ...params
}: Record<string, string | number>): Record<string, string | number> {
  return params
}
