import type { Row } from '../../src/model/row'
import type { Answer } from './figures'
import { count, date, number, share, short, type Said } from './said'

const of = (row: Row | undefined, name: string): number => Number(row?.[name])
const total = (rows: Row[], name: string): number => rows.reduce((sum, row) => sum + Number(row[name]), 0)
/** By how much a sum is off, with its sign. */
const off = (by: number): string => `${by < 0 ? '−' : '+'}${share(Math.abs(by))}`

/** What the panels of value must say: see `figures.ts`. */
export const VALUE: Record<string, (answer: Answer) => Said[]> = {
  'value.clv': ({ rows, facts }) => {
    const clv = total(rows, 'clv')
    const [error, naive] = [Number(facts.error), Number(facts.naive_error)]
    return [
      [
        'panel.value.clv.sentence',
        {
          customers: count(total(rows, 'customers')),
          orders: number(total(rows, 'orders'), 0),
          value: short(clv),
          low: short(Number(facts.all_low)),
          high: short(Number(facts.all_high)),
        },
      ],
      [
        `panel.value.clv.${Math.abs(error) > Math.abs(naive) ? 'worse' : 'tested'}`,
        {
          date: date(String(facts.split)),
          customers: count(Number(facts.tested)),
          error: off(error),
          naive: off(naive),
        },
      ],
    ]
  },
  'value.tracking': ({ facts }) => {
    const [expected, actual] = [Number(facts.later_expected), Number(facts.later_actual)]
    return [
      [
        'panel.value.tracking.sentence',
        {
          date: date(String(facts.split)),
          customers: count(Number(facts.customers)),
          actual: count(actual),
          expected: number(expected, 0),
          error: off(expected / actual - 1),
        },
      ],
    ]
  },
  'value.calibration': ({ rows }) => {
    const last = rows.at(-1)
    return [
      [
        'panel.value.calibration.sentence',
        {
          class: `panel.value.class.${last!.class}`,
          actual: number(of(last, 'actual_mean'), 2),
          expected: number(of(last, 'expected_mean'), 2),
          naive: number(of(last, 'naive_mean'), 2),
        },
      ],
    ]
  },
  'value.capture': ({ rows }) => [
    [
      'panel.value.capture.sentence',
      { share: share(of(rows[0], 'share'), 0), naive: share(of(rows[0], 'naive_share'), 0) },
    ],
  ],
}
