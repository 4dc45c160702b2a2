import { literal } from '../../engine/engine'

export const matches = (cell: string, pattern: string): string =>
  `regexp_matches(${cell}, ${literal(pattern)})`
export const extract = (cell: string, pattern: string, group: number): string =>
  `regexp_extract(${cell}, ${literal(pattern)}, ${group})`
