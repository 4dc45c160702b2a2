import { survival } from '../../charts/survival'
import { numberOrNull, type Row } from '../../model/row'
import { definePanel, type Say } from '../panel'
import { periodLabel } from '../trend/period'
import { curves, lastOf, pointsOf, rankBy, standing, tickOf } from './curve'
import secondSql from './second.sql?raw'
import secondsSql from './seconds.sql?raw'

/** The day that the sentence speaks of, where the curve reaches it; else the largest of the others. */
const HORIZONS = [90, 180, 60, 30, 14, 7]

/** Rows of each cohort. */
const cohortsOf = (rows: Row[]): Row[][] =>
  [...new Set(rows.map((row) => row.cohort))].map((cohort) => rows.filter((row) => row.cohort === cohort))
const named = (row: Row | undefined, say: Say, fiscalStart: number): string =>
  row?.cohort == null
    ? say.t('panel.lifecycle.second.all')
    : periodLabel(String(row.cohort), 'quarter', say, fiscalStart)

export const second = definePanel({
  id: 'lifecycle.second',
  needs: ['orders'],
  n: (rows) => cohortsOf(rows).reduce((sum, [row]) => sum + Number(row?.n ?? 0), 0),
  least: 25,
  none: 'panel.lifecycle.second.none',
  base: secondsSql,
  sql: secondSql,
  compute: curves,
  controls: [
    {
      name: 'grain',
      label: 'control.cohorts',
      default: 'all',
      options: ['all', 'quarter'].map((value) => ({ value, label: `panel.lifecycle.second.by.${value}` })),
    },
  ],
  columns: [
    { name: 'cohort', type: 'month', label: 'column.firstQuarter' },
    { name: 'days', type: 'days', label: 'column.daysSinceFirst', disclosure: 'label' },
    { name: 'followed', type: 'count', label: 'column.followed' },
    { name: 'bought', type: 'count', label: 'column.boughtThatDay', disclosure: 'id' },
    { name: 'share', type: 'share', label: 'column.secondShare' },
    { name: 'low', type: 'share', label: 'column.low' },
    { name: 'high', type: 'share', label: 'column.high' },
  ],
  hidden: [
    { name: 'n', type: 'count', leaves: true },
    { name: 'median', type: 'days', leaves: true, least: 10 },
    { name: 'bought_by_then', type: 'count' },
  ],
  facts: [{ name: 'unknown', type: 'count', leaves: true, beside: true }],
  shape: { kind: 'curve', count: 'bought_by_then', group: 'cohort', rank: rankBy(HORIZONS) },
  height: 320,
  chart: (rows, look, frame) => {
    const say = look.format
    return survival(
      {
        summary: say.t('panel.lifecycle.second.title'),
        groups: cohortsOf(rows).map((own) => ({
          key: String(own[0]!.cohort ?? 'all'),
          label: named(own[0], say, frame.fiscalStart),
          median: numberOrNull(own[0]!.median),
          points: pointsOf(own),
        })),
        tick: tickOf(Math.max(...rows.map((row) => Number(row.days)))),
        text: {
          share: say.t('column.secondShare'),
          interval: say.t('panel.lifecycle.second.interval'),
          followed: say.t('column.followed'),
          days: say.t('column.daysSinceFirst'),
          median: say.t('panel.lifecycle.second.half', { days: say.count(Number(rows[0]?.median ?? 0)) }),
        },
      },
      look,
    )
  },
  sentence: (rows, say, frame) => {
    const cohorts = cohortsOf(rows)
    const longest = Math.max(...cohorts.map(lastOf))
    const day = HORIZONS.find((each) => each <= longest) ?? longest
    const reached = cohorts.filter((own) => lastOf(own) >= day)
    const [from, to] = [reached[0] ?? [], reached.at(-1) ?? []]
    const [before, now] = [standing(from, day), standing(to, day)]
    const share = (row: Row | undefined, name = 'share') => say.share(Number(row?.[name] ?? 0))
    const median = rows[0]?.median
    const key =
      now?.cohort != null ? (from === to ? 'one' : 'cohorts') : median == null ? 'unreached' : 'sentence'
    return say.t(`panel.lifecycle.second.${key}`, {
      days: say.count(day),
      share: share(now),
      low: share(now, 'low'),
      high: share(now, 'high'),
      median: say.count(Number(median ?? 0)),
      longest: say.count(longest),
      cohort: named(now, say, frame.fiscalStart),
      before: named(before, say, frame.fiscalStart),
      shareBefore: share(before),
    })
  },
  note: (_, say, { facts }) => {
    const n = Number(facts.unknown ?? 0)
    return n ? say.t('panel.lifecycle.second.unknown', { n, customers: say.count(n) }) : null
  },
  source: 'Kaplan & Meier 1958; interval: Greenwood, log(−log) (Kalbfleisch & Prentice 1980)',
})
