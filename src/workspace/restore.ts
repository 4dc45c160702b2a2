import type { Session } from '../analysis/session'
import { bring, gunzip, type Source } from './keep'
import type { Manifest, StoredSource } from './manifest'
import { kept, type Origin } from './origins'

/** Brings the tables of a manifest into the engine, each with the text it was read from as far as that was kept. */
export async function restore(
  active: Session,
  manifest: Manifest,
  from: Source,
  onTable: (file: string) => void,
): Promise<{ brought: StoredSource[]; origins: Map<number, Origin> }> {
  const brought = await bring(active.engine, manifest, from, () => active.reserve(), onTable)
  const origins = new Map<number, Origin>()
  for (const { report, original } of brought)
    origins.set(
      report.id,
      kept(async () => {
        const file = original && (await from(original.name))
        return file && gunzip(file)
      }),
    )
  return { brought, origins }
}
