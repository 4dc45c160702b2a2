import { AppError } from '../../model/error'
import type { Unpacked } from '../unpack'
import { faultOf } from '../fault'
import { collect } from './gzip'
import type { Meter } from './meter'
import type { Member } from './zip'

type Unpack = (file: Blob, name: string, meter: Meter) => Promise<Unpacked>

/** What systems put beside the files of people. */
const CLUTTER = /(^|\/)(__MACOSX\/|\.|~\$|Thumbs\.db$|desktop\.ini$)/i
const MOST_MEMBERS = 2000

/**
 * Every file of an archive, each opened as if it had been dropped by itself.
 * @throws AppError `file.encrypted`, `file.tooBig`, `file.noTable`, `cancelled`
 */
export async function openArchive(
  members: Member[],
  meter: Meter,
  name: string,
  unpack: Unpack,
  signal?: AbortSignal,
): Promise<Unpacked> {
  const files = members.filter(({ name }) => !name.endsWith('/') && !CLUTTER.test(name))
  if (!files.length) throw new AppError('file.noTable', { file: name })
  if (files.every(({ encrypted }) => encrypted)) throw new AppError('file.encrypted', { file: name })
  if (files.length > MOST_MEMBERS) throw meter.tooBig()
  const opened: Unpacked = { parts: [], failures: [] }
  for (const member of files) {
    const inner = `${name} › ${member.name}`
    try {
      if (member.encrypted) throw new AppError('file.encrypted', { file: inner })
      const file = await collect(await member.stream(), meter, inner, 'ZIP', signal)
      const { parts, failures } = await unpack(file, inner, meter.inner(file.size, inner))
      opened.parts.push(...parts)
      opened.failures.push(...failures)
    } catch (cause) {
      const error = faultOf(cause, inner)
      if (error.code === 'cancelled' || error.code === 'file.tooBig') throw error
      opened.failures.push({ name: inner, error })
    }
  }
  return opened
}
