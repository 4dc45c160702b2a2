import type { Say } from '../analysis/panel'
import type { Cell, Row } from '../model/row'
import type { Context } from './context'
import { el } from './dom'
import type { PayloadPanel } from './payload'

interface Figure {
  /** `data-metric`. */
  metric: string
  column: string
  text(value: number): string
  /** The line under it. */
  note?(row: Row): Node | string | null
}

/** The headline figures side by side; each carries its raw value for those who read the file by script. */
export function strip(context: Context, part: PayloadPanel, say: Say): HTMLElement {
  const row = part.rows[0] ?? {}
  const hidden = new Set(part.hidden.map(([, name]) => name))
  return el(
    'dl',
    { class: 'strip' },
    ...figures(context, say)
      .filter(({ column }) => hidden.has(column) || row[column] != null)
      .map((figure) => {
        const value = row[figure.column] ?? null
        const note = value === null ? null : figure.note?.(row)
        return el(
          'div',
          {},
          el('dt', {}, say.t(`metric.${figure.metric}`)),
          el(
            'dd',
            {
              class: 'figure',
              'data-metric': figure.metric,
              'data-value': value === null ? null : String(value),
            },
            value === null ? say.t('reason.small') : figure.text(Number(value)),
          ),
          note ? el('dd', { class: 'note' }, note) : null,
        )
      }),
  )
}

function figures(context: Context, say: Say): Figure[] {
  const ratio = (now: Cell | undefined, before: Cell | undefined): number | null =>
    now == null || before == null || Number(before) <= 0 ? null : Number(now) / Number(before) - 1
  return [
    {
      metric: 'revenue',
      column: 'revenue',
      text: say.moneyShort,
      note: (row) => change(context, ratio(row.revenue, row.revenue_before), (value) => say.share(value)),
    },
    {
      metric: 'customers',
      column: 'customers',
      text: say.count,
      note: (row) => change(context, ratio(row.customers, row.customers_before), (value) => say.share(value)),
    },
    {
      metric: 'repeatRate',
      column: 'repeat_rate',
      text: (value) => say.share(value),
      note: (row) =>
        change(
          context,
          row.repeat_rate_before == null ? null : Number(row.repeat_rate) - Number(row.repeat_rate_before),
          (value) => say.t('report.points', { change: say.number(value * 100, 1) }),
        ),
    },
    {
      metric: 'nps',
      column: 'nps',
      text: (value) => say.number(value, 1),
      note: (row) =>
        row.nps_margin == null
          ? null
          : say.t('report.margin', {
              margin: say.number(Number(row.nps_margin), 1),
              n: say.count(Number(row.nps_n)),
            }),
    },
    {
      metric: 'orders',
      column: 'orders',
      text: say.count,
      note: (row) => change(context, ratio(row.orders, row.orders_before), (value) => say.share(value)),
    },
    {
      metric: 'revenueAtRisk',
      column: 'revenue_at_risk',
      text: say.moneyShort,
      note: (row) =>
        say.t('report.atRisk', {
          n: Number(row.at_risk_customers),
          count: say.count(Number(row.at_risk_customers)),
        }),
    },
  ]
}

/** Rise or fall against the period before, in the reader's colours. */
function change({ payload, say }: Context, by: number | null, text: (size: number) => string): Node | null {
  if (by === null) return null
  const rises = by >= 0
  const colour = rises === (payload.rise === 'green') ? 'good' : 'bad'
  return el(
    'span',
    {},
    el('b', { class: colour }, `${rises ? '▲' : '▼'} ${text(Math.abs(by))}`),
    ` ${say.t('report.before')}`,
  )
}
