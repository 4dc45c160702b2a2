import type { Row } from '../../model/row'
import { carried, definePanel, held } from '../panel'
import baseSql from './base.sql?raw'
import sql from './kpis.sql?raw'

/** Sales that name nobody are all there is: the headline is of them. */
export const isUnnamed = (row: Row | undefined): boolean =>
  !Number(row?.customers ?? 0) && Number(row?.orders_without_customer ?? 0) > 0

/** Which sentence the quiet ones have: whose rhythm they broke, their own or that of all customers. */
function quietOf(row: Row | undefined): string {
  const [quiet, own] = [Number(row?.at_risk_customers ?? 0), Number(row?.at_risk_own ?? 0)]
  if (!quiet) return row?.active_customers === 0 ? 'gone' : 'sentence'
  if (Number(row?.customers) === 1) return own ? 'oneOwn' : 'onePooled'
  // A part of a few would say who they are where only sums may leave the house.
  if (row?.at_risk_own == null || [own, quiet - own].some((part) => part > 0 && part < 5)) return 'riskPlain'
  return own === quiet ? 'riskOwn' : own ? 'risk' : 'riskPooled'
}

/** Who bought in the period before: of a few nothing is told, nor what has changed since. */
const BEFORE = ['customers_before', 'orders_before']

/** The headline figures; Overview shows them as a strip, reports as a table of one row. */
export const kpis = definePanel({
  id: 'overview.kpis',
  needs: ['orders'],
  summed: true,
  n: (rows) => Number(rows[0]?.customers ?? 0) + Number(rows[0]?.orders_without_customer ?? 0),
  least: 1,
  base: baseSql,
  sql,
  columns: [
    {
      name: 'on_file',
      type: 'count',
      label: 'metric.onFile',
      of: ['ever_bought'],
      apart: ['ever_bought', 'customers'],
      everybody: true,
    },
    { name: 'ever_bought', type: 'count', label: 'metric.everBought', apart: ['customers'], everybody: true },
    { name: 'customers', type: 'count', label: 'metric.customers', everybody: true },
    { name: 'orders', type: 'count', label: 'metric.orders' },
    { name: 'revenue', type: 'money', label: 'metric.revenue', held: true },
    { name: 'repeat_rate', type: 'share', label: 'metric.repeatRate', portion: 'customers' },
    {
      name: 'active_customers',
      type: 'count',
      label: 'metric.activeCustomers',
      apart: ['customers', 'ever_bought'],
    },
    {
      name: 'at_risk_customers',
      type: 'count',
      label: 'metric.atRiskCustomers',
      apart: ['customers', 'active_customers'],
    },
    {
      name: 'at_risk_own',
      type: 'count',
      label: 'metric.atRiskOwn',
      of: ['at_risk_customers'],
      apart: ['at_risk_customers'],
    },
    {
      name: 'revenue_at_risk',
      type: 'money',
      label: 'metric.revenueAtRisk',
      of: ['at_risk_customers'],
      held: true,
    },
    { name: 'refunds_left_out', type: 'money', label: 'metric.refundsLeftOut' },
    {
      name: 'refunds_without_purchase',
      type: 'money',
      label: 'metric.refundsWithoutPurchase',
      of: ['customers_without_purchase'],
    },
    {
      name: 'customers_without_purchase',
      type: 'count',
      label: 'metric.customersWithoutPurchase',
    },
    {
      name: 'sales_without_customer',
      type: 'money',
      label: 'metric.salesWithoutCustomer',
      of: ['orders_without_customer'],
    },
    {
      name: 'total',
      type: 'money',
      label: 'metric.total',
      of: ['revenue', 'customers_without_purchase', 'orders_without_customer'],
    },
    { name: 'nps', type: 'number', label: 'metric.nps', of: ['nps_n'] },
    { name: 'nps_n', type: 'count', label: 'metric.npsN' },
  ],
  hidden: [
    { name: 'summed', type: 'flag', leaves: true },
    ...held('revenue', 'revenue_at_risk'),
    { name: 'churn_days', type: 'days', leaves: true },
    ...carried('count', ['customers_before', 'orders_before']),
    ...carried('money', ['revenue_before']),
    { name: 'repeat_rate_before', type: 'share', portion: 'customers_before' },
    ...carried('share', ['customers_change', 'orders_change'], { leaves: true, of: BEFORE }),
    { name: 'revenue_change', type: 'share', leaves: true, of: ['revenue', ...BEFORE] },
    {
      name: 'repeat_rate_change',
      type: 'share',
      leaves: true,
      of: [...BEFORE, 'repeat_rate', 'repeat_rate_before'],
    },
    { name: 'orders_without_customer', type: 'count', leaves: true },
    {
      name: 'average_without_customer',
      type: 'money',
      leaves: true,
      of: ['orders_without_customer'],
    },
    { name: 'nps_margin', type: 'number', leaves: true, of: ['nps_n'] },
  ],
  shape: { kind: 'figures' },
  chart: null,
  sentence: ([row], say, frame) => {
    const customers = say.count(Number(row?.customers))
    if (row?.summed)
      return row.revenue == null
        ? say.t('panel.overview.kpis.counted', { customers })
        : say.t('panel.overview.kpis.summed', { customers, revenue: say.moneyShort(Number(row.revenue)) })
    if (isUnnamed(row))
      return say.t('panel.overview.kpis.unnamed', {
        n: Number(row!.orders_without_customer),
        orders: say.count(Number(row!.orders_without_customer)),
        revenue: say.moneyShort(Number(row!.sales_without_customer)),
      })
    const form = quietOf(row)
    const [quiet, own] = [Number(row?.at_risk_customers ?? 0), Number(row?.at_risk_own ?? 0)]
    return say.t(`panel.overview.kpis.${form}`, {
      ...(form === 'risk' ? { own: say.count(own), pooled: say.count(quiet - own) } : {}),
      customers,
      revenue: say.moneyShort(Number(row?.revenue)),
      n: Number(row?.customers ?? 0),
      atRisk: say.count(quiet),
      days: say.count(Math.floor(Number(row?.churn_days ?? 0) / 2)),
      window: say.count(Number(row?.churn_days ?? 0)),
      money: say.moneyShort(Number(row?.revenue_at_risk ?? 0)),
      date: frame.asOf,
    })
  },
})

export const panels = [kpis]
