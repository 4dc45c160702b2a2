import { describe, expect, test } from 'vitest'
import { panelOf } from '../../src/analysis/catalogue'
import { defaultRfm, type RfmSetting } from '../../src/model/rfm'
import type { Row } from '../../src/model/row'
import { ask, csv, sessionOf, view } from '../support/session'
import { sayIn } from '../support/words'

const SAY = sayIn('en')

interface Scored {
  recency_days: number
  customer_id: string
  r: number
  f: number
  m: number
  segment: string
  class: string
}
type Order = [customer: string, day: string, amount: number]
const SLIPPING = ['about_to_sleep', 'cannot_lose', 'at_risk', 'hibernating', 'lost']

/** What RFM says of the customers of these orders, all of whose days are looked at. */
async function scoredOf(orders: Order[], rfm: Partial<RfmSetting> = {}, panels: string[] = []) {
  const text = csv(
    orders.map(([customer_id, ordered_at, amount], i) => ({
      order_id: `o${i}`,
      customer_id,
      ordered_at,
      amount,
    })),
  )
  const session = await sessionOf({ 'orders.csv': text }, { period: 'all' })
  try {
    await session.configure({ rfm: { ...defaultRfm(), ...rfm } }, view({ period: 'all' }))
    const rows = await session.engine.query<Scored & Row>('SELECT * FROM customer_rfm ORDER BY customer_id')
    const said: Record<string, { sentence: string; note: string | null }> = {}
    for (const id of panels) {
      const { rows: found, frame } = await ask(session, id)
      const panel = panelOf(id)!
      said[id] = {
        sentence: panel.sentence(found, SAY, frame),
        note: panel.note?.(found, SAY, frame) ?? null,
      }
    }
    return { rows, said }
  } finally {
    await session.engine.stop()
  }
}
const names = (n: number) => Array.from({ length: n }, (_, i) => `c${String(i).padStart(2, '0')}`)
const months = (n: number) => Array.from({ length: n }, (_, i) => `2024-${String(i + 1).padStart(2, '0')}-01`)

describe('RFM where values are shared', () => {
  test('customers whom nothing tells apart are all R 5, F 3, M 3: nobody is lost, and it is said', async () => {
    const { rows, said } = await scoredOf(
      names(30).map((name): Order => [name, '2024-06-15', 100]),
      {},
      ['rfm.grid', 'rfm.segments', 'rfm.classes'],
    )
    expect(rows).toHaveLength(30)
    for (const row of rows)
      expect(row).toMatchObject({ r: 5, f: 3, m: 3, segment: 'potential_loyal', class: 'general_develop' })
    const words =
      'All customers of the window have the same recency (R) and frequency (F) and revenue (M): these scores do not tell them apart.'
    expect(said['rfm.grid']!.sentence).toBe(words)
    expect(said['rfm.segments']!.note).toBe(words)
    expect(said['rfm.classes']!.note).toBe(words)
  })

  test('the best value scores 5 however many share it, the others as many are strictly worse', async () => {
    // 54 of 60 are billed until December, 6 stopped in August.
    const { rows, said } = await scoredOf(
      names(60).flatMap((name, i) => months(i < 6 ? 8 : 12).map((day): Order => [name, day, 29])),
      {},
      ['rfm.segments', 'rfm.grid'],
    )
    for (const { customer_id, ...row } of rows)
      expect(row, customer_id).toMatchObject(
        customer_id < 'c06'
          ? { r: 1, f: 1, m: 1, segment: 'lost', class: 'general_retain' }
          : { r: 5, f: 5, m: 5, segment: 'champions', class: 'important_value' },
      )
    expect(said['rfm.segments']!.note).toBeNull()
    expect(said['rfm.grid']!.sentence).toContain('90.0% of customers are recent')
  })

  test.each<RfmSetting['cut']>([{ by: 'mean' }, { by: 'median' }, { by: 'fixed', r: 5, f: 5, m: 5 }])(
    'nobody who bought on the last day is to be won back, cut by $by',
    async (cut) => {
      const { rows } = await scoredOf(
        names(40).flatMap((name, i) => [
          [name, i < 28 ? '2024-06-30' : `2024-05-${String(i - 18).padStart(2, '0')}`, 10 + (i % 7)] as Order,
          ...(i % 3 ? [] : [[name, '2024-03-01', 5] as Order]),
        ]),
        { cut },
      )
      const last = rows.filter(({ recency_days }) => recency_days === 0)
      expect(last).toHaveLength(28)
      for (const row of last) {
        expect(row.r).toBe(5)
        expect(SLIPPING).not.toContain(row.segment)
        expect(row.class).toMatch(/_(value|develop)$/)
      }
    },
  )

  test('one-time buyers stay at F 1 however many they are', async () => {
    const { rows } = await scoredOf(
      names(40).flatMap((name, i): Order[] => [
        [name, `2024-05-${String(1 + (i % 28)).padStart(2, '0')}`, 10 + i],
        ...(i < 38 ? [] : ([[name, '2024-06-01', 10]] as Order[])),
      ]),
    )
    expect(rows.map(({ f }) => f)).toEqual([...Array<number>(38).fill(1), 5, 5])
  })

  test('only what is the same for all is said not to tell them apart', async () => {
    const { rows, said } = await scoredOf(
      names(30).map((name, i): Order => [name, `2024-06-${String(i + 1).padStart(2, '0')}`, 10 + i]),
      {},
      ['rfm.grid', 'rfm.classes'],
    )
    expect(new Set(rows.map(({ f }) => f))).toEqual(new Set([3]))
    expect(new Set(rows.map(({ r }) => r)).size).toBe(5)
    const words =
      'All customers of the window have the same frequency (F): this score does not tell them apart.'
    expect(said['rfm.grid']!.sentence).toBe(words)
    expect(said['rfm.classes']!.note).toBe(words)
  })
})
