import type { Figures } from '../analysis/figures'
import type { Session } from '../analysis/session'
import type { SourceReport } from '../ingest/load'
import type { TierScheme } from '../model/scheme'
import { alreadyHere } from './hashes'

/** What is known of a drop before its files are read. */
export interface Drop {
  count: number
  fresh: File[]
  /** Files whose bytes are in the workspace already. */
  known: File[]
  before: Figures
  /** The sample company that made room for it, or null. */
  sample: string | null
  scheme: TierScheme | null
}

export const figuresOf = async (active: Session): Promise<Figures> =>
  (await import('../analysis/figures')).figuresOf(active)

export async function beginDrop(
  active: Session,
  dropped: File[],
  sources: SourceReport[],
  sample: string | null,
  scheme: TierScheme | null,
): Promise<Drop> {
  const [here, before] = await Promise.all([alreadyHere(dropped, sources), figuresOf(active)])
  return {
    count: dropped.length,
    fresh: dropped.filter((file) => !here.has(file)),
    known: dropped.filter((file) => here.has(file)),
    before,
    sample,
    scheme,
  }
}
