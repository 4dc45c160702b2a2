import type { Engine } from '../engine/engine'
import type { Content, Source } from './keep'
import type { Manifest } from './manifest'
import { originOf } from './origins'

/** A `.ziggurat` file; sealed under a passphrase if there is one. What it takes is loaded when it is asked for. */
export async function wrap(
  engine: Engine,
  content: Content,
  passphrase: string,
  numbers: Blob | null,
): Promise<Blob> {
  const { pack } = await import('./pack')
  const file = await pack(engine, content, async (id) => (await originOf(id)?.text()) ?? null, numbers)
  if (!passphrase) return file
  const { seal } = await import('../crypto/seal')
  const sealed = await seal(new Uint8Array(await file.arrayBuffer()), passphrase, content.name)
  return new Blob([sealed as Uint8Array<ArrayBuffer>])
}

/** What a `.ziggurat` file holds. @throws AppError `workspace.*`, `seal.*`, `recipe.*` */
export async function unwrap(
  file: Blob,
  passphrase: string | null,
): Promise<{ manifest: Manifest; from: Source }> {
  const [{ unpack }, { verifyAside }] = await Promise.all([import('./pack'), import('./aside')])
  if (passphrase === null) return unpack(file, verifyAside)
  const { open } = await import('../crypto/seal')
  const { bytes } = await open(new Uint8Array(await file.arrayBuffer()), passphrase)
  return unpack(new Blob([bytes as Uint8Array<ArrayBuffer>]), verifyAside)
}
