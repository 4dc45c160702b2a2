import type { Row } from '../../model/row'
import type { Session } from '../session'
import boughtSql from './bought.sql?raw'
import monthsSql from './months.sql?raw'
import similarSql from './similar.sql?raw'

/** What a customer brought in a month. */
export interface Month extends Row {
  start: string
  revenue: number
  orders: number
  unfinished: boolean
}
/** The last 24 months up to the date, oldest first; none before the first order. */
export const monthsOf = (session: Session, id: string): Promise<Month[]> =>
  session.quiet(({ engine, summed, params }) =>
    params && !summed ? engine.query<Month>(monthsSql, [id]) : Promise.resolve([]),
  )

/** Something that similar customers have bought and this one has not. */
interface Offer extends Row {
  kind: 'product' | 'category'
  item: string
  /** How many similar customers bought it, of how many who bought anything of its kind. */
  n: number
  peers: number
  share: number
  share_all: number
}
export interface Similar {
  tier: string | null
  segment: string | null
  /** Of the same tier and segment; else the nearest in recency, frequency and money. */
  same: boolean
  /** How many customers are similar. */
  similar: number
  offers: Offer[]
}

/** What similar customers bought in 12 months; null: nobody is graded under that id, or no file tells of order lines. */
export async function similarTo(session: Session, id: string): Promise<Similar | null> {
  if (!session.has('order_lines')) return null
  await session.once('similar', (engine) => engine.run(boughtSql))
  const rows = await session.quiet(({ engine }) => engine.query(similarSql, [id]))
  const [first] = rows
  if (!first) return null
  const { tier, segment, same, similar } = first as unknown as Similar
  return { tier, segment, same, similar, offers: rows.filter((row) => row.item !== null) as Offer[] }
}
