import { openQuestions } from '../ingest/answer'
import type { SourceReport } from '../ingest/load'
import { emptiness } from '../ingest/note'
import { failure, type Failure } from './failure'

/** Files that were read since the figures were last worked out. */
const landed = new Set<number>()
export const land = (id: number): void => void landed.add(id)

/** Files that came and of which nothing comes, now that all are seen; what can be asked is no failure. */
export function emptyOf(sources: SourceReport[]): Failure[] {
  const fresh = sources.filter((source) => landed.has(source.id) && !openQuestions(source).length)
  landed.clear()
  return fresh.flatMap((source) => {
    const nothing = emptiness(source)
    return nothing ? [failure(source.file, nothing)] : []
  })
}
