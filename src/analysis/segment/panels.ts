import type { Row } from '../../model/row'
import { definePanel, held, type Say } from '../panel'
import sql from './compare.sql?raw'

const rowOf = (rows: Row[], part: string): Row | undefined => rows.find((row) => row.part === part)
const named = (name: unknown, say: Say): string =>
  name
    ? say.t('panel.segments.compare.quoted', { name: String(name) })
    : say.t('panel.segments.compare.everybody')

/** One own segment beside another, or beside everybody. */
export const compare = definePanel({
  id: 'segments.compare',
  needs: ['orders'],
  summed: true,
  n: (rows) => Number(rowOf(rows, 'all')?.customers_a ?? 0),
  least: 1,
  none: 'panel.segments.compare.none',
  own: () => ['saved'],
  sql,
  shape: { kind: 'groups', overlaps: () => true },
  controls: [
    { name: 'a', label: 'control.segmentA', options: 'saved', default: '' },
    {
      name: 'b',
      label: 'control.segmentB',
      options: 'saved',
      more: [{ value: '', label: 'panel.segments.compare.everybody' }],
      default: '',
    },
  ],
  columns: [
    { name: 'part', type: 'text', words: 'comparePart', label: 'column.part', disclosure: 'label' },
    { name: 'customers_a', type: 'count', label: 'column.customersA' },
    { name: 'customers_b', type: 'count', label: 'column.customersB' },
    { name: 'share_a', type: 'share', label: 'column.shareA' },
    { name: 'share_b', type: 'share', label: 'column.shareB' },
    { name: 'revenue_a', type: 'money', label: 'column.revenueA', of: ['customers_a'], held: true },
    { name: 'revenue_b', type: 'money', label: 'column.revenueB', of: ['customers_b'], held: true },
    { name: 'recency_a', type: 'days', label: 'column.recencyA' },
    { name: 'recency_b', type: 'days', label: 'column.recencyB' },
    { name: 'orders_a', type: 'number', label: 'column.ordersA' },
    { name: 'orders_b', type: 'number', label: 'column.ordersB' },
    { name: 'spend_a', type: 'money', label: 'column.spendA', disclosure: 'rate' },
    { name: 'spend_b', type: 'money', label: 'column.spendB', disclosure: 'rate' },
  ],
  hidden: held('revenue_a', 'revenue_b'),
  // Names that the reader gave, and how much more a customer of the one brings than one of the other.
  facts: [
    { name: 'name_a', type: 'text', leaves: true },
    { name: 'name_b', type: 'text', leaves: true },
    // Of what one of them brings it would tell what the other does.
    { name: 'times', type: 'score', leaves: true },
  ],
  chart: null,
  sentence: (rows, say, { facts }) => {
    const all = rowOf(rows, 'all')!
    const both = Number(rowOf(rows, 'both')?.customers_a ?? 0)
    const revenue = Number(all.revenue_a)
    return say.t(`panel.segments.compare.${facts.name_b ? 'two' : 'one'}`, {
      a: named(facts.name_a, say),
      b: named(facts.name_b, say),
      customers: say.count(Number(all.customers_a)),
      share: say.share(Number(all.share_a)),
      revenue: say.moneyShort(revenue),
      both: say.count(both),
      times: facts.times == null ? '–' : say.number(Number(facts.times), 1),
    })
  },
})

export const panels = [compare]
