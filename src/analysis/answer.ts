import type { Params } from '../tables/build'
import { AppError } from '../model/error'
import type { Row } from '../model/row'
import { asksData, comparable, settleControls } from './controls'
import { standOn } from './ground'
import { splitFacts, type Frame, type Panel, type PanelResult } from './panel'
import { chooseWithout, isFiltered } from './scope'
import type { Session } from './session'

/** One panel → its rows, or why there is no answer. Never throws: an error is a state of the panel. */
export async function answer(
  session: Session,
  panel: Panel,
  controls: Record<string, string>,
  signal?: AbortSignal,
): Promise<PanelResult> {
  let chosen = controls
  const result = (part: Partial<PanelResult>): PanelResult =>
    Object.freeze({
      id: panel.id,
      state: 'ready',
      rows: [],
      n: 0,
      frame: frameOf(session, panel, chosen),
      ...part,
    }) as PanelResult
  const without = (
    state: PanelResult['state'],
    key: string,
    params: Record<string, string | number> = {},
    n = 0,
  ) => result({ state, n, reason: { key, params } })
  const { state } = session
  try {
    const summed = !!panel.summed && session.summed
    const missing = panel.needs.filter((name) => !session.has(name) && !(summed && name === 'orders'))
    if (missing.length) return without('needs', 'reason.needs', { entities: missing.join(',') })
    await session.whenReached(panel.stage ?? 'all')
    if (session.failure) throw session.failure
    if (!session.params && panel.needs.includes('orders'))
      return summed && session.knownAsOf
        ? without('empty', 'reason.summed', { date: session.knownAsOf })
        : without('empty', 'reason.noOrders')
    const lacking = panel.lacks?.(session)
    if (lacking)
      return session.anonymous
        ? without('needs', `reason.anonymous.${session.anonymous}`)
        : without('empty', lacking)
    chosen = await settled(session, panel, controls)
    const frame = frameOf(session, panel, chosen)
    if (Object.values(frame.controls).includes('cluster')) await session.clusters.stand(session)
    const rows = await session.rooms.within(panel, frame, async (room) => {
      const { engine } = room
      if (panel.ground) await standOn(engine, datesOf(session, panel)!)
      await chooseWithout(engine, frame.filter, panel.own?.(frame) ?? [])
      if (panel.prepare) await panel.prepare(session, frame, room)
      const { base } = panel
      const make = () => (typeof base === 'string' ? engine.run(base) : base!(engine, frame))
      if (base) await session.once('base', make, '', room.steps)
      return engine.query(panel.sql, [], signal)
    })
    if (state !== session.state) return answer(session, panel, controls, signal)
    const { rows: computed, facts } = splitFacts(panel, panel.compute ? panel.compute(rows, frame) : rows)
    const n = panel.n(computed, facts)
    if (n === 0 && session.anonymous) return without('needs', `reason.anonymous.${session.anonymous}`)
    if (n === 0) return without('empty', nothingOf(session, panel, frame, summed))
    if (n < panel.least) return without('empty', 'reason.tooLittle', { n, least: panel.least }, n)
    return result({
      rows: Object.freeze(computed.map((row) => Object.freeze(row))) as Row[],
      n,
      frame: { ...frame, facts: Object.freeze(facts) },
    })
  } catch (cause) {
    const error = AppError.from(cause)
    // The tables changed under it: what stands now is asked instead.
    if (state !== session.state && error.code !== 'cancelled') return answer(session, panel, controls, signal)
    return without('error', `error.${error.code}`, error.params)
  }
}

/** Why nobody is left, and what would help: what was chosen away, or what these files do not say. */
function nothingOf(session: Session, { none }: Panel, frame: Frame, summed: boolean): string {
  const own = typeof none === 'function' ? none(session) : none
  if (own) return own
  if (summed && !frame.filtered) return 'reason.summedNone'
  if (frame.filtered) return 'reason.none'
  const part = frame.periodStart > frame.dataStart || frame.periodEnd < frame.dataEnd
  return part ? 'reason.period' : 'reason.unsaidAll'
}

/** Choices that are not made follow the data, the same for the page and the command line. */
async function settled(
  session: Session,
  panel: Panel,
  given: Record<string, string>,
): Promise<Record<string, string>> {
  if (!asksData(panel) || (panel.controls ?? []).every(({ name }) => name in given)) return given
  const dimensions = comparable(await session.dimensions())
  return settleControls(panel, given, dimensions, session.config.segments)
}

const datesOf = ({ dates, grounds }: Session, { ground }: Panel): Params | null =>
  ground ? (grounds.of.get(ground) ?? null) : dates

/** What the panel's figures are of: dates, period, rule, filter, its controls. */
function frameOf(session: Session, panel: Panel, controls: Record<string, string>): Frame {
  const p = datesOf(session, panel)
  return {
    asOf: p?.as_of ?? '',
    periodStart: p?.period_start ?? '',
    periodEnd: p?.period_end ?? '',
    period: p?.period ?? '',
    returns: p?.returns ?? 'net',
    dataStart: p?.data_start ?? '',
    dataEnd: p?.data_end ?? '',
    previousReview: p?.previous_review ?? null,
    filtered: isFiltered(session.shown),
    filter: session.shown,
    fiscalStart: session.calendar.fiscalStart,
    facts: {},
    controls: Object.fromEntries((panel.controls ?? []).map((c) => [c.name, controls[c.name] ?? c.default])),
  }
}
