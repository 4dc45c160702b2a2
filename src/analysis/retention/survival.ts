import { survival } from '../../charts/survival'
import { numberOrNull, sumOf, type Row } from '../../model/row'
import { logRank } from '../../stats/logrank'
import { curves, lastOf, pointsOf, rankBy, standing, tickOf } from '../lifecycle/curve'
import { valueLabel } from '../dimension'
import { carried, definePanel, type Frame, type Say } from '../panel'
import lifeSql from './life.sql?raw'
import survivalSql from './survival.sql?raw'

/** The day that the sentence speaks of, where every curve reaches it; else the largest of the others. */
const HORIZONS = [365, 180, 90, 60, 30]
/** Below this chance curves are called different. */
const SURE = 0.05

/** Classes that are made of purchases: whoever is gone is in another one by that alone. */
const OF_PURCHASES = ['tier', 'segment', 'class', 'cluster']

const groupsOf = (rows: Row[]): Row[][] =>
  [...new Set(rows.map((row) => row.line))].map((line) => rows.filter((row) => row.line === line))
const isSplit = ({ controls }: Frame): boolean => controls.rows !== 'all'

/** The curve of each group that is large enough, and whether they differ by more than chance: one test over all of them. */
function compute(rows: Row[], { controls }: Frame): Row[] {
  const drawn = curves(rows.map(({ line, ...row }): Row => ({ ...row, cohort: line ?? null })))
  const told = groupsOf(drawn.map((row) => ({ ...row, line: row.cohort! })))
  const tested =
    told.length < 2 || OF_PURCHASES.includes(controls.rows!)
      ? null
      : logRank(told.map(([row]) => followedOf(rows, row!.line)))
  const drawnCustomers = told.reduce((sum, [row]) => sum + Number(row!.n), 0)
  const facts = {
    p: tested?.p ?? null,
    groups: told.length,
    undrawn: sumOf(rows, 'customers') - drawnCustomers,
  }
  return told.flat().map(({ share, low, high, bought, bought_by_then: gone, cohort: _, ...row }): Row => ({
    ...row,
    gone: bought ?? null,
    gone_by_then: gone ?? null,
    share: 1 - Number(share),
    low: high == null ? null : 1 - Number(high),
    high: low == null ? null : 1 - Number(low),
    ...facts,
  }))
}

function followedOf(rows: Row[], line: Row[string] | undefined) {
  const own = rows.filter((row) => (row.line ?? null) === (line ?? null))
  return {
    times: own.map((row) => Number(row.days)),
    happened: own.map((row) => !!row.happened),
    counts: own.map((row) => Number(row.customers)),
  }
}

const labelOf = (row: Row | undefined, say: Say, frame: Frame): string =>
  row?.line == null
    ? say.t('panel.retention.survival.all')
    : valueLabel(frame.controls.rows ?? '', String(row.line), say)

export const staying = definePanel({
  id: 'retention.survival',
  needs: ['orders'],
  summed: true,
  n: (rows) => groupsOf(rows).reduce((sum, [row]) => sum + Number(row?.n ?? 0), 0),
  least: 25,
  none: 'panel.retention.survival.none',
  own: ({ controls }) => [controls.rows ?? ''],
  base: lifeSql,
  sql: survivalSql,
  compute,
  controls: [
    {
      name: 'rows',
      label: 'control.rows',
      options: 'dimension',
      leave: ['saved', 'stage', 'order_region', 'order_channel', 'order_category'],
      more: [{ value: 'all', label: 'panel.retention.survival.all' }],
      default: 'all',
    },
  ],
  columns: [
    { name: 'line', type: 'text', words: '@rows', label: 'control.rows', disclosure: 'label' },
    { name: 'days', type: 'days', label: 'column.daysSinceFirst', disclosure: 'label' },
    { name: 'followed', type: 'count', label: 'column.followed' },
    { name: 'gone', type: 'count', label: 'column.goneThatDay', disclosure: 'id' },
    { name: 'share', type: 'share', label: 'column.stillCustomers' },
    { name: 'low', type: 'share', label: 'column.low' },
    { name: 'high', type: 'share', label: 'column.high' },
  ],
  hidden: [
    { name: 'n', type: 'count', leaves: true },
    { name: 'median', type: 'days', leaves: true, least: 10 },
    { name: 'gone_by_then', type: 'count' },
  ],
  facts: [
    ...carried('number', ['p', 'groups'], { leaves: true, beside: true, digits: 3 }),
    { name: 'undrawn', type: 'count', leaves: true, beside: true },
  ],
  shape: { kind: 'curve', count: 'gone_by_then', group: 'line', rank: rankBy(HORIZONS) },
  height: 320,
  chart: (rows, look, frame) => {
    const say = look.format
    return survival(
      {
        summary: say.t('panel.retention.survival.title'),
        groups: groupsOf(rows).map((own) => ({
          key: String(own[0]!.line ?? 'all'),
          label: labelOf(own[0], say, frame),
          median: numberOrNull(own[0]!.median),
          points: pointsOf(own),
        })),
        tick: tickOf(Math.max(...rows.map((row) => Number(row.days)))),
        text: {
          share: say.t('column.stillCustomers'),
          interval: say.t('panel.retention.survival.interval'),
          followed: say.t('column.followed'),
          days: say.t('column.daysSinceFirst'),
          median: say.t('panel.retention.survival.half', { days: say.count(Number(rows[0]?.median ?? 0)) }),
        },
      },
      look,
    )
  },
  sentence: (rows, say, frame) => {
    const groups = groupsOf(rows)
    const longest = Math.min(...groups.map(lastOf))
    const day = HORIZONS.find((each) => each <= longest) ?? longest
    const share = (row: Row | undefined, name = 'share') => say.share(Number(row?.[name] ?? 0))
    const stand = groups
      .map((own) => standing(own, day))
      .sort((a, b) => Number(b?.share ?? 0) - Number(a?.share ?? 0))
    if (isSplit(frame) && groups.length > 1) {
      const p = Number(frame.facts.p ?? 1)
      const key = OF_PURCHASES.includes(frame.controls.rows!) ? 'untested' : p < SURE ? 'apart' : 'alike'
      return say.t(`panel.retention.survival.${key}`, {
        days: say.count(day),
        best: labelOf(stand[0], say, frame),
        most: share(stand[0]),
        worst: labelOf(stand.at(-1), say, frame),
        least: share(stand.at(-1)),
        p: p < 0.001 ? '< 0.001' : `= ${say.number(p, 3)}`,
      })
    }
    const [own] = stand
    const median = own?.median
    return say.t(`panel.retention.survival.${median == null ? 'unreached' : 'sentence'}`, {
      days: say.count(day),
      share: share(own),
      low: own?.low == null ? share(own) : share(own, 'low'),
      high: own?.high == null ? share(own) : share(own, 'high'),
      median: say.count(Number(median ?? 0)),
      longest: say.count(lastOf(groups[0] ?? [])),
    })
  },
  note: (_, say, { facts }) => {
    const n = Number(facts.undrawn ?? 0)
    return n ? say.t('panel.retention.survival.undrawn', { n, customers: say.count(n) }) : null
  },
  source:
    'Kaplan & Meier 1958; interval: Greenwood, log(−log) (Kalbfleisch & Prentice 1980); comparison: log-rank (Mantel 1966)',
})
