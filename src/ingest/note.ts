import { AppError } from '../model/error'
import type { SourceReport } from './load'

/** Why nothing comes of a file that was read, or null: it is known to be something else, or nobody knows what it is. */
export const emptiness = ({ file, entities, mapping, reference }: SourceReport): AppError | null =>
  entities.length || reference
    ? null
    : new AppError(mapping.refusal ? `file.refused.${mapping.refusal}` : 'file.unknown', { file })

/** Told of, but nothing that somebody must mend: a cover sheet, a hidden sheet, ids that the spreadsheet has rounded. */
export const isNote = (code: string): boolean => ['file.cover', 'file.hidden', 'file.rounded'].includes(code)

/** Whether as many rows were read as a count of its own has found; workspaces of before were not counted. */
export const isCounted = ({ rowsRead, rowsCounted }: SourceReport): boolean =>
  rowsCounted === undefined || rowsCounted === rowsRead
