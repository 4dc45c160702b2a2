import type { Stage } from '../analysis/stages'
import type { Changes, CurrencySum } from '../ingest/entities'
import type { SourceReport } from '../ingest/load'
import type { Params } from '../tables/build'
import type { Notice } from '../model/notice'
import type { TierScheme } from '../model/scheme'
import { defaultView, type View } from '../model/view'
import type { Failure } from './failure'
import type { LogEntry, Progress } from './progress'

/** What is known of the workspace, as components read it. */
export interface State {
  engine: 'idle' | 'starting' | 'ready' | 'failed'
  engineError: Failure | null
  sources: SourceReport[]
  failures: Failure[]
  progress: Progress | null
  stage: Stage
  /** Rises whenever the marts have come a stage further: panels ask again. */
  tick: number
  params: Params | null
  /** The same of whatever stands, where no file holds orders. */
  dates: Params | null
  scheme: TierScheme | null
  view: View
  /** The figures on the page are of the invented sample company. */
  sample: string | null
  log: LogEntry[]
  /** Fields of the filter that the data do not have. */
  absent: string[]
  /** Own segments, by name, and the fields that they ask and the data do not have. */
  lacking: ReadonlyMap<string, string[]>
  /** The one currency that the files name or the figures are of, or empty. */
  currency: string
  /** What the orders of each currency come to, where there are several. */
  currencies: readonly CurrencySum[]
  /** What each file brought beside the older ones of its kind, by source. */
  changes: Readonly<Changes>
  /** What must be known of how the files were understood. */
  notices: readonly Notice[]
}

export const emptyState = (): State => ({
  engine: 'idle',
  engineError: null,
  sources: [],
  failures: [],
  progress: null,
  stage: 'none',
  tick: 0,
  params: null,
  dates: null,
  scheme: null,
  view: defaultView(),
  sample: null,
  currency: '',
  currencies: [],
  changes: new Map(),
  notices: [],
  absent: [],
  lacking: new Map(),
  log: [],
})
