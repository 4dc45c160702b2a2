import { bars } from '../../charts/bars'
import { rfmGrid } from '../../charts/rfm-grid'
import { SEGMENTS } from '../../model/rfm'
import { numberOrNull, sumOf, type Row } from '../../model/row'
import { carried, definePanel, held, type Column, type Panel, type Say } from '../panel'
import classesSql from './classes.sql?raw'
import { MEASURED } from './columns'
import gridSql from './grid.sql?raw'
import segmentsSql from './segments.sql?raw'
import { clusterFit, clusterMap, clusters } from './groups'
import { crosstab, movement } from './moves'

/** Cells of fewer customers say so and are not coloured. */
const SMALL = 5

/** The scores that are one for everybody in the window, in words: by them nobody can be told from anybody. */
function alike(facts: Row, say: Say): string | null {
  const names = ['r', 'f', 'm']
    .filter((name) => facts[`${name}_alike`])
    .map((name) => say.t(`panel.rfm.grid.alike.${name}`))
  return names.length
    ? say.t('panel.rfm.grid.alike.sentence', {
        n: names.length,
        scores: names.join(say.t('panel.rfm.grid.alike.and')),
      })
    : null
}

const ALIKE = carried('flag', ['r_alike', 'f_alike', 'm_alike'], { leaves: true })

export const grid = definePanel({
  id: 'rfm.grid',
  needs: ['orders'],
  summed: true,
  n: (rows) => sumOf(rows, 'customers'),
  least: 25,
  sql: gridSql,
  controls: [
    {
      name: 'across',
      label: 'control.across',
      default: 'fm',
      options: ['fm', 'f'].map((value) => ({ value, label: `across.${value}` })),
    },
  ],
  columns: [
    { name: 'r', type: 'number', label: 'column.r', disclosure: 'label' },
    { name: 'f', type: 'number', label: 'column.f', disclosure: 'label' },
    { name: 'fm', type: 'number', label: 'column.fm', disclosure: 'label' },
    { name: 'segment', type: 'text', words: 'segment', label: 'column.segment', disclosure: 'label' },
    { name: 'customers', type: 'count', label: 'column.customers' },
    { name: 'share', type: 'share', label: 'column.share' },
    { name: 'revenue', type: 'money', label: 'column.revenue', held: true },
    { name: 'mean', type: 'money', label: 'column.monetaryMean', of: ['revenue'] },
  ],
  hidden: held('revenue'),
  facts: [
    { name: 'best_share', type: 'share', leaves: true },
    { name: 'best_revenue_share', type: 'share', leaves: true },
    { name: 'fading_customers', type: 'count', leaves: true },
    ...ALIKE,
  ],
  height: 380,
  chart: (rows, look, frame) => {
    const across = frame.controls.across === 'f' ? 'F' : 'FM'
    return rfmGrid(
      {
        summary: look.format.t('panel.rfm.grid.title'),
        across,
        cells: rows.map((row) => ({
          r: Number(row.r),
          f: Number(across === 'F' ? row.f : row.fm),
          count: numberOrNull(row.customers),
          mean: numberOrNull(row.mean),
          share: numberOrNull(row.share),
          small: Number(row.customers) > 0 && Number(row.customers) < SMALL,
          segment: row.segment == null ? null : String(row.segment),
        })),
        names: Object.fromEntries(SEGMENTS.map((name) => [name, look.format.t(`segment.${name}`)])),
        chosen: frame.filter.segment ?? [],
        text: {
          recency: look.format.t('panel.rfm.grid.recency'),
          frequency: look.format.t(across === 'F' ? 'panel.rfm.grid.frequency' : 'panel.rfm.grid.both'),
          count: look.format.t('column.customers'),
          mean: look.format.t('column.monetaryMean'),
          share: look.format.t('column.share'),
          small: look.format.t('reason.small'),
          segment: look.format.t('column.segment'),
        },
      },
      look,
      380,
    )
  },
  select: (row) => (row.segment == null ? null : { field: 'segment', value: String(row.segment) }),
  note: (_, say, { facts }) => (facts.r_alike || facts.f_alike ? null : alike(facts, say)),
  // Of customers who all ordered as lately or as often, none are recent and frequent beside others.
  sentence: (_, say, { facts }) =>
    (facts.r_alike || facts.f_alike ? alike(facts, say) : null) ??
    say.t('panel.rfm.grid.sentence', {
      share: say.share(Number(facts.best_share ?? 0)),
      revenueShare: say.share(Number(facts.best_revenue_share ?? 0), 0),
      n: Number(facts.fading_customers ?? 0),
      fading: say.count(Number(facts.fading_customers ?? 0)),
    }),
  source: 'Bult & Wansbeek 1995; Hughes 1994; equal values score equally',
})

const groupColumns = (name: 'segment' | 'class'): Column[] => [
  { name, type: 'text', words: name, label: `column.${name}`, disclosure: 'label' },
  ...MEASURED,
  { name: 'treatment', type: 'text', words: 'treatment', label: 'column.treatment' },
]

/** Groups of customers with what they bring and how they may be treated: named segments, or the eight classes. */
const groups = (name: 'segment' | 'class', id: string, sql: string): Panel => ({
  id,
  needs: ['orders'],
  summed: true,
  n: (rows) => sumOf(rows, 'customers'),
  least: 25,
  own: () => [name],
  sql,
  columns: groupColumns(name),
  hidden: held('revenue'),
  facts: ALIKE,
  height: 380,
  chart: (rows, look, frame) =>
    bars(
      {
        summary: look.format.t(`panel.${id}.title`),
        rows: rows.map((row) => ({
          key: String(row[name]),
          label: look.format.t(`${name}.${row[name]}`),
          value: numberOrNull(row.revenue),
          share: numberOrNull(row.revenue_share),
          n: numberOrNull(row.customers),
          note: row.customers == null ? undefined : look.format.count(Number(row.customers)),
          selected: frame.filter[name]?.includes(String(row[name])) ?? false,
        })),
        scale: 'money',
        text: {
          value: look.format.t('column.revenue'),
          n: look.format.t('column.customers'),
          share: look.format.t('column.revenueShare'),
        },
      },
      look,
    ),
  select: (row) => ({ field: name, value: String(row[name]) }),
  note: (_, say, { facts }) => alike(facts, say),
  sentence: (rows: Row[], say) => {
    const top = rows[0]
    return say.t(`panel.${id}.sentence`, {
      [name]: say.t(`${name}.${top?.[name]}`),
      share: say.share(Number(top?.share ?? 0)),
      revenueShare: say.share(Number(top?.revenue_share ?? 0), 0),
    })
  },
})

export const segments = definePanel(groups('segment', 'rfm.segments', segmentsSql))
export const classes = definePanel(groups('class', 'rfm.classes', classesSql))

export const panels = [grid, segments, classes, crosstab, movement, clusters, clusterFit, clusterMap]
