/** What a worker runs first: it holds a lock of this name as long as it lives. On plain http there are none. */
export const signOfLife = (name: string): string =>
  `self.navigator.locks?.request(${JSON.stringify(name)}, () => new Promise(() => {}));\n`

/** So often it is looked whether a worker has come to its first line, ms and times. */
const [PAUSE, MOST] = [50, 1200]

/**
 * Calls `onEnd` when a worker that began with `signOfLife` is there no more: no event tells of one that ran out of memory or
 * was ended. Without locks only its errors are heard of.
 */
export function watchWorker(worker: Worker, name: string, onEnd: () => void): void {
  worker.addEventListener('error', onEnd)
  const { locks } = navigator as Partial<Navigator>
  if (locks) void whenGone(locks, name).then((gone) => gone && onEnd())
}

async function whenGone(locks: LockManager, name: string): Promise<boolean> {
  const held = async () => (await locks.query()).held?.some((lock) => lock.name === name)
  for (let n = 0; !(await held()); n++) {
    if (n === MOST) return false
    await new Promise((resolve) => setTimeout(resolve, PAUSE))
  }
  await locks.request(name, () => undefined)
  return true
}
