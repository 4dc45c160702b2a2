import type { Choices } from '../ingest/load'
import type { Mapping } from '../ingest/mapping'
import type { Sample } from '../ingest/sample'
import { originOf } from './origins'
import { useWorkspace } from './workspace'

/** How a file would be read with these choices, null without its text; nothing is changed. @throws AppError `file.*` */
export async function preview(
  id: number,
  choices: Choices,
): Promise<{ sample: Sample; mapping: Mapping } | null> {
  const workspace = useWorkspace()
  const text = await originOf(id)?.text()
  if (!text) return null
  const source = workspace.sources.find((each) => each.id === id)
  const { previewOf } = await import('../ingest/preview')
  const { zone, today } = await workspace.start()
  return previewOf(text, choices, source?.format, { zone, today, file: source?.file })
}
