import type { Look } from '../../charts/look'
import { matrix } from '../../charts/matrix'
import { numberOrNull, type Row } from '../../model/row'
import { TIERS } from '../../model/scheme'
import { pointsOf, scaleOf } from '../../stats/score'
import { fieldLabel } from '../dimension'
import { definePanel, type Frame, type Say } from '../panel'
import type { Session } from '../session'
import pointsSql from './points.sql?raw'
import profileSql from './profile.sql?raw'

/** Points of everybody in the whole base; a filter only chooses among them. */
async function write(session: Session): Promise<void> {
  const { scheme } = session
  if (!scheme || !session.params) return
  await session.indicatorsAt(null, scheme, async (engine, columns) => {
    const points = scheme.indicators.map((each, k): [string, Float64Array] => {
      const column = columns[each.name]!
      return [`p${k + 1}`, pointsOf(scaleOf(column, each), each)]
    })
    await engine.put('tier_points_output', Object.fromEntries(points))
    await engine.run(pointsSql)
  })
}

async function prepare(session: Session): Promise<void> {
  await session.whenReached('all')
  await session.steps.once('tiers.points', [session.base], () => write(session))
}

/** Fewer customers than this have no profile. */
const SMALL = 5
const tiersOf = (rows: Row[]): string[] => TIERS.filter((tier) => rows.some((row) => row.tier === tier))
const namesOf = (rows: Row[]): string[] => [...new Set(rows.map((row) => String(row.indicator)))]
const heightOf = (names: string[]): number => Math.max(220, 100 + 28 * names.length)
const sizeOf = (rows: Row[], tier: string): number | null =>
  numberOrNull(rows.find((row) => row.tier === tier)?.customers ?? null)

/** The indicators that tell the highest tier from the lowest most and least, among tiers that are large enough. */
function extremes(rows: Row[]) {
  const large = tiersOf(rows).filter((tier) => (sizeOf(rows, tier) ?? 0) >= SMALL)
  const [top, last] = [large[0], large.at(-1)]
  if (!top || top === last) return null
  const of = (indicator: string, tier: string) =>
    Number(rows.find((row) => row.indicator === indicator && row.tier === tier)?.points ?? NaN)
  const apart = namesOf(rows)
    .map((indicator) => ({ indicator, high: of(indicator, top), low: of(indicator, last!) }))
    .filter(({ high, low }) => Number.isFinite(high - low))
    .sort((a, b) => b.high - b.low - (a.high - a.low))
  return apart.length ? { top, last: last!, most: apart[0]!, least: apart.at(-1)! } : null
}

export const profile = definePanel({
  id: 'tiers.profile',
  needs: ['orders'],
  summed: true,
  prepare,
  n: (rows) => tiersOf(rows).reduce((sum, tier) => sum + (sizeOf(rows, tier) ?? 0), 0),
  least: 10,
  own: () => ['tier'],
  controls: [
    {
      name: 'statistic',
      label: 'control.statistic',
      options: ['mean', 'median'].map((value) => ({ value, label: `panel.tiers.profile.${value}` })),
      default: 'mean',
    },
  ],
  sql: profileSql,
  columns: [
    {
      name: 'indicator',
      type: 'text',
      words: 'indicator',
      label: 'column.indicator',
      disclosure: 'label',
      dimension: '',
    },
    { name: 'tier', type: 'tier', label: 'column.tier' },
    { name: 'customers', type: 'count', label: 'column.customers' },
    { name: 'points', type: 'score', label: 'column.points' },
  ],
  hidden: [
    { name: 'dimension', type: 'text', leaves: true, beside: true },
    { name: 'weight', type: 'share', leaves: true, beside: true },
  ],
  height: (rows) => heightOf(namesOf(rows)),
  chart: drawn,
  select: (row) => ({ field: 'tier', value: String(row.tier) }),
  sentence: (rows, say) => {
    const found = extremes(rows)
    if (!found) return say.t('panel.tiers.profile.single')
    const { top, last, most, least } = found
    const key = most === least ? 'sentenceOne' : least.high < least.low ? 'sentenceBack' : 'sentence'
    return say.t(`panel.tiers.profile.${key}`, {
      tier: say.t(`tier.${top}`),
      other: say.t(`tier.${last}`),
      most: fieldLabel(most.indicator, say),
      least: fieldLabel(least.indicator, say),
      high: say.number(most.high, 0),
      low: say.number(most.low, 0),
      leastHigh: say.number(least.high, 0),
      leastLow: say.number(least.low, 0),
    })
  },
})

function drawn(rows: Row[], look: Look, { controls }: Frame) {
  const say: Say = look.format
  const tiers = tiersOf(rows)
  const names = namesOf(rows)
  const small = (row: Row) => numberOrNull(row.customers ?? null) !== null && Number(row.customers) < SMALL
  return matrix(
    {
      summary: say.t('panel.tiers.profile.title'),
      rows: names.map((key) => ({ key, label: fieldLabel(key, say) })),
      columns: tiers.map((key) => ({ key, label: say.t(`tier.${key}`), total: sizeOf(rows, key) })),
      cells: rows.map((row) => ({
        row: String(row.indicator),
        column: String(row.tier),
        value: numberOrNull(row.points ?? null),
        n: numberOrNull(row.customers ?? null),
        small: small(row),
      })),
      scale: 'number',
      digits: 0,
      totals: 'count',
      text: {
        value: `${say.t('column.points')} (${say.t(`panel.tiers.profile.${controls.statistic}`)})`,
        n: say.t('column.customers'),
        total: say.t('column.customers'),
        small: say.t('reason.small'),
      },
    },
    look,
    heightOf(names),
  )
}
