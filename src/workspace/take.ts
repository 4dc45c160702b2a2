import type { Opened } from '../ingest/files'
import type { Session } from '../analysis/session'
import type { Choices, LoadOptions, Memory } from '../ingest/load'
import { unpackAside } from './aside'
import type { Progress } from './progress'

export interface Taking {
  choices: Choices
  remembered: LoadOptions['remembered']
  signal: AbortSignal
  startedAt: number
  onProgress: (progress: Progress) => void
  onRead: (file: File, opened: Opened) => Promise<void>
  onFailure: (file: File, cause: unknown) => void
}

/** Reads the files of one drop, one after the other; one that fails leaves the others standing. Returns bytes and tables. */
export async function readDrop(
  active: Session,
  dropped: File[],
  { choices, remembered, signal, startedAt, onProgress, onRead, onFailure }: Taking,
): Promise<{ done: number; bytes: number; added: number }> {
  const bytes = dropped.reduce((sum, file) => sum + file.size, 0)
  let [done, added] = [0, 0]
  for (const file of dropped) {
    const fileAt = performance.now()
    let memory: Memory | undefined
    const onStep: LoadOptions['onStep'] = (step, told = memory) => {
      memory = told
      onProgress({ file: file.name, step, size: file.size, done, bytes, startedAt, fileAt, memory })
    }
    onStep('sample')
    try {
      const options = { choices, remembered, signal, onStep }
      const opened = await active.open(file, file.name, options, unpackAside)
      await onRead(file, opened)
      added += opened.read.length
    } catch (cause) {
      onFailure(file, cause)
      if (signal.aborted) break
    }
    done += file.size
  }
  return { done, bytes, added }
}
