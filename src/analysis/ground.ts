import { insertRows, type Engine } from '../engine/engine'
import { paramsOn, type Params, type Span } from '../tables/build'
import type { Row } from '../model/row'
import type { View } from '../model/view'
import everybodySql from './everybody.sql?raw'
import filteredSql from './filtered.sql?raw'
import ownParamsSql from './own-params.sql?raw'
import spansSql from './spans.sql?raw'

/** Rows that a panel may stand on instead of orders: they give its span and, where no order does, its as-of date. */
export type Ground = 'feedback' | 'tickets' | 'deals' | 'touches'

/** The dates of each ground that the files hold, and of all of them together where nothing else says them. */
export interface Grounds {
  of: ReadonlyMap<Ground, Params>
  all: Params | null
}
export const NO_GROUND: Grounds = { of: new Map(), all: null }

/** Looks at what stands beside orders: as of the day of the orders, or of the last day that any of these rows knows. */
export async function groundsOf(engine: Engine, view: View, asOf: string | null): Promise<Grounds> {
  const spans = await engine.query<Span & Row & { ground: Ground }>(spansSql)
  const days = (side: 'from' | 'to') =>
    spans
      .map((span) => span[side])
      .filter((day) => day !== null)
      .sort()
  const [from = null, to = null] = [days('from').at(0), days('to').at(-1)]
  const shown = { ...view, asOf: asOf ?? view.asOf ?? to }
  const of = new Map<Ground, Params>()
  for (const { ground, ...span } of spans) of.set(ground, await paramsOn(engine, shown, span))
  return { of, all: spans.length ? await paramsOn(engine, shown, { from, to }) : null }
}

/** Where no customer is graded everybody whom a file names is in scope, and nobody can be filtered. */
export async function chooseEverybody(engine: Engine): Promise<void> {
  await engine.query(filteredSql, [false])
  await engine.run(everybodySql)
}

/** In the room of a panel `params` are the dates of its ground. */
export async function standOn(room: Engine, params: Params): Promise<void> {
  await room.run(ownParamsSql)
  await insertRows(room, 'params', [Object.values(params)])
}
