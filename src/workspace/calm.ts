import { useWorkspace } from './workspace'

/** Between two pieces of a table: whoever asks now is answered first. */
const BREATH = 150
let lastAsked = 0

/** Somebody asked the page for something just now. */
export const asked = (): void => void (lastAsked = performance.now())
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Settles when panels stand and nobody has asked for anything for a moment; at once when stopped. */
export async function calm(signal: AbortSignal): Promise<void> {
  const workspace = useWorkspace()
  const busy = () => workspace.progress || workspace.stage !== 'all' || performance.now() - lastAsked < BREATH
  while (busy() && !signal.aborted) await pause(40)
}
