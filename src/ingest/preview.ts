import type { Choices, SourceReport } from './load'
import { proposeMapping, type Mapping } from './mapping'
import { forFormat } from './remembered'
import { takeSample, type Sample } from './sample'
import { settle, type Around } from './settle'
import type { Format } from './unpack'

/** What the columns of a sample mean with these choices. */
export const mappingOf = (
  sample: Sample,
  { columns, types, kind }: Choices,
  beside: Omit<Around, 'types'> = {},
): Mapping =>
  settle(proposeMapping(sample.header, sample.rows, columns, types, { kind }), sample, { ...beside, types })

/** How a text would be read with these choices; nothing is loaded. @throws AppError `file.*` */
export async function previewOf(
  text: Blob,
  choices: Choices,
  format: Format | undefined,
  beside?: Omit<Around, 'types'>,
): Promise<{ sample: Sample; mapping: Mapping }> {
  const sample = await takeSample(text, '', forFormat(choices, format))
  return { sample, mapping: mappingOf(sample, choices, beside) }
}

/** The rows of the file are with these choices as they were read: it need not be read again. */
export function readsAlike(
  { sample, mapping, choices }: Pick<SourceReport, 'sample' | 'mapping' | 'choices'>,
  now: Choices,
  beside?: Omit<Around, 'types'>,
): boolean {
  const rows = ({ encoding, delimiter, only, nobody }: Choices) =>
    JSON.stringify([encoding, delimiter, only, nobody])
  return rows(choices) === rows(now) && readingOf(mapping) === readingOf(mappingOf(sample, now, beside))
}
/** What follows from its rows is with these choices as it was: the figures need not be worked out again. */
export const countsAlike = (before: Choices, now: Choices): boolean => {
  const counted = ({ states = {}, unit }: Choices) => JSON.stringify([Object.entries(states).sort(), unit])
  return counted(before) === counted(now)
}
/** What of a mapping the rows follow, as text; how sure it is and what it tells of does not count. */
const readingOf = (mapping: Mapping): string =>
  JSON.stringify(mapping, (key, value: unknown) => (TOLD.has(key) ? undefined : value))
const TOLD = new Set(['notices', 'questions', 'confidence', 'reason', 'why'])
