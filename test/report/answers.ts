import { splitFacts, type Frame, type Panel } from '../../src/analysis/panel'
import type { Row } from '../../src/model/row'
import { TIERS } from '../../src/model/scheme'
import type { Answer } from '../../src/report/answer'

export const frame: Frame = {
  asOf: '2026-09-20',
  periodStart: '2025-09-21',
  periodEnd: '2026-09-20',
  period: '12m',
  returns: 'net',
  dataStart: '2024-01-01',
  dataEnd: '2026-09-20',
  previousReview: '2026-06-30',
  filtered: false,
  fiscalStart: 1,
  filter: {},
  controls: {},
  facts: {},
}

/** A panel's answer made of rows. */
export function answer(panel: Panel, rows: Row[], controls: Record<string, string> = {}): Answer {
  const own = {
    ...frame,
    controls: {
      ...Object.fromEntries((panel.controls ?? []).map((control) => [control.name, control.default])),
      ...controls,
    },
  }
  const { rows: computed, facts } = splitFacts(panel, panel.compute ? panel.compute(rows, own) : rows)
  return {
    panel,
    result: {
      id: panel.id,
      state: 'ready',
      rows: computed,
      n: panel.n(computed, facts),
      frame: { ...own, facts },
    },
  }
}

const shareOf = (value: number, values: number[]): number =>
  value /
  Math.max(
    1,
    values.reduce((sum, each) => sum + each, 0),
  )

/** Rows of the pyramid for counts top down; each customer brings 100. */
export const pyramidRows = (counts: number[], change: (number | null)[] = []): Row[] =>
  counts.map((customers, at) => ({
    tier: TIERS[at]!,
    ordinal: at + 1,
    customers,
    share: shareOf(customers, counts),
    revenue: customers * 100,
    revenue_share: shareOf(customers, counts),
    threshold: [90, 80, 60, 0][at]!,
    quota: null,
    change: change[at] ?? null,
  }))

/** Rows of the heat map, region × tier; a cell of nobody has no row. */
export const matrixRows = (counts: number[][]): Row[] => {
  const inColumn = (column: number) => counts.reduce((sum, line) => sum + line[column]!, 0)
  const all = counts.flat().reduce((sum, count) => sum + count, 0)
  const base = (column: number) => ({
    base_customers: inColumn(column),
    base_revenue: inColumn(column) * 100,
    base_orders: inColumn(column) * 7,
    all_customers: all,
    all_revenue: all * 100,
    all_orders: all * 7,
  })
  return counts.flatMap((line, row) =>
    line.flatMap((customers, column) =>
      customers
        ? [
            {
              row_value: `region ${row}`,
              column_value: TIERS[column]!,
              customers,
              revenue: customers * 100,
              orders: customers * 7,
              ...base(column),
            },
          ]
        : [],
    ),
  )
}
