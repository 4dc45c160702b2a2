import { AppError } from '../model/error'

/** A folder of the browser's private storage: one workspace. */
export interface Folder {
  readonly id: string
  /** The file as it lies on the disk; nothing of it is read yet. Null where there is none. */
  read(name: string): Promise<File | null>
  /**
   * Writes a file whole or not at all: what stood there before stays until the last byte is written.
   * Returns the number of bytes. @throws AppError `workspace.full`, `cancelled`
   */
  write(name: string, parts: Parts, signal?: AbortSignal): Promise<number>
  remove(name: string): Promise<void>
  /** Name → bytes. */
  list(): Promise<Map<string, number>>
}
export type Parts = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

const ROOT = 'ziggurat'

/** Whether this browser, at this address, keeps anything: plain http and some private windows do not. */
export async function canStore(): Promise<boolean> {
  try {
    if (!navigator.locks || !navigator.storage?.getDirectory) return false
    await navigator.storage.getDirectory()
    return true
  } catch {
    return false
  }
}

const root = async (): Promise<FileSystemDirectoryHandle> =>
  (await navigator.storage.getDirectory()).getDirectoryHandle(ROOT, { create: true })

/** Ids of the workspaces that are kept. */
export async function folders(): Promise<string[]> {
  const ids: string[] = []
  for await (const [name, handle] of (await root()).entries()) if (handle.kind === 'directory') ids.push(name)
  return ids
}

export const removeFolder = async (id: string): Promise<void> =>
  (await root()).removeEntry(id, { recursive: true }).catch(notFound)

/** Everything this page ever kept. */
export async function removeAll(): Promise<void> {
  await (await navigator.storage.getDirectory()).removeEntry(ROOT, { recursive: true }).catch(notFound)
  // Other pages may live at the same origin: only what is ours.
  const ours = (name: string | undefined) => name?.startsWith(ROOT)
  for (const name of (await globalThis.caches?.keys()) ?? []) if (ours(name)) await caches.delete(name)
  for (const { name } of (await indexedDB.databases?.()) ?? [])
    if (ours(name)) indexedDB.deleteDatabase(name!)
}

/** Opens a workspace's folder, which comes to be with its first file. */
export function folder(id: string): Folder {
  const directory = async (create: boolean) => (await root()).getDirectoryHandle(id, { create })
  return {
    id,
    async read(name) {
      try {
        return await (await (await directory(false)).getFileHandle(name)).getFile()
      } catch (cause) {
        notFound(cause)
        return null
      }
    },
    async write(name, parts, signal) {
      // A full storage may refuse a file before its first byte.
      const { handle, file } = await openFile(await directory(true), name).catch((cause: unknown) => {
        throw fullOr(cause)
      })
      let size = 0
      try {
        for await (const part of parts) {
          if (signal?.aborted) throw new AppError('cancelled')
          await file.write(part as Uint8Array<ArrayBuffer>)
          size += part.length
        }
        if (signal?.aborted) throw new AppError('cancelled')
        await file.close()
        return size
      } catch (cause) {
        await file.abort().catch(() => undefined)
        // The handle made an empty file where there was none.
        if (!(await handle.getFile()).size) await (await directory(true)).removeEntry(name).catch(notFound)
        throw fullOr(cause)
      }
    },
    remove: async (name) => (await directory(true)).removeEntry(name).catch(notFound),
    async list() {
      const files = new Map<string, number>()
      try {
        for await (const [name, handle] of (await directory(false)).entries())
          if (handle.kind === 'file') files.set(name, (await (handle as FileSystemFileHandle).getFile()).size)
      } catch (cause) {
        notFound(cause)
      }
      return files
    },
  }
}

async function openFile(directory: FileSystemDirectoryHandle, name: string) {
  const handle = await directory.getFileHandle(name, { create: true })
  return { handle, file: await handle.createWritable() }
}

const fullOr = (cause: unknown): unknown =>
  (cause as Error | null)?.name === 'QuotaExceededError'
    ? new AppError('workspace.full', {}, { cause })
    : cause

function notFound(cause: unknown): void {
  if ((cause as Error | null)?.name !== 'NotFoundError') throw cause
}

/** Bytes used and still free for this page; null where the browser does not say. */
export async function space(): Promise<{ used: number; free: number } | null> {
  const { usage, quota } = (await globalThis.navigator?.storage?.estimate?.()) ?? {}
  return usage === undefined || quota === undefined ? null : { used: usage, free: Math.max(0, quota - usage) }
}
