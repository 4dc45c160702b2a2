import { readFile, writeFile } from 'node:fs/promises'
import { writeRow } from '../ingest/canonical'
import { proposeMapping, type Mapping } from '../ingest/mapping'
import type { Fitted } from '../ingest/recognise/read'
import { takeSample } from '../ingest/sample'
import { AppError } from '../model/error'
import type { Terminal } from './command'

/** A table of which somebody said what its columns mean. */
export interface Shape {
  id: string
  lang: string
  header: string[]
  rows: string[][]
  lines_before?: string[]
  lines_after?: string[]
  /** How many of the rows belong to the header. */
  sub_header_rows?: number
}
interface Reading {
  id: string
  entities: string[]
  columns: { index: number; target: string | null; confidence: number }[]
  asked: string[]
  refused: string | null
  /** How sure the kind and the answers that move figures are. */
  sureness: NonNullable<Mapping['sureness']>
}

/** The file as somebody would drop it. */
export function fileOf({ lines_before, header, rows, lines_after }: Shape): Blob {
  const lines = [...(lines_before ?? []), ...[header, ...rows].map(writeRow), ...(lines_after ?? [])]
  return new Blob([lines.join('\n') + '\n'])
}

export async function readShape(shape: Shape, fitted?: Fitted): Promise<Reading> {
  try {
    const sample = await takeSample(fileOf(shape), `${shape.id}.csv`)
    const mapping = proposeMapping(sample.header, sample.rows, {}, {}, { fitted })
    return {
      id: shape.id,
      entities: mapping.entities,
      columns: mapping.columns.map(({ index, target, confidence }) => ({ index, target, confidence })),
      sureness: mapping.sureness ?? {},
      asked: (mapping.questions ?? []).map(({ code }) => code),
      refused: mapping.refusal ?? (mapping.entities.length ? null : 'unknown'),
    }
  } catch (cause) {
    const { code } = AppError.from(cause)
    return { id: shape.id, entities: [], columns: [], asked: [], refused: code, sureness: {} }
  }
}

/** How labelled tables are read: `SHAPES.json --out readings.json`. Returns the exit code. */
export async function recognise(args: string[], terminal: Terminal): Promise<0 | 1 | 2> {
  const at = args.indexOf('--out')
  const out = at < 0 ? undefined : args[at + 1]
  const [from] = args.filter((arg, i) => !arg.startsWith('--') && (at < 0 || i !== at + 1))
  if (!from || (at >= 0 && !out)) {
    terminal.note('recognise SHAPES.json [--out readings.json]')
    return 2
  }
  const shapes = JSON.parse(await readFile(from, 'utf8')) as Shape[]
  const readings: Reading[] = []
  for (const shape of shapes) readings.push(await readShape(shape))
  const text = JSON.stringify(readings)
  if (out) await writeFile(out, text)
  else terminal.out(text)
  return 0
}
