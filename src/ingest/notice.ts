import type { Engine } from '../engine/engine'
import type { Notice, NoticeCode } from '../model/notice'
import type { Choices } from './load'

/** One answer to a question: what it is called, and what giving it says of the file. */
export interface Option {
  /** Heading of a column, or a message key that begins with `option.`. */
  label: string
  params?: Record<string, string | number>
  choices: Choices
}
/** Something that a file leaves open: a reading was taken, and others are as good or nearly so. */
export interface Question extends Notice {
  /** The value of the column that is asked about, where each has a question of its own. */
  value?: string
  options: Option[]
  /** Place in `options` of the reading that was taken; -1: none was. */
  chosen: number
  /** How sure the reading that was taken is, 0…1. */
  confidence: number
}
/** The same before it is known of which file it is. */
export type Told = Omit<Notice, 'file'>
export type Asked = Omit<Question, 'file'>

/** What building the entities found: it is written by SQL where the rows are, and read back as notices. */
export const CLEAR_TOLD = `CREATE OR REPLACE TABLE told (code VARCHAR, file VARCHAR, "column" VARCHAR, n DOUBLE, total DOUBLE, example VARCHAR)`

/** Notices that the last building of the entities wrote to `told`. */
export async function readTold(engine: Engine): Promise<Notice[]> {
  const rows = await engine.query<{
    code: string
    file: string | null
    column: string | null
    n: number | null
    total: number | null
    example: string | null
  }>('SELECT * FROM told ORDER BY ALL')
  return rows.map(({ code, file, column, n, total, example }) => ({
    code: code as NoticeCode,
    file: file ?? '',
    ...(column === null ? {} : { column }),
    params: { n: n ?? 0, total: total ?? 0, example: example ?? '' },
  }))
}
