import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBlocking } from '../../src/engine/blocking'
import type { Engine } from '../../src/engine/engine'
import { readOrder, readRows } from '../../src/engine/order'

let engine: Engine
beforeAll(async () => {
  engine = await openBlocking()
  await engine.run(`CREATE TABLE t (key INTEGER, customer_id VARCHAR, money DOUBLE, tier VARCHAR, "#a ""b" VARCHAR);
    INSERT INTO t VALUES (4, 'd', 2, 'gold', 'x'), (2, 'b', NULL, 'diamond', 'y'), (1, 'a', 2, 'silver', NULL), (3, 'c', 10, NULL, 'z');
    CREATE TABLE chosen AS SELECT unnest([1, 3, 9]) AS key`)
})
afterAll(() => engine.stop())
const FIELDS = new Set(['customer_id', 'money', 'tier', '#a "b'])
const ids = async (...[order, among]: [Parameters<typeof readOrder>[2], string?]) => {
  const rows = await readOrder(engine, 't', order, FIELDS, among)
  return (await readRows<{ customer_id: string }>(engine, 't', ['customer_id'], [...rows], FIELDS))
    .map((row) => row.customer_id)
    .join('')
}

describe('order', () => {
  it('what is equal stands by key, what is unknown last, up and down', async () => {
    expect(await ids({ field: 'money', down: true })).toBe('cadb')
    expect(await ids({ field: 'money', down: false })).toBe('adcb')
  })

  it('words with an order of their own follow it', async () => {
    expect(await ids({ field: 'tier', down: true, ranks: ['silver', 'gold', 'diamond'] })).toBe('bdac')
  })

  it('only those who are chosen are listed', async () => {
    expect(await ids({ field: 'money', down: true }, 'chosen')).toBe('ca')
  })

  it('a header is a name and no SQL; a column that is not known is refused', async () => {
    expect(await ids({ field: '#a "b', down: false })).toBe('dbca')
    await expect(
      readOrder(engine, 't', { field: 'money; DROP TABLE t', down: true }, FIELDS),
    ).rejects.toMatchObject({ code: 'condition.field' })
    await expect(readRows(engine, 't', ['1'], [0], FIELDS)).rejects.toMatchObject({ code: 'condition.field' })
  })

  it('rows come in the order in which they were asked for', async () => {
    expect(await readRows(engine, 't', ['money'], [3, 0], FIELDS)).toMatchObject([
      { money: 10 },
      { money: 2 },
    ])
    expect(await readRows(engine, 't', ['money'], [], FIELDS)).toEqual([])
  })
})
