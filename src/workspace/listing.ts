import { folder, folders } from './folder'
import { readManifest } from './keep'

/** A workspace that is kept on this computer. */
export interface Listed {
  id: string
  name: string
  bytes: number
  savedAt: string
}

/** Names, sizes and dates of what is kept, the latest first. */
export async function listKept(): Promise<Listed[]> {
  const found: Listed[] = []
  for (const id of await folders()) {
    const manifest = await readManifest(folder(id)).catch(() => null)
    const bytes = [...(await folder(id).list()).values()].reduce((sum, size) => sum + size, 0)
    found.push({ id, name: manifest?.name ?? '', bytes, savedAt: manifest?.savedAt ?? '' })
  }
  return found.sort((a, b) => b.savedAt.localeCompare(a.savedAt))
}
