import { expect, test } from 'vitest'
import { openBlocking } from '../../src/engine/blocking'
import { needOf, parseBytes, roomOf, storageFor } from '../../src/ingest/budget'
import { loadFile } from '../../src/ingest/load'
import { proposeMapping } from '../../src/ingest/mapping'
import { takeSample } from '../../src/ingest/sample'

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
  expect(storageFor({ ...need, plain: 900, compact: 300 }, room)).toBe('compact')
  expect(storageFor({ ...need, plain: 2900, compact: 900 }, room)).toBeNull()
  expect(storageFor({ ...need, plain: 700, compact: 300 }, { used: 500, limit: 1000 })).toBe('compact')
})

test('budget: the engine writes its limit in words', () => {
  expect(parseBytes('3.1 GiB')).toBeCloseTo(3.1 * 2 ** 30)
  expect(parseBytes('512.0 MiB')).toBe(512 * 2 ** 20)
  expect(parseBytes('unlimited')).toBe(Infinity)
})
