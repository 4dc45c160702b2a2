import { expect, test } from 'vitest'
import { openBlocking } from '../../src/engine/blocking'
import { needOf, parseBytes, roomOf, storageFor } from '../../src/ingest/budget'
import { loadFile } from '../../src/ingest/load'
import { proposeMapping } from '../../src/ingest/mapping'
import { readCsv } from '../../src/ingest/read'
import { takeSample } from '../../src/ingest/sample'
import { seeded } from '../../src/stats/random'

const orders = (rows: number): string =>
  'order_id,customer_id,order_date,amount,channel\n' +
  Array.from(
    { length: rows },
    (_, i) =>
      `A${100000 + i},C${1000 + (i % 977)},2024-0${1 + (i % 9)}-1${i % 9},${(i * 37) % 900}.25,a shop in the town\n`,
  ).join('')

test('budget: what a file will take is told from its sample within a third of what it takes', async () => {
  const engine = await openBlocking()
  const file = new Blob([orders(60_000)])
  const sample = await takeSample(file, 'orders.csv')
  const need = needOf(sample, proposeMapping(sample.header, sample.rows), file.size)
  expect(Math.abs(need.rows - 60_000)).toBeLessThan(600)
  const before = await roomOf(engine)
  await loadFile(engine, file, 'orders.csv', 1)
  const after = await roomOf(engine)
  const taken = after.used - before.used
  expect(need.plain / taken).toBeGreaterThan(0.67)
  expect(need.plain / taken).toBeLessThan(1.5)
  expect(after.limit).toBeGreaterThan(2 ** 30)
  await engine.stop()
}, 30_000)

test('budget: a table stays plain where it fits, is compressed where only that fits, and is refused beyond', () => {
  const room = { used: 0, limit: 1000 }
  const need = { rows: 1, working: 100 }
  expect(storageFor({ ...need, plain: 700, compact: 300 }, room)).toBe('plain')
  expect(storageFor({ ...need, plain: 800, compact: 300 }, room)).toBe('compact')
  expect(storageFor({ ...need, plain: 2900, compact: 900 }, room)).toBeNull()
  expect(storageFor({ ...need, plain: 700, compact: 300 }, { used: 500, limit: 1000 })).toBe('compact')
})

test('budget: the engine writes its limit in words', () => {
  expect(parseBytes('3.1 GiB')).toBeCloseTo(3.1 * 2 ** 30)
  expect(parseBytes('512.0 MiB')).toBe(512 * 2 ** 20)
  expect(parseBytes('unlimited')).toBe(Infinity)
})

test('budget: a file that fits in no way is refused before it is read, with its figures', async () => {
  const engine = await openBlocking()
  const file = new Blob([orders(20_000)])
  // Only the size lies: no machine of ours holds such a file.
  Object.defineProperty(file, 'size', { value: 60e9 })
  const failed = await loadFile(engine, file, 'years.csv', 1).catch((cause: unknown) => cause)
  expect(failed).toMatchObject({ code: 'file.large', params: { file: 'years.csv' } })
  const { rows, need, room } = (failed as { params: Record<string, string> }).params
  expect(rows).toMatch(/^\d,\d{3},\d00,000$/)
  expect(Number(need)).toBeGreaterThan(Number(room))
  await engine.stop()
})

/** What a file of so many orders would take that so many customers made at random, in lines that follow each other. */
async function needed(rows: number, customers: number, lines = 1) {
  const random = seeded(7)
  const lined = (i: number) => Math.floor(i / lines)
  const buyers = Array.from({ length: 40_000 / lines + 1 }, () => Math.floor(random() * customers))
  const who = (i: number) => buyers[lined(i)]!
  const text =
    'order_id,customer_id,order_date,amount\n' +
    Array.from(
      { length: 40_000 },
      (_, i) => `A${100000 + lined(i)},C${1e6 + who(i)},2024-0${1 + (i % 9)}-1${i % 9},${i % 90}.25\n`,
    ).join('')
  const sample = await takeSample(new Blob([text]), 'orders.csv')
  return needOf(sample, proposeMapping(sample.header, sample.rows), Math.round((text.length / 40_000) * rows))
}
const PAGE = { used: 30e6, limit: 3.1 * 2 ** 30 }

test('budget: customers are counted: four million who bought once are refused, one million are not', async () => {
  expect(storageFor(await needed(4e6, 1e9), PAGE)).toBeNull()
  expect(storageFor(await needed(1e6, 1e9), PAGE)).not.toBeNull()
  // As many orders of customers who come back.
  expect(storageFor(await needed(4e6, 20_000), PAGE)).not.toBeNull()
  expect(storageFor(await needed(8e6, 400_000), PAGE)).not.toBeNull()
})

test('budget: lines that follow each other in one order are one customer', async () => {
  const [one, three] = [await needed(3e6, 1e9), await needed(3e6, 1e9, 3)]
  const perCustomer = (need: { rows: number; working: number }) => need.working / need.rows
  expect(perCustomer(one)).toBeGreaterThan(2000)
  expect(perCustomer(three)).toBeLessThan(0.4 * perCustomer(one))
})

test('budget: a compressed table says the same as a plain one, in a fraction of the memory', async () => {
  const engine = await openBlocking()
  const file = new Blob([orders(60_000)])
  const sample = await takeSample(file, 'orders.csv')
  const mapping = proposeMapping(sample.header, sample.rows)
  const used = async () => (await roomOf(engine)).used
  const taken: number[] = []
  for (const storage of ['plain', 'compact'] as const) {
    const before = await used()
    await readCsv(engine, file, storage, sample, mapping, undefined, storage)
    taken.push((await used()) - before)
  }
  const [same] = await engine.query<{ n: number; left: number }>(
    'SELECT (SELECT count(*) FROM compact) AS n, (SELECT count(*) FROM (FROM plain EXCEPT ALL FROM compact)) AS "left"',
  )
  expect(same).toEqual({ n: 60_000, left: 0 })
  expect(taken[1]!).toBeLessThan(0.5 * taken[0]!)
  await engine.stop()
}, 30_000)

test('budget: on request only the columns that the model knows are read', async () => {
  const engine = await openBlocking()
  const file = new Blob([
    'order_id,customer_id,order_date,amount,note a,note b\nA1,C1,2024-01-05,10,x,y\nA2,C2,2024-01-06,20,long,\nA3,C2,2024-01-07,30\n',
  ])
  const report = await loadFile(engine, file, 'orders.csv', 1, { choices: { only: 'known' } })
  expect(report.mapping.columns.map(({ target }) => target)).not.toContain(null)
  expect(report.rowsKept).toBe(3)
  const columns = await engine.query<{ name: string }>(
    "SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'source_1'",
  )
  expect(columns.length).toBe(4)
  await engine.stop()
})
