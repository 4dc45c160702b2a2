import { createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import { eraseRows } from '../../src/ingest/erase'
import { eraseFrom, erasedIn, nobody, redact, tombstone } from '../../src/workspace/erase'
import { sessionOf } from '../support/session'

const FILES = {
  'customers.csv': 'customer_id,master_id,name,industry\nA1,M1,Ann,tea\nA2,M1,Ann again,tea\nB1,M2,Bo,tea\n',
  'orders.csv':
    'order_id,customer_id,order_date,amount\nO1,A1,2024-01-05,5\nO2,A2,2024-02-05,6\nO3,B1,2024-03-05,7\n',
  'lines.csv': 'order_id,product_id,quantity,unit_price\nO1,P,1,5\nO2,P,2,3\nO3,P,7,1\n',
}
const kept = async (session: Awaited<ReturnType<typeof sessionOf>>) =>
  Promise.all(
    session.sources.map(async ({ table }) => {
      const [row] = await session.engine.query<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)
      return row!.n
    }),
  )

it('erasing: all accounts of a customer go, with their orders and the lines of these', async () => {
  const session = await sessionOf(FILES)
  const { rows, ids } = await eraseRows(session.engine, session.sources, ['M1'])
  expect([...rows.values()]).toEqual([2, 2, 2])
  expect(ids.sort()).toEqual(['A1', 'A2', 'M1'])
  expect(await kept(session)).toEqual([1, 1, 1])
  await session.engine.stop()
})

it('erasing: one account leaves the others, and an id that nobody has changes nothing', async () => {
  const session = await sessionOf(FILES)
  expect((await eraseRows(session.engine, session.sources, ['Z'])).rows.size).toBe(0)
  expect((await eraseRows(session.engine, session.sources, ["A1' OR '1'='1"])).rows.size).toBe(0)
  expect(await kept(session)).toEqual([3, 3, 3])
  await eraseRows(session.engine, session.sources, ['A2'])
  expect(await kept(session)).toEqual([2, 2, 2])
  await session.engine.stop()
})

it('erasing: the account still adds up and the report does not tell who it was', async () => {
  const session = await sessionOf(FILES)
  const [source] = session.sources
  const left = redact(source!, ['A1'], 1)
  expect(left.rowsRead).toBe(left.rowsKept + left.rowsMerged + left.rowsSetAside)
  expect(JSON.stringify({ ...left, mapping: null })).not.toContain('A1')
  await session.engine.stop()
})

it('a tombstone is HMAC-SHA-256 under the key of the workspace, and knows its customer again', async () => {
  const erased = nobody()
  expect(tombstone('客户1', erased)).toBe(
    createHmac('sha256', Buffer.from(erased.key, 'hex')).update('客户1').digest('hex'),
  )
  expect(tombstone('客户1', nobody())).not.toBe(tombstone('客户1', erased))
  const session = await sessionOf(FILES)
  erased.hashes.push(tombstone('A2', erased), tombstone('M2', erased))
  expect((await erasedIn(session.engine, session.sources[0]!, erased)).sort()).toEqual(['A2', 'M2'])
  expect(await erasedIn(session.engine, session.sources[2]!, erased)).toEqual([])
  await session.engine.stop()
})

it('erasing: every id that was theirs is told, so that notes on them can go too', async () => {
  const session = await sessionOf(FILES)
  expect((await eraseFrom(session, 'M1', null))!.ids.sort()).toEqual(['A1', 'A2', 'M1'])
  await session.engine.stop()
})
