import type { Session } from '../analysis/session'
import { bring, gunzip, isWhole, type Source } from './keep'
import type { Manifest, StoredSource } from './manifest'
import { kept, type Origin } from './origins'
import { idle, useWorkspace } from './workspace'

export interface Restored {
  brought: StoredSource[]
  origins: Map<number, Origin>
  /** Ids of those whose tables were damaged: they must be read again from their texts. */
  damaged: number[]
}

/**
 * Brings the tables of a manifest into the engine, each with the text it was read from as far as that was kept.
 * @throws AppError `workspace.damaged`, `engine.*`; nothing is left in the engine then
 */
export async function restore(active: Session, manifest: Manifest, from: Source): Promise<Restored> {
  const onTable = (file: string) => void (useWorkspace().progress = { ...idle(), step: 'restore', file })
  const damaged: number[] = []
  const rescue = async ({ report, original }: StoredSource) => {
    const whole = !!original?.sum && (await isWhole(original, from))
    if (whole) damaged.push(report.id)
    return whole
  }
  const brought = await bring(active.engine, manifest, from, () => active.reserve(), onTable, rescue)
  const origins = new Map<number, Origin>()
  for (const { report, original } of brought)
    origins.set(
      report.id,
      kept(async () => {
        const file = original && (await from(original.name))
        // A text that cannot be read is none.
        return file && gunzip(file, report).catch(() => null)
      }),
    )
  return { brought, origins, damaged }
}
