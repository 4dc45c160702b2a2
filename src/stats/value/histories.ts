/**
 * Histories of customers, alike ones once: repeat purchases x, time of the last one t_x and time observed T, both since the
 * first purchase and in the same unit, and how many customers have exactly these.
 */
export interface Histories {
  frequency: Float64Array
  recency: Float64Array
  age: Float64Array
  weight: Float64Array
}

/** Distinct histories of customers, and of each customer which one it has. */
export interface Gathered {
  histories: Histories
  of: Uint32Array
}

/** Customers with the same history become one with their number as its weight, in the order of their first. */
export function gather(frequency: Float64Array, recency: Float64Array, age: Float64Array): Gathered {
  const places = new Map<number, Map<number, number>>()
  const first: number[] = []
  const counts: number[] = []
  const most = age.reduce((high, each) => Math.max(high, each), 0) + 1
  const of = frequency.map((x, customer) => {
    // Two numbers instead of a text: a million texts are dear.
    const times = recency[customer]! * most + age[customer]!
    const byTimes = places.get(x) ?? new Map<number, number>()
    places.set(x, byTimes)
    const known = byTimes.get(times)
    if (known !== undefined) {
      counts[known]!++
      return known
    }
    byTimes.set(times, first.length)
    first.push(customer)
    counts.push(1)
    return first.length - 1
  })
  const histories = {
    frequency: Float64Array.from(first, (customer) => frequency[customer]!),
    recency: Float64Array.from(first, (customer) => recency[customer]!),
    age: Float64Array.from(first, (customer) => age[customer]!),
    weight: Float64Array.from(counts),
  }
  return { histories, of: Uint32Array.from(of) }
}

/**
 * The same in whole weeks, so that a large base has few distinct histories: how long somebody has been silent is rounded,
 * and how long observed; a repeat is no earlier than half a week after the first purchase.
 */
export function inWeeks({ frequency, recency, age }: Omit<Histories, 'weight'>): Gathered {
  const whole = age.map(Math.round)
  const last = whole.map((weeks, k) =>
    frequency[k] ? Math.max(0.5, weeks - Math.round(age[k]! - recency[k]!)) : 0,
  )
  return gather(
    frequency,
    last,
    whole.map((weeks, k) => Math.max(weeks, last[k]!)),
  )
}

export const customersOf = ({ weight }: Histories): number => weight.reduce((sum, each) => sum + each, 0)
export const repeatsOf = ({ frequency, weight }: Histories): number =>
  frequency.reduce((sum, x, k) => sum + x * weight[k]!, 0)
