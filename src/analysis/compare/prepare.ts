import { insertRows, type Engine } from '../../engine/engine'
import type { Groups } from '../../stats/paired'
import type { Frame } from '../panel'
import type { Room } from '../rooms'
import { leaving } from '../scope'
import type { Session } from '../session'
import afterSql from './after.sql?raw'
import { drawAside, resamplesFor } from './aside'
import { gradingOf } from './gradings'
import pickSql from './pick.sql?raw'
import { spanOf, type Span } from './span'
import spanSql from './span.sql?raw'
import tablesSql from './tables.sql?raw'
import { compareTops, topOf, type Compared } from './top'
import { tryOut, type Trial } from './trial'

/** What the panels are spread over is no filter of theirs. */
export const SPREAD = ['tier']

/** Writes what the panels of a comparison read into their room, once for each question. @throws AppError `compare.*` */
export async function prepareCompare(
  session: Session,
  { controls, filter }: Frame,
  { engine: room, steps }: Room,
): Promise<void> {
  await session.whenReached('all')
  const gradings = [controls.a!, controls.b!].map((key) => gradingOf(session, key))
  const of = gradings.map((grading) => (grading.kind === 'scheme' ? grading.scheme : grading.key))
  const form = JSON.stringify([controls, leaving(filter, SPREAD)])
  await steps.once('comparison', [session.base, form, ...of], work)

  async function work(): Promise<void> {
    const span = spanOf(session, controls)
    if (!span) return
    await session.gradeDates([span.asOf])
    const found = await tryOut(session, span.asOf, gradings, (trials) =>
      look(room, span, trials, controls.top!),
    )
    const resamples = resamplesFor(found.groups.amount.length)
    const draws = await drawAside(found.groups, resamples)
    const compared = compareTops(found.groups, draws)
    await write(room, span, found, compared, resamples)
  }
}

interface Found {
  groups: Groups
  trials: Trial[]
  size: number
}

/** Both tops among those in scope, and what they did after; the lists of who is in one alone. */
async function look(engine: Engine, { asOf, until }: Span, trials: Trial[], share: string): Promise<Found> {
  await engine.run(spanSql)
  await insertRows(engine, 'compare_span', [[asOf, until]])
  const { returned, amount, chosen, seat } = await engine.columns(afterSql)
  const rows = Array.from(chosen ?? [], (_, row) => row)
    .filter((row) => chosen![row])
    .sort((one, other) => seat![one]! - seat![other]!)
  const take = (of: Float64Array) => Float64Array.from(rows, (row) => of[row]!)
  const size = sizeOf(share, trials, rows)
  const [a, b] = trials.map(({ rank }) => topOf(take(rank), size)) as [Float64Array, Float64Array]
  const groups: Groups = { a, b, returned: take(returned!), amount: take(amount!) }
  // Of those who share the last places most of them is meant.
  const apart = rows.flatMap((_, at) => (Math.abs(a[at]! - b[at]!) >= 0.5 ? at : []))
  const of = (value: (at: number) => number) => Float64Array.from(apart, value)
  await engine.put('compare_pick', {
    place: of((at) => rows[at]!),
    side: of((at) => Math.sign(a[at]! - b[at]!)),
    a: of((at) => trials[0]!.score[rows[at]!]!),
    b: of((at) => trials[1]!.score[rows[at]!]!),
    returned: of((at) => groups.returned[at]!),
    amount: of((at) => groups.amount[at]!),
  })
  await engine.run(pickSql)
  return { groups, trials, size }
}

/** How large both tops are: a share of the customers, or as large as the top tier of the first that has tiers. */
function sizeOf(share: string, trials: Trial[], rows: number[]): number {
  const tiered = share === 'tier' ? trials.find(({ level }) => level) : null
  const size = tiered
    ? rows.reduce((sum, row) => sum + Number(tiered.level![row] === 1), 0)
    : Math.ceil(rows.length * (Number(share) || 0.1))
  return Math.max(1, Math.min(rows.length, size))
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)

async function write(
  engine: Engine,
  { asOf, until, months }: Span,
  { groups, trials, size }: Found,
  compared: Compared,
  resamples: number,
): Promise<void> {
  await engine.run(tablesSql)
  const n = groups.amount.length
  const named = trials.flatMap(({ key, name, version }) => [key, name, version])
  await insertRows(engine, 'compare_frame', [[...named, asOf, until, months, n, size, resamples]])
  if (!n) return
  await insertRows(
    engine,
    'compare_result',
    Object.entries(compared).map(([part, did], ordinal) => {
      const ends = (name: 'returned' | 'share' | 'mean') =>
        [did[name], did.low?.[name] ?? NaN, did.high?.[name] ?? NaN].map(finite)
      // The sizes were chosen to be equal: their difference says nothing.
      const customers = part === 'difference' ? null : Math.round(did.size * 10) / 10
      return [ordinal, part, customers, ...ends('returned'), ...ends('share'), ...ends('mean')]
    }),
  )
}
