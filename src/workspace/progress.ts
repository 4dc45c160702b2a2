import type { LoadStep, Memory } from '../ingest/load'

/** How far the running import has come. */
export interface Progress {
  file: string
  step: LoadStep | 'start' | 'marts' | 'restore'
  /** Bytes of this file; of the drop, those done before this file and in all. */
  size: number
  done: number
  bytes: number
  /** When the drop began, and when this file did. */
  startedAt: number
  fileAt: number
  /** What the file will take of the engine's memory, once that is known. */
  memory?: Memory
  /** Of so many files that somebody dropped. */
  files?: number
}
/** What came in and went out on this visit. */
export interface LogEntry {
  at: Date
  kind: 'in' | 'again' | 'removed' | 'out'
  file: string
  rows: number | null
}
export const idle = (): Progress => {
  const now = performance.now()
  return { file: '', step: 'marts', size: 0, done: 0, bytes: 0, startedAt: now, fileAt: now }
}
/** Files came; nothing of them is known but how many they are. */
export const coming = ({ length }: File[]): Progress => ({ ...idle(), step: 'start', files: length })
