import type { OrderUnit } from '../model/sale'

/** Of equal numbers, more than this share that belongs to several buyers is no slip of the pen. */
export const FEW = 0.05
/** A number that so many days on the average use was given anew each day. */
const DAYS = 3

/** Of the order numbers that several rows carry: how many belong to several buyers, days, shops, alone and within another. */
export interface Repeats {
  groups: number
  buyers: number
  days: number
  /** Days a number has on the average. */
  spread: number
  /** Pairs of number and shop (day) that several buyers share. */
  buyersOfShop: number
  buyersOfDay: number
  daysOfShop: number
  hasBuyer: boolean
  hasShop: boolean
  /** A number that several buyers have. */
  example: string | null
}

/** The least that must stand beside the number so that an order has one buyer; `rounded`: no number can be trusted. */
export function unitOf(seen: Repeats, rounded: boolean): OrderUnit {
  const { groups, buyers, spread, hasShop } = seen
  if (rounded) return seen.hasBuyer ? 'buyer_time' : 'row'
  if (!groups) return 'id'
  const few = (n: number) => n <= FEW * groups
  if (!seen.hasBuyer) {
    if (few(seen.days) || spread < DAYS) return 'id'
    return hasShop && few(seen.daysOfShop) ? 'id_shop' : 'id_day'
  }
  if (few(buyers)) return 'id'
  if (hasShop && few(seen.buyersOfShop)) return 'id_shop'
  if (few(seen.buyersOfDay)) return 'id_day'
  return 'id_buyer'
}

/** What a row says of the order that it belongs to; null: nothing. */
export interface OrderFacts {
  id: string | null
  buyer: string | null
  day: string | null
  shop: string | null
}

/** The same for the rows at hand as `Repeats` for all rows of all files. */
export function repeatsIn(rows: OrderFacts[]): Repeats {
  const numbered = rows.filter(({ id }) => id !== null)
  const groupsBy = (...keys: (keyof OrderFacts)[]): OrderFacts[][] => {
    const groups = new Map<string, OrderFacts[]>()
    for (const row of numbered) {
      const key = JSON.stringify(keys.map((name) => row[name]))
      const group = groups.get(key)
      if (group) group.push(row)
      else groups.set(key, [row])
    }
    return [...groups.values()].filter(({ length }) => length > 1)
  }
  const several = (group: OrderFacts[], name: keyof OrderFacts): number =>
    new Set(group.flatMap((row) => row[name] ?? [])).size
  const count = (groups: OrderFacts[][], name: keyof OrderFacts): number =>
    groups.filter((group) => several(group, name) > 1).length
  const [alone, shops, days] = [groupsBy('id'), groupsBy('id', 'shop'), groupsBy('id', 'day')]
  return {
    groups: alone.length,
    buyers: count(alone, 'buyer'),
    days: count(alone, 'day'),
    spread: alone.reduce((sum, group) => sum + several(group, 'day'), 0) / (alone.length || 1),
    buyersOfShop: count(shops, 'buyer'),
    buyersOfDay: count(days, 'buyer'),
    daysOfShop: count(shops, 'day'),
    hasBuyer: numbered.some(({ buyer }) => buyer !== null),
    hasShop: numbered.some(({ shop }) => shop !== null),
    example: alone.find((group) => several(group, 'buyer') > 1)?.[0]?.id ?? null,
  }
}

/** What two rows of one order have in common; a row without any of it is an order of its own. */
const PARTS: Record<OrderUnit, (keyof OrderFacts)[]> = {
  id: ['id'],
  id_shop: ['id', 'shop'],
  id_day: ['id', 'day'],
  id_buyer: ['id', 'buyer'],
  buyer_time: ['buyer', 'day'],
  row: [],
}
export function orderKey(unit: OrderUnit, facts: OrderFacts, place: number): string {
  const parts = PARTS[unit]
  return parts.length && facts[parts[0]!] !== null
    ? JSON.stringify(parts.map((name) => facts[name]))
    : `row ${place}`
}
