import sql from './data/figures.sql?raw'
import type { Session } from './session'

/** What all files of a session come to, so that one state of it can be told beside another. */
export interface Figures {
  orders: number
  /** Net of returns, over all time, with and without a customer. */
  revenue: number
  /** Empty where the files hold no days. */
  asOf: string
}
export const NO_FIGURES: Figures = { orders: 0, revenue: 0, asOf: '' }

/** Waits until the tables of the present state stand. */
export async function figuresOf(session: Session): Promise<Figures> {
  if (!session.sources.length) return NO_FIGURES
  const rows = await session.quiet(({ engine, params }) =>
    params ? engine.query<{ orders: number; revenue: number }>(sql) : Promise.resolve([]),
  )
  const [row] = rows
  return row ? { ...row, asOf: session.params?.as_of ?? '' } : NO_FIGURES
}
