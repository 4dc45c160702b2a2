import { describe, expect, it } from 'vitest'
import { kpis } from '../../src/analysis/overview/panels'
import type { Frame } from '../../src/analysis/panel'
import type { Row } from '../../src/model/row'
import { disclose } from '../../src/report/disclosure'
import { stripOf } from '../../src/show/strip'
import { answer } from '../report/answers'
import { sayIn } from '../support/words'

const say = sayIn('en')
const row = {
  on_file: 130,
  ever_bought: 120,
  customers: 110,
  customers_before: 100,
  customers_change: 0.1,
  orders: 190,
  orders_before: 190,
  orders_change: 0,
  revenue: 51_234.5,
  revenue_before: null,
  revenue_change: null,
  repeat_rate: 0.5,
  repeat_rate_before: 0.514,
  repeat_rate_change: -0.014,
  active_customers: 80,
  churn_days: 60,
  revenue_at_risk: 700,
  at_risk_customers: 7,
  refunds_left_out: 0,
  refunds_without_purchase: -10,
  customers_without_purchase: 6,
  sales_without_customer: 0,
  orders_without_customer: 0,
  total: 51_224.5,
  nps: null,
  nps_n: 0,
}
const shown = (part: Row = {}, frame: Partial<Frame> = {}) => {
  const { result } = answer(kpis, [{ ...row, ...part }])
  return { ...result, frame: { ...result.frame, ...frame } }
}
const strip = (part: Row = {}, frame: Partial<Frame> = {}) => stripOf(shown(part, frame), say)!
const figure = (metric: string, part: Row = {}, frame: Partial<Frame> = {}) =>
  strip(part, frame).figures.find((each) => each.metric === metric)
/** Of what only sums may leave. */
const disclosed = (part: Row) => {
  const [{ result, hidden }] = disclose([answer(kpis, [{ ...row, ...part }])]) as [
    ReturnType<typeof disclose>[number],
  ]
  return stripOf({ ...result, hidden }, say)!
}

describe('headline figures', () => {
  it('are short, with the full figure beside, and the period in their name', () => {
    expect(figure('revenue')).toMatchObject({
      label: 'Revenue, last 12 months',
      ...{ value: 51_234.5, text: '51.23K', full: '51,234.50' },
    })
    expect(figure('revenue', { summed: true })?.label).toBe('Revenue, whole time')
  })

  it('compare with the period before: amounts by share, the repeat rate by points', () => {
    expect(figure('customers')?.change).toMatchObject({ up: true, text: '10.0%', against: 'vs prior' })
    expect(figure('repeatRate')?.change).toMatchObject({ up: false, text: '1.4 pts' })
  })

  it('compare whole months with those of the year before, and say so', () => {
    const change = figure('customers', {}, { period: '2026-01..2026-06' })?.change
    expect(change).toMatchObject({ against: 'vs a year before' })
  })

  it('say nothing where there is no earlier period, or where the change would be written as 0.0 %', () => {
    expect(figure('revenue')?.change).toBeNull()
    expect(figure('orders')?.change).toBeNull()
    expect(figure('orders', { orders_change: 0.0004 })?.change).toBeNull()
    expect(figure('orders', { orders_change: -0.0006 })?.change).toMatchObject({ up: false, text: '0.1%' })
  })

  it('show NPS only with answers, and then with margin and n', () => {
    expect(figure('nps')).toBeUndefined()
    expect(figure('nps', { nps: 12.34, nps_margin: 2.5, nps_n: 80 })).toMatchObject({
      ...{ value: 12.34, text: '12.3', note: '± 2.5 · n = 80' },
    })
  })

  it('say why more customers are active than bought in the period: the window is longer', () => {
    expect(figure('activeCustomers')?.note).toBe('within 60 days')
    expect(figure('activeCustomers', { customers: 79 })?.note).toContain('longer than the period')
  })

  it('keep no answer apart from zero', () => {
    expect(figure('repeatRate', { repeat_rate: null })).toMatchObject({ value: null, text: '–' })
  })

  it('warn of changes where customers are chosen by what they are today', () => {
    expect(strip().survivors).toBeNull()
    expect(strip({}, { filter: { tier: ['diamond'] } }).survivors).toContain('today')
    expect(strip({}, { filter: { region: ['North'] } }).survivors).toBeNull()
  })
})

