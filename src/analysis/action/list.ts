import { insertRows } from '../../engine/engine'
import { readRows } from '../../engine/order'
import { AppError } from '../../model/error'
import type { ActionKind } from '../../model/action'
import type { Row } from '../../model/row'
import type { Session } from '../session'
import oneSql from './one.sql?raw'
import orderSql from './order.sql?raw'
import { prepareActions } from './prepare'

/** Which actions are looked at; empty: all of them. */
export interface Choice {
  kind: ActionKind | ''
  role: string
  /** Days from the present date. */
  horizon: number
}
/** Something to be done with a customer; see `build.sql`. */
export interface Action extends Row {
  customer_id: string
  name: string | null
  phone: string | null
  email: string | null
  owner: string | null
  tier: string
  stage: string
  kind: string
  role: string
  due: string | null
  due_in: number | null
  revenue: number
  day: string | null
  figure: number | null
  other: number | null
  n: number | null
  word: string | null
}
/** Places in `action_list` and the numbers of their customers, in the order of the list. */
export interface Actions {
  rows: Float64Array
  numbers: Float64Array
}

const FIELDS = [
  'customer_id',
  'name',
  'phone',
  'email',
  'owner',
  'tier',
  'stage',
  'kind',
  'role',
  'due',
  'due_in',
  'revenue',
  'day',
  'figure',
  'other',
  'n',
  'word',
]
const KNOWN = new Set(FIELDS)
/** Places mean something in the table only that they were read from. */
const standing = new WeakMap<Actions, number>()

/** What is to be done, most revenue at stake first; null: nobody is known. Customers must be numbered. */
export async function openActions(
  session: Session,
  { kind, role, horizon }: Choice,
): Promise<Actions | null> {
  await prepareActions(session)
  return session.quiet(async ({ engine, params, state }) => {
    if (!params) return null
    await engine.run('CREATE OR REPLACE TABLE action_choice (kind VARCHAR, role VARCHAR, horizon INTEGER)')
    await insertRows(engine, 'action_choice', [[kind, role, horizon]])
    const { row, number } = await engine.columns(orderSql)
    const actions = { rows: row ?? new Float64Array(), numbers: number ?? new Float64Array() }
    standing.set(actions, state)
    return actions
  })
}

/** Some of them. @throws AppError `cancelled` where others stand by now */
export const actionsOf = (session: Session, actions: Actions, from: number, to: number): Promise<Action[]> =>
  session.quiet(({ engine, state }) => {
    if (standing.get(actions) !== state) throw new AppError('cancelled')
    const places = [...actions.rows.subarray(from, to)]
    return readRows<Action>(engine, 'action_list', FIELDS, places, KNOWN)
  })

/** What is to be done with one customer, the soonest first. */
export async function actionsFor(session: Session, customer: string): Promise<Action[]> {
  await prepareActions(session)
  return session.quiet(({ engine }) => engine.query<Action>(oneSql, [customer]))
}
