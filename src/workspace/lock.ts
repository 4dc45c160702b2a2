/** A workspace that is open here and nowhere else. */
export interface Held {
  release(): void
  /** Settles when another window took it over. */
  lost: Promise<void>
}

const nameOf = (id: string): string => `ziggurat:${id}`

/** Takes the workspace, from another window if need be; null where it is open elsewhere. */
export function hold(id: string, steal = false): Promise<Held | null> {
  return new Promise((resolve, reject) => {
    let release = () => {}
    let lose = () => {}
    const lost = new Promise<void>((settle) => (lose = settle))
    const done = navigator.locks.request(nameOf(id), steal ? { steal } : { ifAvailable: true }, (lock) => {
      if (!lock) return resolve(null)
      const holding = new Promise<void>((settle) => (release = settle))
      resolve({ release, lost })
      return holding
    })
    // A stolen lock ends the request with an AbortError.
    done.catch((cause: Error) => (cause.name === 'AbortError' ? lose() : reject(cause)))
  })
}

/** Settles when no other window has the workspace open any more. */
export async function whenFree(id: string, signal: AbortSignal): Promise<void> {
  await navigator.locks.request(nameOf(id), { signal }, () => undefined)
}
