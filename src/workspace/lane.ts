let lane: Promise<unknown> = Promise.resolve()

/** One change of files, settings or decisions at a time; what comes meanwhile waits. A turn within a turn would wait for itself. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = lane.then(work, work)
  lane = mine.catch(() => undefined)
  return mine
}
