/** What a source was read from: the dropped file, while it is at hand, and the text of its table. */
export interface Origin {
  file: File | null
  /** Null where there was no room to keep it: the file must be dropped again. */
  text: () => Promise<Blob | null>
}

/** By source; blobs must not be proxied, so they stand beside the store. */
const origins = new Map<number, Origin>()

export const setOrigin = (id: number, origin: Origin): void => void origins.set(id, origin)
export const originOf = (id: number): Origin | undefined => origins.get(id)
/** First bytes of the text of a source. */
export async function headOf(id: number, size = 4096): Promise<Uint8Array> {
  const text = await originOf(id)?.text()
  return new Uint8Array(text ? await text.slice(0, size).arrayBuffer() : [])
}
export const dropOrigin = (id: number): void => void origins.delete(id)
export function dropOrigins(): void {
  origins.clear()
  again.clear()
}

/** Sources that were read again, by the id that they had. */
const again = new Map<number, number>()
export function passOrigin(from: number, to: number): void {
  dropOrigin(from)
  again.set(from, to)
}
/** Whoever named a source while it waited to be read again means what it is now. */
export function idNow(id: number): number {
  const next = again.get(id)
  return next === undefined ? id : idNow(next)
}

export const dropped = (file: File, text: Blob): Origin => ({ file, text: () => Promise.resolve(text) })
/** Text that is fetched when it is asked for, once. */
export function kept(fetch: () => Promise<Blob | null>): Origin {
  let text: Promise<Blob | null> | undefined
  return { file: null, text: () => (text ??= fetch()) }
}