describe('beside revenue', () => {
  const beside = (part: Row = {}, frame: Partial<Frame> = {}) =>
    strip(part, frame).beside.map(({ metric, text, of }) => [metric, text, of?.text])

  it('stands what belongs to no tier, and the total with it', () => {
    expect(beside()).toEqual([
      ['refundsWithoutPurchase', '−10.00', '6 customers'],
      ['total', '51,224.50', undefined],
    ])
  })

  it('stands nothing where everything belongs to a tier, or a filter is on', () => {
    expect(beside({ refunds_without_purchase: 0 })).toEqual([])
    expect(beside({}, { filtered: true })).toEqual([])
  })
})

describe('the way from all customers to those of the period', () => {
  const steps = (part: Row) => strip(part).steps.map(({ metric, value }) => [metric, value])

  it('has a step for each count, where they differ', () => {
    expect(steps({})).toEqual([
      ['onFile', 130],
      ['everBought', 120],
      ['customers', 110],
    ])
    expect(steps({ on_file: 110, ever_bought: 110 })).toEqual([])
  })

  it('is none of sums', () => {
    expect(steps({ summed: true })).toEqual([])
  })
})

describe('where only sums may leave', () => {
  it('a hidden figure says so, keeps its place, and has neither note nor full figure nor change', () => {
    const { figures } = disclosed({ at_risk_customers: 3, repeat_rate: 0.99 })
    const of = (metric: string) => figures.find((each) => each.metric === metric)!
    expect(figures.map(({ metric }) => metric)).toEqual(strip().figures.map(({ metric }) => metric))
    for (const metric of ['revenueAtRisk', 'repeatRate']) {
      expect(of(metric)).toMatchObject({ value: null, hidden: true, text: 'n<5' })
      expect(of(metric)).not.toHaveProperty('note')
      expect(of(metric)).not.toHaveProperty('full')
      expect(of(metric)).not.toHaveProperty('change')
    }
  })

  it('a change since a few customers is not told', () => {
    const { figures } = disclosed({ customers_before: 4, customers_change: 26.5 })
    expect(figures.filter(({ change }) => change)).toEqual([])
  })

  it('refunds of a few are hidden with how many they are, and with the total that would tell them', () => {
    const { beside } = disclosed({
      customers_without_purchase: 2,
      sales_without_customer: 70,
      orders_without_customer: 9,
    })
    expect(beside.map(({ metric, text, of }) => [metric, text, of])).toEqual([
      ['refundsWithoutPurchase', 'n<5', undefined],
      ['salesWithoutCustomer', '70.00', undefined],
      ['total', 'n<5', undefined],
    ])
  })

  it('a step that would tell of a few is left out', () => {
    expect(disclosed({ on_file: 122 }).steps.map(({ metric }) => metric)).toEqual(['everBought', 'customers'])
  })

  it('sales that name nobody are the headline, as on the page', () => {
    const nobody = { customers: 0, orders: 0, on_file: 0, ever_bought: 0, revenue: 0, repeat_rate: null }
    const sales = {
      sales_without_customer: 320,
      orders_without_customer: 29,
      average_without_customer: 320 / 29,
    }
    const all = { ...nobody, ...sales, active_customers: 0, at_risk_customers: 0, revenue_at_risk: 0 }
    expect(disclosed(all).figures).toEqual(strip(all).figures)
    expect(disclosed(all).figures.map(({ text }) => text)).toEqual(['320', '29', '11.03', '–'])
  })
})
