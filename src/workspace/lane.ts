let lane: Promise<unknown> = Promise.resolve()

/** One change of the files at a time; what is dropped meanwhile waits. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = lane.then(work, work)
  lane = mine.catch(() => undefined)
  return mine
}
