import { normalise, signature } from '../model/header'
import type { Choices } from './load'
import { takeSample, type Sample } from './sample'
import type { Format } from './unpack'

/** What was said before of files with this header, by its signature; undefined where nothing was. */
export type Remembered = (signature: string) => Choices | undefined

interface Recalled {
  sample: Sample
  choices: Choices
  /** Something that was said before is part of the choices. */
  again: boolean
  /** The header as the file itself suggests to read it, before anything was chosen. */
  found: string
}

/** What came out of a container was written by us; only text has a dialect to be found out. */
export const forFormat = (given: Choices, format: Format = 'text'): Choices =>
  format === 'text' ? given : { delimiter: ',', ...given }

/**
 * The sample of a file, read as files of its header were read before. What is given now goes before what was said then.
 * A second look is taken at most once, and only where it finds the header that was spoken of.
 * @throws AppError `file.*`
 */
export async function recall(
  file: Blob,
  name: string,
  given: Choices,
  format: Format,
  remembered: Remembered = () => undefined,
): Promise<Recalled> {
  const known = forFormat(given, format)
  const first = await takeSample(file, name, known)
  const own = signature(first.header)
  const about = remembered(own)
  if (!about) return { sample: first, choices: given, again: false, found: own }
  const { encoding, delimiter } = about
  const bytes: Choices = {
    ...(encoding && !given.encoding && !speaks(first) ? { encoding } : {}),
    ...(delimiter && !given.delimiter ? { delimiter } : {}),
  }
  const second =
    format === 'text' && differ(bytes, first)
      ? await takeSample(file, name, { ...known, ...bytes }).catch(() => null)
      : null
  const later = second && signature(second.header)
  const meant = later === null || later === own ? about : remembered(later)
  // What was said of the bytes does not suit this file: it stays as it reads by itself.
  const taken = second && meant ? second : first
  const { columns, types, settled, states, unit, kind } = meant ?? about
  const choices: Choices = {
    ...(taken === second ? bytes : {}),
    ...fitted('columns', columns, taken.header),
    ...fitted('types', types, taken.header),
    ...(settled ? { settled } : {}),
    ...(states ? { states } : {}),
    ...(kind ? { kind } : {}),
    ...(unit ? { unit } : {}),
  }
  return { sample: taken, choices: join(choices, given), again: Object.keys(choices).length > 0, found: own }
}

/** The file says itself how its characters are written: by its first bytes, or by being valid with letters of its own. */
function speaks({ encoding, header, rows }: Sample): boolean {
  if (encoding.reason === 'bom' || encoding.reason === 'units') return true
  const plain = (cell: string) => /^[\0-\x7f]*$/.test(cell)
  return encoding.reason === 'valid' && !(header.every(plain) && rows.every((row) => row.every(plain)))
}

const differ = ({ encoding, delimiter }: Choices, { encoding: found, dialect }: Sample): boolean =>
  (!!encoding && encoding !== found.encoding) || (!!delimiter && delimiter !== dialect.delimiter)

/** What was said of columns, under the names that they have in this file. */
function fitted<K extends 'columns' | 'types'>(key: K, said: Choices[K], header: string[]): Pick<Choices, K> {
  const byName = new Map(Object.entries(said ?? {}))
  const alike = new Map([...byName].map(([name, value]) => [normalise(name), value]))
  const twice = (name: string) => header.filter((other) => normalise(other) === normalise(name)).length > 1
  const found = header.flatMap((name) => {
    const value = byName.has(name) || twice(name) ? byName.get(name) : alike.get(normalise(name))
    return value === undefined ? [] : [[name, value] as const]
  })
  return (found.length ? { [key]: Object.fromEntries(found) } : {}) as Pick<Choices, K>
}

const join = (then: Choices, now: Choices): Choices => ({
  ...then,
  ...now,
  ...(then.columns || now.columns ? { columns: { ...then.columns, ...now.columns } } : {}),
  ...(then.states || now.states ? { states: { ...then.states, ...now.states } } : {}),
  ...(then.types || now.types ? { types: { ...then.types, ...now.types } } : {}),
})
