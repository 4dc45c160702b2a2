import type { Row } from '../../model/row'
import type { Session } from '../session'
import type { SheetField } from '../sheet'
import customerSql from './customer.sql?raw'
import linesSql from './lines.sql?raw'
import { openList } from './list'
import numberOfSql from './numberof.sql?raw'
import timelineSql from './timeline.sql?raw'

/** One customer: a row of `customer_sheet` with the fields that say something of anybody. */
export interface Customer {
  id: string
  row: Row
  fields: SheetField[]
}

/** The customer of a number; null: nobody has it. Customers must be numbered. */
export async function customerOf(session: Session, number: number): Promise<Customer | null> {
  const everybody = await openList(session)
  if (!everybody) return null
  const [row] = await session.quiet(({ engine }) => engine.query(customerSql, [number]))
  return row ? { id: String(row.customer_id), row, fields: everybody.fields } : null
}

/** The number of a customer; null: nobody has that id. Customers must be numbered. */
export async function numberOf(session: Session, id: string): Promise<number | null> {
  const [row] = await session.quiet(({ engine }) => engine.query<{ number: number }>(numberOfSql, [id]))
  return row?.number ?? null
}

/** Something that happened with a customer; `n`: how much there is in all. */
export interface Happening extends Row {
  at: string | null
  kind: string
  ref: string | null
  amount: number | null
  words: string | null
  score: number | null
  n: number
}

/** Fifty happenings from a place on, the newest first. */
export const timelineOf = (session: Session, id: string, from: number): Promise<Happening[]> =>
  session.quiet(({ engine }) => engine.query<Happening>(timelineSql, [id, from]))

/** Lines of an order, the largest first. */
export const linesOf = (session: Session, id: string, order: string): Promise<Row[]> =>
  session.quiet(({ engine }) => engine.query(linesSql, [id, order]))
