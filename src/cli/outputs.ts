import { chmod, readlink, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { settled, temporary } from '../engine/temporary'
import { UsageError } from './given'

/** The file that a path ends at, through links, also where it is not there yet. */
async function endOf(path: string): Promise<string> {
  const own = resolve(path)
  try {
    return await realpath(own)
  } catch {
    const target = await readlink(own).catch(() => null)
    if (target !== null) return endOf(resolve(dirname(own), target))
    const folder = await realpath(dirname(own)).catch(() => dirname(own))
    return join(folder, basename(own))
  }
}

/** What tells a file from all others, whatever it is called: two names of one file are one. */
async function identityOf(path: string): Promise<string> {
  const end = await endOf(path)
  const found = await stat(end, { bigint: true }).catch(() => null)
  return found?.isFile() ? `${found.dev}:${found.ino}` : end
}

/**
 * Makes sure that nothing that is read would be written over, and nothing written twice.
 * @throws UsageError `report.cli.overwrites`, `report.cli.twice`
 */
export async function checkOutputs(outputs: string[], inputs: string[]): Promise<void> {
  const read = new Set(await Promise.all(inputs.map(identityOf)))
  const written = new Set<string>()
  for (const path of outputs) {
    const identity = await identityOf(path)
    if (read.has(identity)) throw new UsageError('report.cli.overwrites', { file: path })
    if (written.has(identity)) throw new UsageError('report.cli.twice', { file: path })
    written.add(identity)
  }
}

export class WriteError extends Error {
  /** Why, as the key of a message. */
  readonly why: string

  constructor(
    readonly file: string,
    cause: unknown,
  ) {
    super(file, { cause })
    this.why = whyOf(cause)
  }
}

const WHY: Record<string, string> = {
  ...{ EACCES: 'denied', EPERM: 'denied', EROFS: 'denied', EBUSY: 'denied' },
  ...{ ENOENT: 'missing', ENOTDIR: 'missing' },
  ...{ ENOSPC: 'full', EDQUOT: 'full', EFBIG: 'full' },
  EISDIR: 'folder',
}

/** What the system calls it → the key of a message. */
export const whyOf = (cause: unknown): string =>
  `report.cli.why.${WHY[(cause as NodeJS.ErrnoException | null)?.code ?? ''] ?? 'other'}`

/**
 * Writes files beside where they shall be and moves them there when all of them are whole: what was there before stays
 * until then, and who may read it stays the same. What is no file (a pipe, a device) is written to as it is. @throws WriteError
 */
export async function writeOutputs(outputs: [path: string, content: Uint8Array | string][]): Promise<void> {
  const moves: { path: string; part: string; end: string }[] = []
  try {
    for (const [path, content] of outputs) {
      const end = await endOf(path)
      const found = await stat(end).catch(() => null)
      try {
        if (found && !found.isFile() && !found.isDirectory()) {
          await writeFile(end, content)
          continue
        }
        const part = join(dirname(end), `.${basename(end)}.${process.pid}.part`)
        temporary(part)
        moves.push({ path, part, end })
        await writeFile(part, content)
        if (found) await chmod(part, found.mode)
      } catch (cause) {
        throw new WriteError(path, cause)
      }
    }
    for (const { path, part, end } of moves)
      await rename(part, end).catch((cause: unknown) => {
        throw new WriteError(path, cause)
      })
  } finally {
    for (const { part } of moves) {
      await rm(part, { force: true })
      settled(part)
    }
  }
}
