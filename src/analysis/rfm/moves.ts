import { matrix, type MatrixCell } from '../../charts/matrix'
import type { ChartOption, Look } from '../../charts/look'
import { buildRfmBefore } from '../../tables/rfm'
import { CLASSES, SEGMENTS } from '../../model/rfm'
import { sumOf, type Row } from '../../model/row'
import { valueLabel } from '../dimension'
import { carried, definePanel, held, type Say } from '../panel'
import crosstabSql from './crosstab.sql?raw'
import movementSql from './movement.sql?raw'

/** Who has no purchase in a window. */
const NONE = 'none'
const SMALL = 5

/** Keys of a column in the segments' own order; "none" last. */
export const ordered = (rows: Row[], name: string, order: readonly string[]): string[] =>
  [...order, NONE].filter((key) => rows.some((row) => row[name] === key))

interface Sides {
  row: string
  column: string
  /** Whose words the values of both sides are, where their columns bear other names. */
  of?: string
  rows: string[]
  columns: string[]
}

/** Counts of two groupings against each other, coloured by size. */
export function counts(
  rows: Row[],
  { row, column, of, ...sides }: Sides,
  look: Look,
  title: string,
): ChartOption {
  const say = look.format
  const total = (name: string, key: string): number | null => {
    const line = rows.filter((each) => each[name] === key)
    return line.some((each) => each.customers == null) ? null : sumOf(line, 'customers')
  }
  return matrix(
    {
      summary: title,
      rows: sides.rows.map((key) => ({
        key,
        label: valueLabel(of ?? row, key, say),
        total: total(row, key),
      })),
      columns: sides.columns.map((key) => ({
        key,
        label: valueLabel(of ?? column, key, say),
        total: total(column, key),
      })),
      cells: rows.map((each): MatrixCell => ({
        row: String(each[row]),
        column: String(each[column]),
        value: each.customers == null ? null : Number(each.customers),
        n: null,
        share: each.share == null ? null : Number(each.share),
        small: each.customers != null && Number(each.customers) < SMALL,
      })),
      scale: 'count',
      text: {
        value: say.t('column.customers'),
        share: say.t('column.rowShare'),
        total: say.t('column.customers'),
        small: say.t('reason.small'),
      },
    },
    look,
    heightOf(sides.rows.length),
  )
}
export const heightOf = (rows: number): number => Math.max(240, 130 + 30 * rows)

/** Customers of the rows that are kept. */
export const customersIn = (rows: Row[], keep: (row: Row) => boolean): number =>
  sumOf(rows.filter(keep), 'customers')

/** How many more or fewer stand in each group now than before, where that changed; `labels`: its groups in their order. */
export const netText = (
  rows: Row[],
  { before, now }: { before: string; now: string },
  labels: [key: string, label: string][],
  say: Say,
): string | null => {
  const net = labels.flatMap(([key, label]) => {
    const change =
      customersIn(rows, (row) => row[now] === key) - customersIn(rows, (row) => row[before] === key)
    return change ? [`${label} ${change > 0 ? '+' : '−'}${say.count(Math.abs(change))}`] : []
  })
  return net.length ? say.t('panel.rfm.movement.net', { net: net.join(' · ') }) : null
}

export const crosstab = definePanel({
  id: 'rfm.crosstab',
  needs: ['orders'],
  summed: true,
  n: (rows) => sumOf(rows, 'customers'),
  least: 25,
  own: () => ['segment', 'class'],
  sql: crosstabSql,
  columns: [
    { name: 'segment', type: 'text', words: 'segment', label: 'column.segment', disclosure: 'label' },
    { name: 'class', type: 'text', words: 'class', label: 'column.class', disclosure: 'label' },
    { name: 'customers', type: 'count', label: 'column.customers' },
    { name: 'share', type: 'share', label: 'column.rowShare' },
    { name: 'revenue', type: 'money', label: 'column.revenue', held: true },
  ],
  hidden: held('revenue'),
  height: heightOf(11),
  chart: (rows, look) =>
    counts(
      rows,
      {
        row: 'segment',
        column: 'class',
        rows: ordered(rows, 'segment', SEGMENTS),
        columns: ordered(rows, 'class', CLASSES),
      },
      look,
      look.format.t('panel.rfm.crosstab.title'),
    ),
  select: (row) => ({ field: 'segment', value: String(row.segment) }),
  sentence: (rows, say) => {
    const important = rows.filter((row) => String(row.class).startsWith('important'))
    const lapsed = important.filter((row) =>
      ['cannot_lose', 'at_risk', 'hibernating', 'lost'].includes(String(row.segment)),
    )
    return say.t('panel.rfm.crosstab.sentence', {
      important: say.count(sumOf(important, 'customers')),
      n: sumOf(lapsed, 'customers'),
      lapsed: say.count(sumOf(lapsed, 'customers')),
    })
  },
})

/** Segments that a move ends in when a customer comes up, or goes down. */
const rank = (segment: string): number =>
  segment === NONE ? SEGMENTS.length : SEGMENTS.indexOf(segment as never)

export const movement = definePanel({
  id: 'rfm.movement',
  needs: ['orders'],
  n: (rows) => sumOf(rows, 'customers'),
  least: 25,
  prepare: (session) => session.once('rfm.before', (engine) => buildRfmBefore(engine)),
  own: () => ['segment', 'class'],
  sql: movementSql,
  none: 'panel.rfm.movement.none',
  controls: [
    {
      name: 'since',
      label: 'control.since',
      default: '3',
      options: ['3', '6', '12'].map((value) => ({ value, label: `since.${value}` })),
    },
  ],
  columns: [
    {
      name: 'before',
      type: 'text',
      words: 'segment',
      label: 'column.segmentBefore',
      disclosure: 'label',
      dimension: 'segment@since',
    },
    {
      name: 'now',
      type: 'text',
      words: 'segment',
      label: 'column.segmentNow',
      disclosure: 'label',
      dimension: 'segment',
    },
    { name: 'customers', type: 'count', label: 'column.customers' },
    { name: 'share', type: 'share', label: 'column.rowShare' },
    { name: 'revenue_change', type: 'money', label: 'column.revenueChange', held: true },
  ],
  hidden: [...carried('money', ['revenue_change_mass']), ...held('revenue_change')],
  height: heightOf(12),
  chart: (rows, look) =>
    counts(
      rows,
      {
        row: 'before',
        column: 'now',
        of: 'segment',
        rows: ordered(rows, 'before', SEGMENTS),
        columns: ordered(rows, 'now', SEGMENTS),
      },
      look,
      look.format.t('panel.rfm.movement.title'),
    ),
  sentence: (rows, say) => {
    const came = customersIn(rows, (row) => row.now === 'champions' && row.before !== 'champions')
    const went = customersIn(rows, (row) => row.before === 'champions' && row.now !== 'champions')
    const stayed = customersIn(rows, (row) => row.before === row.now)
    const known = rows.filter((row) => row.before !== NONE && row.now !== NONE)
    const down = customersIn(known, (row) => rank(String(row.now)) > rank(String(row.before)))
    return say.t('panel.rfm.movement.sentence', {
      came: say.count(came),
      went: say.count(went),
      net: `${came >= went ? '+' : '−'}${say.count(Math.abs(came - went))}`,
      stayed: say.count(stayed),
      down: say.count(down),
    })
  },
  note: (rows, say) =>
    netText(
      rows,
      { before: 'before', now: 'now' },
      SEGMENTS.map((name) => [name, say.t(`segment.${name}`)]),
      say,
    ),
})
