import { describe, expect, it } from 'vitest'
import { Sheet } from '../../../src/ingest/mapping/sheet'
import { featuresOf } from '../../../src/ingest/recognise/features'

/** Column → what it is beside the others. */
function relations(head: string, ...rows: (string | number)[][]): Record<string, string[]> {
  const header = head.split(' ')
  const sheet = new Sheet(
    header,
    rows.map((row) => row.map(String)),
  )
  return Object.fromEntries(
    featuresOf(sheet).map(({ found }, index) => [
      header[index]!,
      found.filter((feature) => feature.startsWith('r:')).map((feature) => feature.slice(2)),
    ]),
  )
}
const bought: [number, number][] = [
  [2, 9.5],
  [3, 12],
  [5, 8],
  [2, 30.25],
  [4, 7],
  [6, 11],
]

describe('columns of numbers', () => {
  it('are known as quantity, price and their product, whatever they are called', () => {
    const found = relations('a b c', ...bought.map(([n, price]) => [n, price, n * price]))
    expect(found.c).toContain('product')
    expect(found.a).toContain('factor')
    expect(found.b).toContain('factor')
    expect(found.a).not.toContain('product')
  })

  it('are a product to the cent that was rounded', () => {
    const found = relations(
      'a b c',
      ...bought.map(([n, price]) => [n, price + 0.003, (n * (price + 0.003)).toFixed(2)]),
    )
    expect(found.c).toContain('product')
  })

  it('are no product where one of each was bought: one times something is that something', () => {
    const found = relations('a b c', ...bought.map(([, price]) => [1, price, price]))
    expect(found.c).not.toContain('product')
  })

  it('are no product that holds now and then only', () => {
    const found = relations(
      'a b c',
      ...bought.map(([n, price], i) => [n, price, i % 2 ? n * price : n * price + 3]),
    )
    expect(found.c).not.toContain('product')
  })

  it('are before and after a discount by what is called one', () => {
    const found = relations(
      'list discount paid',
      ...bought.map(([n, price]) => [n * price, n, n * price - n]),
    )
    expect(found.list).toContain('before')
    expect(found.paid).toContain('after')
  })

  it('are before and after freight the other way round: it comes on top', () => {
    const found = relations('goods freight sum', ...bought.map(([n, price]) => [n * price, n, n * price + n]))
    expect(found.goods).toContain('before')
    expect(found.sum).toContain('after')
  })

  it('hang together in no way where they are too few, or texts', () => {
    const few = relations('a b c', ...bought.slice(0, 3).map(([n, price]) => [n, price, n * price]))
    expect(few.c).not.toContain('product')
    const texts = relations('a b c', ...bought.map(([n]) => [`x${n}`, `y${n}`, `z${n}`]))
    for (const name of ['product', 'factor', 'before', 'after'])
      expect(Object.values(texts).flat()).not.toContain(name)
  })
})

describe('columns of days', () => {
  const day = (n: number) => `2026-03-${String(n).padStart(2, '0')}`
  it('say which comes before the others of its row, and which after', () => {
    const found = relations(
      'a b c',
      ...[3, 1, 8, 5, 6, 2].map((n) => [day(n), day(n + 1), day(n + 1 + (n % 3))]),
    )
    expect(found.a).toContain('early')
    expect(found.c).toContain('late')
    expect(found.b).not.toContain('early')
  })
  it('go along with the rows of the file, up or down', () => {
    const found = relations('a b', ...[1, 2, 4, 5, 7].map((n) => [day(n), day(1 + ((n * 5) % 11))]))
    expect(found.a).toContain('inorder')
    expect(found.b).not.toContain('inorder')
    expect(relations('a', ...[9, 7, 6, 2].map((n) => [day(n)])).a).toContain('inorder')
  })
  it('without a time are as early as any time of that day', () => {
    const found = relations('a b', ...[1, 4, 2, 5].map((n) => [`${day(n)} 15:00`, day(n + (n % 2))]))
    expect(found.a).toContain('early')
  })
})

describe('columns beside an order number that repeats', () => {
  const lines = [1, 1, 2, 2, 3, 3, 3].map((id, i) => [`A${id}`, `C${id}`, `P${i}`])
  it('stand once for the order, or differ between its lines', () => {
    const found = relations('order_id customer product', ...lines)
    expect(found.customer).toContain('once')
    expect(found.product).toContain('differs')
  })
  it('say nothing where too few orders have several lines', () => {
    const found = relations('order_id customer product', ...lines.slice(0, 4))
    expect(Object.values(found).flat()).toEqual([])
  })
})

describe('what is let off and what comes on top', () => {
  it('leads from the list price to what was paid, in whatever combination it stands', () => {
    const found = relations(
      'goods discount freight sum',
      ...bought.map(([n, price], i) => [n * price, i + 1, n, n * price - (i + 1) + n]),
    )
    expect(found.goods).toContain('before')
    expect(found.sum).toContain('after')
  })
})

describe('several quantities beside one price', () => {
  it('are told apart by which of them times the price is the amount', () => {
    const found = relations(
      'quantity weight unitprice amount',
      ...bought.map(([n, price], i) => [10 + i, i % 2 ? 1 : n, price, (i % 2 ? 1 : n) * price]),
    )
    expect(found.weight).toContain('fits')
    expect(found.quantity).toContain('misfit')
  })

  it('say nothing where no quantity fits', () => {
    const found = relations(
      'quantity weight unitprice amount',
      ...bought.map(([n, price], i) => [10 + i, n, price, n * price + 7]),
    )
    expect([...found.weight!, ...found.quantity!]).not.toContain('misfit')
  })
})

describe('what was paid of an amount', () => {
  it('is a part where some rows show a deposit', () => {
    const found = relations('total paid', [100, 30], [80, 80], [250, 100], [60, 20], [90, 90], [40, 10])
    expect([found.paid!.includes('partly'), found.total!.includes('whole')]).toEqual([true, true])
  })

  it('is all of it where a discount alone was let off', () => {
    const found = relations('total paid', [100, 90], [80, 80], [250, 225], [60, 48], [90, 90], [40, 36])
    expect(found.paid).not.toContain('partly')
  })
})

describe('what a platform keeps', () => {
  it('tells what was charged from what is paid out', () => {
    const found = relations(
      'amount fee settled',
      ...bought.map(([n, price], i) => [n * price, 1 + i, n * price - 1 - i]),
    )
    expect([found.amount!.includes('charged'), found.settled!.includes('payout')]).toEqual([true, true])
  })
})
