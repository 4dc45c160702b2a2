import { inferAs, type Inference } from '../infer'
import type { Chosen } from '../mapping'

/** The only column of dates, or null. */
export function dateByShape(
  header: string[],
  cells: string[][],
  chosen: Chosen,
): { index: number; inference: Inference } | null {
  const dates = header
    .map((_, index) => ({ index, inference: inferAs(cells[index]!, 'datetime') }))
    .filter(
      ({ index, inference }) =>
        chosen[header[index]!] === undefined && inference.fit > 0.95 && cells[index]!.some(Boolean),
    )
  return dates.length === 1 ? dates[0]! : null
}
