import type { Session } from '../analysis/session'
import type { SourceReport } from '../ingest/load'
import type { Erased } from './manifest'
import { useWorkspace } from './workspace'

/** A file that was read just now: rows of erased customers do not come in. */
export async function screenFile(
  active: Session,
  source: SourceReport,
  erased: Erased | null,
): Promise<SourceReport> {
  if (!erased?.hashes.length) return source
  const { screenOut } = await import('./erase')
  const stopped = await screenOut(active, source, erased)
  if (!stopped) return source
  const { left, rows, customers } = stopped
  useWorkspace().failures.push({
    file: source.file,
    code: 'workspace.stopped',
    params: { file: source.file, n: rows, customers },
  })
  return left
}
