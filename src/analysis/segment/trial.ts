import { writeHits } from '../../engine/condition'
import type { Condition } from '../../model/condition'
import type { Session } from '../session'
import type { SheetField } from '../sheet'
import { placesOf } from './members'
import sizesSql from './sizes.sql?raw'
import trialSql from './trial.sql?raw'

/** Whom a condition means: how many customers, and their revenue in the period, beside everybody's. */
export interface Trial {
  customers: number
  revenue: number
  allCustomers: number
  allRevenue: number
}

/** Counts a complete condition over `customer_sheet`. @throws AppError `condition.*` */
export async function tryCondition(
  session: Session,
  condition: Condition,
  fields: SheetField[],
  signal?: AbortSignal,
): Promise<Trial | null> {
  await session.sheet()
  return session.quiet(async ({ engine, params }) => {
    if (!params || signal?.aborted) return null
    await writeHits(engine, 'segment_trial', 'customer_sheet', condition, placesOf(fields))
    const [row] = await engine.query<Record<string, number>>(trialSql, [], signal)
    return trialOf(row!)
  })
}

/** The same for each own segment that has members, by name. */
export async function segmentSizes(session: Session): Promise<Map<string, Trial>> {
  return session.quiet(async ({ engine, params }) => {
    if (!params) return new Map()
    const rows = await engine.query<Record<string, number> & { name: string }>(sizesSql)
    return new Map(rows.map((row) => [row.name, trialOf(row)]))
  })
}

const trialOf = (row: Record<string, unknown>): Trial => ({
  customers: Number(row.customers),
  revenue: Number(row.revenue),
  allCustomers: Number(row.all_customers),
  allRevenue: Number(row.all_revenue),
})
