import type { Panel, PanelResult } from '../analysis/panel'
import type { SourceReport } from '../ingest/load'

/** A panel and what it answered. */
export interface Answer {
  panel: Panel
  result: PanelResult
  /** Name of its place on the boards; absent: that of the panel. */
  place?: string
}

/** Where the figures come from: one file and the account of its rows. */
export interface Source {
  file: string
  sha256: string
  encoding: string
  entities: string[]
  rowsRead: number
  rowsKept: number
  rowsMerged: number
  rowsSetAside: number
  /** Rows by a count of its own; null where the file could not be counted. */
  rowsCounted: number | null
  /** Rows set aside, by reason. */
  reasons: Record<string, number>
  /** Heads of columns that were not imported: they identify people before the law. */
  dropped: string[]
}

/** The account of a file, without any of its rows. */
export function sourceOf(source: SourceReport): Source {
  const reasons: Record<string, number> = {}
  for (const { reason } of source.setAside) reasons[reason] = (reasons[reason] ?? 0) + 1
  const { file, sha256, entities, rowsRead, rowsKept, rowsMerged, rowsSetAside } = source
  const { encoding } = source.sample.encoding
  const { dropped, rowsCounted = rowsRead } = source
  return {
    file,
    sha256,
    encoding,
    entities,
    rowsRead,
    rowsKept,
    rowsMerged,
    rowsSetAside,
    rowsCounted,
    reasons,
    dropped,
  }
}
