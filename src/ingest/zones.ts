import type { Mapping } from './mapping'

/** The zones into which times of these files were brought; none where all stand as they are written. */
export const zonesOf = (sources: { mapping: Mapping }[]): string[] => [
  ...new Set(
    sources.flatMap(({ mapping: { columns } }) =>
      columns.flatMap(({ target, dropped, reading }) =>
        target && !dropped && reading.as === 'date' && reading.zone ? [reading.zone] : [],
      ),
    ),
  ),
]
