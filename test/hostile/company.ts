import { csv } from '../support/session'

/** Whole numbers below `below`, the same for a seed (mulberry32). */
function random(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

/** The files of a small firm: regions of very different size, customers of whom something is not said, some large ones. */
export function company(seed: number): Record<string, string> {
  const next = random(seed)
  const regions = Array.from({ length: 2 + next(4) }, (_, at) => `R${at}`)
  const channels = Array.from({ length: 2 + next(2) }, (_, at) => `K${at}`)
  const unsaid = [0, 0, 1, 2, 5][next(5)]!
  const some = (values: string[]): string => values[Math.min(next(values.length), next(values.length + 1))]!
  const customers = Array.from({ length: 40 + next(160) }, (_, at) => ({
    customer_id: `c${at}`,
    region: at < unsaid ? null : some(regions),
    channel: next(60) ? some(channels) : null,
    gender: next(20) ? ['f', 'm'][next(2)]! : null,
  }))
  const orders = customers.flatMap(({ customer_id }, at) =>
    Array.from({ length: next(12) ? 1 + next(1 + next(9)) : 0 }, (_, of) => ({
      order_id: `${customer_id}-${of}`,
      customer_id,
      ordered_at: new Date(Date.UTC(2023, 0, 1 + next(1000))).toISOString().slice(0, 10),
      amount: (5 + next(200)) * (at % 29 ? 1 : 40),
    })),
  )
  return { 'customers.csv': csv(customers), 'orders.csv': csv(orders) }
}
