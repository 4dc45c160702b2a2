import { isUnnamed } from '../analysis/overview/panels'
import type { Say } from '../analysis/panel'
import type { Row } from '../model/row'

/** A headline figure as the strip shows it. */
export interface Figure {
  /** Name that scripts read; the value beside it is the raw one. */
  metric: string
  label: string
  value: number | null
  text: string
  /** Full figure, where the large one is short. */
  title?: string
  /** Against the period before; null: nothing to compare with. */
  change?: { up: boolean; text: string } | null
  note?: string
}

export const knownIn = (row: Row, name: string): number | null =>
  row[name] == null ? null : Number(row[name])

/** `overview.kpis` in the order of the strip; NPS only where there are answers, of sums only what they say. */
export function figuresOf(row: Row, say: Say, period: string): Figure[] {
  const { t, count, money, moneyShort, share, number } = say
  const known = (name: string) => knownIn(row, name)
  const change = (name: string) => {
    const [now, before] = [known(name), known(`${name}_before`)]
    if (now === null || !before || now === before) return null
    return { up: now > before, text: share(Math.abs(now / before - 1)) }
  }
  const points = (name: string) => {
    const [now, before] = [known(name), known(`${name}_before`)]
    if (now === null || before === null || Math.abs(now - before) < 0.0005) return null
    return { up: now > before, text: t('ui.kpi.points', { value: number(Math.abs(now - before) * 100, 1) }) }
  }
  const figure = (metric: string, name: string, write: (value: number) => string): Figure => {
    const value = known(name)
    return { metric, label: t(`metric.${metric}`), value, text: value === null ? '–' : write(value) }
  }
  // A figure and a Chinese word keep a space between them: `2025-06 收入`.
  const revenueLabel = t('ui.kpi.revenue', { period }).replace(/(\d)(?=[\u4E00-\u9FFF])/, '$1 ')
  if (isUnnamed(row)) {
    const sales = known('sales_without_customer') ?? 0
    const average = sales / known('orders_without_customer')!
    return [
      {
        ...figure('salesWithoutCustomer', 'sales_without_customer', moneyShort),
        label: revenueLabel,
        title: money(sales),
      },
      figure('ordersWithoutCustomer', 'orders_without_customer', count),
      {
        metric: 'averageOrder',
        label: t('metric.averageOrder'),
        value: average,
        text: moneyShort(average),
        title: money(average),
      },
      { ...figure('customers', 'customers', () => '–'), note: t('ui.kpi.unnamed') },
    ]
  }
  const margin = known('nps_margin')
  const quiet = known('at_risk_customers') ?? 0
  return [
    {
      ...figure('revenue', 'revenue', moneyShort),
      label: revenueLabel,
      title: money(known('revenue') ?? 0),
      change: change('revenue'),
    },
    { ...figure('customers', 'customers', count), change: change('customers') },
    { ...figure('orders', 'orders', count), change: change('orders') },
    {
      ...figure('activeCustomers', 'active_customers', count),
      // Who is active bought within a window of its own, which may be longer than the period.
      note: t(
        (known('active_customers') ?? 0) > (known('customers') ?? 0)
          ? 'ui.kpi.windowBeyond'
          : 'ui.kpi.window',
        { days: count(known('churn_days') ?? 0) },
      ),
    },
    { ...figure('repeatRate', 'repeat_rate', share), change: points('repeat_rate') },
    {
      ...figure('nps', 'nps', (value) => number(value, 1)),
      note: t('ui.kpi.estimate', {
        margin: margin === null ? '–' : number(margin, 1),
        n: count(known('nps_n') ?? 0),
      }),
    },
    {
      ...figure('revenueAtRisk', 'revenue_at_risk', moneyShort),
      title: money(known('revenue_at_risk') ?? 0),
      note: t('ui.kpi.atRisk', { n: quiet, customers: count(quiet) }),
    },
  ].filter((each) => each.value !== null || (each.metric !== 'nps' && !row.summed))
}

/** One step of the way from everybody whom the files name to those who bought in the period, and the page that tells more. */
export interface Step {
  metric: string
  value: number
  path: string
}

/** The steps where they are of different sizes; else one number says it all. */
export function bridgeOf(row: Row): Step[] {
  if (row.summed || isUnnamed(row)) return []
  const steps = [
    { metric: 'onFile', value: knownIn(row, 'on_file'), path: '/customers' },
    { metric: 'everBought', value: knownIn(row, 'ever_bought'), path: '/tiers' },
    { metric: 'customers', value: knownIn(row, 'customers'), path: '/trends' },
  ].filter((step): step is Step => step.value !== null)
  return new Set(steps.map(({ value }) => value)).size > 1 ? steps : []
}

/** What belongs to no tier stands beside revenue, so that the total agrees with the files. */
export function besideOf(row: Row): { metric: string; value: number }[] {
  const parts = [
    { metric: 'refundsLeftOut', value: knownIn(row, 'refunds_left_out') ?? 0 },
    { metric: 'refundsWithoutPurchase', value: knownIn(row, 'refunds_without_purchase') ?? 0 },
    // Where they are all there is they are the headline.
    {
      metric: 'salesWithoutCustomer',
      value: isUnnamed(row) ? 0 : (knownIn(row, 'sales_without_customer') ?? 0),
    },
  ].filter(({ value }) => value !== 0)
  return parts.length ? [...parts, { metric: 'total', value: knownIn(row, 'total') ?? 0 }] : []
}
