import type { Choices } from './load'
import { proposeMapping, type Mapping } from './mapping'
import { forFormat } from './remembered'
import { takeSample, type Sample } from './sample'
import type { Format } from './unpack'

/** How a text would be read with these choices; nothing is loaded. @throws AppError `file.*` */
export async function previewOf(
  text: Blob,
  choices: Choices,
  format: Format | undefined,
): Promise<{ sample: Sample; mapping: Mapping }> {
  const sample = await takeSample(text, '', forFormat(choices, format))
  return { sample, mapping: proposeMapping(sample.header, sample.rows, choices.columns, choices.types) }
}
