import { describe, expect, test } from 'vitest'
import type { TierScheme } from '../../src/model/scheme'
import { proposeScheme } from '../../src/stats/scheme'
import { grade } from '../../src/stats/score'
import { whaleRules } from '../../src/stats/whale'

/** So many small customers; `big` of them bring `times` as much as the others together, and are the worst in all else. */
function columnsOf({ n = 60, big = 1, times = 1000, ever = false }) {
  const small = (i: number) => 10 + ((i * 7919) % 50)
  const rest = Array.from({ length: n - big }, (_, i) => small(i + big)).reduce(
    (sum, value) => sum + value,
    0,
  )
  const money = Float64Array.from({ length: n }, (_, i) => (i < big ? (times * rest) / big - i : small(i)))
  return {
    revenue_12m: ever ? money.map((value, i) => (i < big ? 0 : value)) : money,
    revenue_all: money,
    orders_12m: Float64Array.from({ length: n }, (_, i) => (i < big ? 1 : 1 + ((i * 31) % 9))),
    growth_6m: Float64Array.from({ length: n }, (_, i) => (i < big ? -1 : ((i * 17) % 19) / 19)),
    recency_days: Float64Array.from({ length: n }, (_, i) => (i < big ? 360 : (i * 13) % 300)),
  }
}
const proposed = (columns: Record<string, Float64Array>) =>
  proposeScheme(columns, (name) => name !== 'revenue_all', '2024-12-31')
/** The tiers by a scheme, whose rules meet whom their one comparison says. */
function levels(columns: Record<string, Float64Array>, scheme: TierScheme): number[] {
  const hits = scheme.rules.map(({ condition }) => {
    if (!('field' in condition)) throw new Error('more than one comparison')
    return Uint8Array.from(columns[condition.field]!, (value) => Number(value >= Number(condition.values[0])))
  })
  return [...grade(columns, scheme, { hits }).level]
}

describe('who brings most of the revenue', () => {
  test.each([1.2, 10, 1000, 1e9])(
    'is in the top tier though the worst in all else (%d times the rest)',
    (times) => {
      const columns = columnsOf({ times })
      const scheme = proposed(columns)
      expect(scheme.rules).toMatchObject([{ id: 'whale', kind: 'atLeast', tier: 'diamond', until: null }])
      expect(levels(columns, { ...scheme, rules: [] })[0]).toBeGreaterThan(1)
      expect(levels(columns, scheme)[0]).toBe(1)
    },
  )
  test('moves nobody else', () => {
    const columns = columnsOf({})
    const scheme = proposed(columns)
    expect(levels(columns, scheme).slice(1)).toEqual(levels(columns, { ...scheme, rules: [] }).slice(1))
  })
  test.each([2, 3, 5])('are several: %d who share it are all there', (big) => {
    const columns = columnsOf({ big, n: 100 })
    expect(levels(columns, proposed(columns)).slice(0, big)).toEqual(Array<number>(big).fill(1))
  })
  test('is there also where it bought nothing for a year', () => {
    const columns = columnsOf({ ever: true })
    const scheme = proposed(columns)
    expect(scheme.rules.map(({ id }) => id)).toEqual(['whale_all'])
    expect(levels(columns, scheme)[0]).toBe(1)
  })
  test('asks for a rule only where the score does not say so', () => {
    const columns = columnsOf({})
    columns.orders_12m[0] = 99
    columns.growth_6m[0] = 1
    columns.recency_days[0] = 0
    const scheme = proposed(columns)
    expect(scheme.rules).toEqual([])
    expect(levels(columns, scheme)[0]).toBe(1)
  })
  test('the largest of customers who are alike in size asks for none', () => {
    expect(proposed(columnsOf({ big: 1, times: 0.08 })).rules).toEqual([])
  })
  test('a customer of a few is one only with half of it', () => {
    expect(proposed(columnsOf({ n: 8, times: 0.9 })).rules).toEqual([])
    expect(proposed(columnsOf({ n: 8, times: 1.5 })).rules).toHaveLength(1)
  })
})

describe('the revenue that makes one', () => {
  const levelled = (columns: Record<string, Float64Array>, known = ['revenue_12m', 'revenue_all']) =>
    whaleRules(columns, (name) => known.includes(name), new Float64Array(60), {
      ...proposed(columnsOf({})),
      rules: [],
    }).map(({ id, condition }) => [
      id,
      'field' in condition && condition.field,
      'values' in condition && condition.values[0],
    ])
  const sixty = (first: number, rest = 10) => Float64Array.from({ length: 60 }, (_, i) => (i ? rest : first))
  // A tenth is more than five times the sixtieth part: of sixty it is the tenth that decides.
  test('is a tenth of all of it, in three digits rounded down, of the last twelve months', () => {
    // 66 + 59 × 10 = 656: a tenth is 65.6.
    expect(levelled({ revenue_12m: sixty(66) })).toEqual([['whale', 'revenue_12m', 65.6]])
    expect(levelled({ revenue_12m: sixty(65) })).toEqual([])
  })
  test('is five times the average where that is more: of twenty a quarter', () => {
    const twenty = (first: number) => Float64Array.from({ length: 20 }, (_, i) => (i ? 10 : first))
    const of = (first: number) =>
      whaleRules({ revenue_12m: twenty(first) }, () => true, new Float64Array(20), proposed(columnsOf({})))
        .length
    // x ≥ (x + 190) / 4 from 63⅓ on.
    expect([of(63), of(64)]).toEqual([0, 1])
  })
  test('counts what is positive alone, and is none where nobody brought anything', () => {
    const refunded = Float64Array.from({ length: 60 }, (_, i) => (i ? (i < 30 ? 10 : -50) : 33))
    // 33 + 29 × 10 = 323: a tenth is 32.3.
    expect(levelled({ revenue_12m: refunded })).toEqual([['whale', 'revenue_12m', 32.3]])
    expect(levelled({ revenue_12m: new Float64Array(60) })).toEqual([])
    expect(levelled({ revenue_12m: new Float64Array(60).fill(-3) })).toEqual([])
  })
  test('of all time is half of it', () => {
    expect(levelled({ revenue_12m: sixty(1), revenue_all: sixty(591) })).toEqual([
      ['whale_all', 'revenue_all', 590],
    ])
    expect(levelled({ revenue_12m: sixty(1), revenue_all: sixty(589) })).toEqual([])
  })
  test('of all time stands in where the last twelve months are not known, and nothing does for neither', () => {
    expect(levelled({ revenue_12m: sixty(900), revenue_all: sixty(66) }, ['revenue_all'])).toEqual([
      ['whale', 'revenue_all', 65.6],
    ])
    expect(levelled({ revenue_12m: sixty(900), revenue_all: sixty(900) }, [])).toEqual([])
    expect(levelled({ orders_12m: sixty(900) }, ['orders_12m'])).toEqual([])
  })
  test('makes no second rule for whom the first one holds already', () => {
    expect(levelled({ revenue_12m: sixty(5000), revenue_all: sixty(5000) }).map(([id]) => id)).toEqual([
      'whale',
    ])
  })
  test('makes none in a scheme without tiers', () => {
    const none = { ...proposed(columnsOf({})), levels: [] }
    expect(whaleRules({ revenue_12m: sixty(900) }, () => true, new Float64Array(60), none)).toEqual([])
  })
})
