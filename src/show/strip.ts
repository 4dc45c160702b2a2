import { isUnnamed } from '../analysis/overview/panels'
import type { Say } from '../analysis/panel'
import type { Row } from '../model/row'
import type { Shown } from './panel'
import { periodText } from './view'

/** The headline as a strip of figures. */
export interface Strip {
  figures: Figure[]
  /** Chosen by what they are now, for which they had to buy: of course they bought less before. */
  survivors: string | null
  /** The way from everybody whom the files name to those who bought in the period. */
  steps: Step[]
  /** What belongs to no tier, so that the total agrees with the files. */
  beside: Part[]
}

interface Part {
  /** Name that scripts read; the value beside it is the raw one. */
  metric: string
  label: string
  /** null: hidden, or no answer. */
  value: number | null
  hidden: boolean
  text: string
  /** How many stand behind it, said in brackets. */
  of?: { metric: string; value: number; text: string }
}
export interface Figure extends Part {
  /** The full figure, where the text is short. */
  full?: string
  change?: Change | null
  note?: string
}
/** Against an earlier period, named in short and in full. */
interface Change {
  up: boolean
  text: string
  against: string
  title: string
}
/** A step, and the page that tells more. */
interface Step extends Part {
  path: string
}

/** `overview.kpis` as a strip; null where it has no answer. */
export function stripOf({ state, rows: [row], frame, hidden = [] }: Shown, say: Say): Strip | null {
  if (state !== 'ready' || !row) return null
  const read = reader(row, new Set(hidden.map(([, name]) => name)), say)
  // Sums are of all time, whatever period is chosen.
  const period = row.summed ? 'all' : frame.period
  const figures = isUnnamed(row) ? unnamed(read, period, say) : named(row, read, period, say)
  const chosen = ['tier', 'segment', 'class', 'stage', 'cluster'].some((field) => frame.filter[field])
  return {
    figures,
    survivors: chosen && figures.some(({ change }) => change) ? say.t('strip.survivors') : null,
    steps: row.summed || isUnnamed(row) ? [] : stepsOf(read, say),
    // With a filter on there is no total of the files to agree with.
    beside: frame.filtered ? [] : besideOf(row, read, say),
  }
}

/** Reads the row of the headline, of which some may be hidden. */
function reader(row: Row, gone: ReadonlySet<string>, say: Say) {
  const known = (name: string): number | null =>
    gone.has(name) || row[name] == null ? null : Number(row[name])
  const part = (metric: string, name: string, write: (value: number) => string): Part => {
    const [value, hidden] = [known(name), gone.has(name)]
    const text = value === null ? (hidden ? say.t('reason.small') : '–') : write(value)
    return { metric, label: say.t(`metric.${metric}`), value, hidden, text }
  }
  /** A sum, short and in full. */
  const sum = (metric: string, name: string): Figure => {
    const short = part(metric, name, say.moneyShort)
    return short.value === null ? short : { ...short, full: say.money(short.value) }
  }
  return { known, part, sum }
}
type Reader = ReturnType<typeof reader>

/** A figure and a Chinese word keep a space between them: `2025-06 收入`. */
const revenueLabel = (period: string, say: Say): string =>
  say.t('strip.revenue', { period: periodText(period, say) }).replace(/(\d)(?=[\u4E00-\u9FFF])/, '$1 ')

/** Where no sale names a customer. */
const unnamed = ({ part, sum }: Reader, period: string, say: Say): Figure[] => [
  { ...sum('salesWithoutCustomer', 'sales_without_customer'), label: revenueLabel(period, say) },
  part('ordersWithoutCustomer', 'orders_without_customer', say.count),
  sum('averageOrder', 'average_without_customer'),
  { ...part('customers', 'customers', () => '–'), note: say.t('strip.unnamed') },
]

/** NPS only where there are answers, and of sums only what they say; what is hidden keeps its place. */
function named(row: Row, { known, part, sum }: Reader, period: string, say: Say): Figure[] {
  const { t, count, number } = say
  const noted = (figure: Figure, note: () => string): Figure =>
    figure.value === null ? figure : { ...figure, note: note() }
  const compared = (figure: Figure, change: string, size: (by: number) => string): Figure =>
    figure.value === null ? figure : { ...figure, change: changeOf(known(change), size, period, say) }
  const share = (by: number): string => say.share(by)
  const points = (by: number): string => t('strip.points', { value: number(by * 100, 1) })
  // Who is active bought within a window of its own, which may be longer than the period.
  const window = (): string =>
    (known('active_customers') ?? 0) > (known('customers') ?? 0) ? 'windowBeyond' : 'window'
  const quiet = known('at_risk_customers') ?? 0
  return [
    compared({ ...sum('revenue', 'revenue'), label: revenueLabel(period, say) }, 'revenue_change', share),
    compared(part('customers', 'customers', count), 'customers_change', share),
    compared(part('orders', 'orders', count), 'orders_change', share),
    noted(part('activeCustomers', 'active_customers', count), () =>
      t(`strip.${window()}`, { days: count(known('churn_days') ?? 0) }),
    ),
    compared(part('repeatRate', 'repeat_rate', share), 'repeat_rate_change', points),
    noted(
      part('nps', 'nps', (value) => number(value, 1)),
      () => {
        const margin = known('nps_margin')
        return t('strip.estimate', {
          margin: margin === null ? '–' : number(margin, 1),
          n: count(known('nps_n') ?? 0),
        })
      },
    ),
    noted(sum('revenueAtRisk', 'revenue_at_risk'), () =>
      t('strip.atRisk', { n: quiet, customers: count(quiet) }),
    ),
  ].filter(({ value, hidden, metric }) => value !== null || hidden || (metric !== 'nps' && !row.summed))
}

/** A change that would be written as nothing is none. */
function changeOf(by: number | null, size: (by: number) => string, period: string, say: Say): Change | null {
  if (by === null || Math.abs(by) < 0.0005) return null
  // Whole months are held against those of the year before.
  const against = period.includes('..') ? 'yearBefore' : 'before'
  return {
    up: by > 0,
    text: size(Math.abs(by)),
    against: say.t(`strip.${against}`),
    title: say.t(`strip.${against}What`),
  }
}

/** The steps where they are of different sizes; else one number says it all. */
function stepsOf({ part }: Reader, say: Say): Step[] {
  const step = (metric: string, name: string, path: string): Step => ({
    ...part(metric, name, say.count),
    label: say.t(`strip.bridge.${metric}`),
    path,
  })
  const steps = [
    step('onFile', 'on_file', '/customers'),
    step('everBought', 'ever_bought', '/tiers'),
    step('customers', 'customers', '/trends'),
  ].filter(({ value }) => value !== null)
  return new Set(steps.map(({ value }) => value)).size > 1 ? steps : []
}

function besideOf(row: Row, { known, part }: Reader, say: Say): Part[] {
  const refunds = part('refundsWithoutPurchase', 'refunds_without_purchase', say.money)
  const n = known('customers_without_purchase') ?? 0
  const text = say.t('strip.customers', { n, count: say.count(n) })
  const parts = [
    part('refundsLeftOut', 'refunds_left_out', say.money),
    refunds.value === null
      ? refunds
      : { ...refunds, of: { metric: 'customersWithoutPurchase', value: n, text } },
    // Where they are all there is they are the headline.
    ...(isUnnamed(row) ? [] : [part('salesWithoutCustomer', 'sales_without_customer', say.money)]),
  ].filter(({ value, hidden }) => hidden || !!value)
  return parts.length ? [...parts, part('total', 'total', say.money)] : []
}
