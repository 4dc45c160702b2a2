let lane: Promise<unknown> = Promise.resolve()
let running: Promise<unknown> = lane
let first: Promise<unknown> = lane

/** One change of files, settings or decisions at a time; what comes meanwhile waits. A turn within a turn would wait for itself. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = lane
    .then(() => first)
    .then(() => {
      const turn = work()
      running = turn.catch(() => undefined)
      return turn
    })
  lane = mine.catch(() => undefined)
  return mine
}

/** What cannot wait for the turns that wait already, because they cannot do without it: it comes after the one that runs. */
export function beforeOthers(work: () => Promise<void>): Promise<void> {
  const mine = running.then(work)
  first = mine.catch(() => undefined)
  return mine
}
