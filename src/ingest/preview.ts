import type { Choices } from './load'
import { proposeMapping, type Mapping } from './mapping'
import { forFormat } from './remembered'
import { takeSample, type Sample } from './sample'
import type { Format } from './unpack'

/** What the columns of a sample mean with these choices. */
export const mappingOf = ({ header, rows }: Sample, { columns, types }: Choices): Mapping =>
  proposeMapping(header, rows, columns, types)

/** How a text would be read with these choices; nothing is loaded. @throws AppError `file.*` */
export async function previewOf(
  text: Blob,
  choices: Choices,
  format: Format | undefined,
): Promise<{ sample: Sample; mapping: Mapping }> {
  const sample = await takeSample(text, '', forFormat(choices, format))
  return { sample, mapping: mappingOf(sample, choices) }
}
