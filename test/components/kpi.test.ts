import { describe, expect, it } from 'vitest'
import type { Say } from '../../src/analysis/panel'
import { besideOf, bridgeOf, figuresOf } from '../../src/components/kpi'

const say: Say = {
  count: String,
  money: String,
  moneyShort: String,
  number: (value, digits = 1) => value.toFixed(digits),
  share: (value, digits = 1) => `${(value * 100).toFixed(digits)}%`,
  date: String,
  month: String,
  t: (key, params = {}) => [key, ...Object.values(params)].join(' '),
}
const row = {
  customers: 110,
  customers_before: 100,
  orders: 90,
  orders_before: 90,
  revenue: 50,
  revenue_before: null,
  repeat_rate: 0.5,
  repeat_rate_before: 0.514,
  active_customers: 80,
  churn_days: 60,
  revenue_at_risk: 7,
  at_risk_customers: 3,
  nps: null,
}
const figure = (metric: string, from = row as Parameters<typeof figuresOf>[0]) =>
  figuresOf(from, say, '12m').find((each) => each.metric === metric)

describe('headline figures', () => {
  it('compare with the period before: amounts by share, the repeat rate by points', () => {
    expect(figure('customers')?.change).toEqual({ up: true, text: '10.0%' })
    expect(figure('repeatRate')?.change).toEqual({ up: false, text: 'ui.kpi.points 1.4' })
  })

  it('say nothing where there is no earlier period, or nothing changed', () => {
    expect(figure('revenue')?.change).toBeNull()
    expect(figure('orders')?.change).toBeNull()
  })

  it('show NPS only with answers, and then with margin and n', () => {
    expect(figure('nps')).toBeUndefined()
    expect(figure('nps', { ...row, nps: 12.34, nps_margin: 2.5, nps_n: 80 })).toMatchObject({
      value: 12.34,
      text: '12.3',
      note: 'ui.kpi.estimate 2.5 80',
    })
  })

  it('say why more customers are active than bought in the period: the window is longer', () => {
    expect(figure('activeCustomers')?.note).toBe('ui.kpi.window 60')
    expect(figure('activeCustomers', { ...row, customers: 79 })?.note).toBe('ui.kpi.windowBeyond 60')
  })

  it('keep no answer apart from zero', () => {
    expect(figure('repeatRate', { ...row, repeat_rate: null })).toMatchObject({ value: null, text: '–' })
  })
})

describe('beside revenue', () => {
  it('stands what belongs to no tier, and the total with it', () => {
    expect(besideOf({ refunds_without_purchase: -10, sales_without_customer: 0, total: 40 })).toEqual([
      { metric: 'refundsWithoutPurchase', value: -10 },
      { metric: 'total', value: 40 },
    ])
  })

  it('stands nothing where everything belongs to a tier', () => {
    expect(besideOf({ refunds_without_purchase: 0, sales_without_customer: null, total: 40 })).toEqual([])
  })
})

describe('the way from all customers to those of the period', () => {
  it('has a step for each count, where they differ', () => {
    expect(
      bridgeOf({ on_file: 120, ever_bought: 115, customers: 110 }).map(({ metric, value }) => [
        metric,
        value,
      ]),
    ).toEqual([
      ['onFile', 120],
      ['everBought', 115],
      ['customers', 110],
    ])
    expect(bridgeOf({ on_file: 7, ever_bought: 7, customers: 7 })).toEqual([])
  })
  it('leaves out what may not be told, and is none of sums', () => {
    expect(bridgeOf({ on_file: null, ever_bought: 115, customers: 110 })).toHaveLength(2)
    expect(bridgeOf({ summed: true, on_file: 9, ever_bought: 7, customers: 7 })).toEqual([])
  })
})
