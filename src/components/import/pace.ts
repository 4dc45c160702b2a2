/** Bytes per millisecond that a usual computer reads, until this one has shown its own pace. */
const USUAL = 20_000
/** A file's share of its time that the estimate may reach before the file is really done. */
const MOST = 0.95

export interface Pace {
  /** Bytes finished so far and the milliseconds they took. */
  bytes: number
  time: number
}
interface Moment {
  /** Bytes of the finished files, of the running one, and of all. */
  done: number
  size: number
  bytes: number
  /** Milliseconds since the running file and since the drop began. */
  fileTime: number
  time: number
}
export interface Estimate {
  /** 0…1 */
  share: number
  /** Milliseconds, or null while nobody can say. */
  left: number | null
}

/** How far an import is: finished files by their bytes, the running one by the pace of those before it. */
export function estimate(moment: Moment, past: Pace): Estimate {
  const bytes = past.bytes + moment.done
  const time = past.time + Math.max(0, moment.time - moment.fileTime)
  const pace = bytes > 1e6 && time > 200 ? bytes / time : USUAL
  const inFile = moment.size ? Math.min(MOST, (pace * moment.fileTime) / moment.size) : 0
  const share = moment.bytes ? Math.min(1, (moment.done + inFile * moment.size) / moment.bytes) : 0
  const late = inFile === MOST
  const left = moment.time < 1500 || late ? null : (moment.bytes * (1 - share)) / pace
  return { share, left }
}
