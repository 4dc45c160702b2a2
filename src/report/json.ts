import type { ColumnType, PanelState, Say } from '../analysis/panel'
import type { Row } from '../model/row'
import type { View } from '../model/view'
import { reasonText, type Answer, type Source } from './answer'

/** The command line's JSON; other programs read it, so fields are added and never renamed. */
export interface JsonReport {
  version: string
  asOf: string | null
  period: string
  returns: View['returns']
  sources: Source[]
  panels: Record<string, JsonPanel>
}
export interface JsonPanel {
  state: PanelState
  n: number
  sentence: string | null
  columns: { name: string; type: ColumnType; label: string }[]
  rows: Row[]
  /** Why there is no answer. */
  reason?: { key: string; params: Record<string, string | number>; text: string }
}

/** Every panel's exact answer, with its sentence and column heads in the language of `say`. No clock is read. */
export function jsonReport(
  about: { version: string; asOf: string | null; view: View },
  sources: Source[],
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
    panels: Object.fromEntries(answers.map((answer) => [answer.panel.id, jsonPanel(answer, say)])),
  }
}

function jsonPanel({ panel, result }: Answer, say: Say): JsonPanel {
  const { state, n, rows, frame, reason } = result
  return {
    state,
    n,
    sentence: state === 'ready' ? panel.sentence(rows, say, frame) : null,
    columns: panel.columns.map(({ name, type, label }) => ({ name, type, label: say.t(label) })),
    rows,
    ...(reason ? { reason: { ...reason, text: reasonText(reason, say) } } : {}),
  }
}
