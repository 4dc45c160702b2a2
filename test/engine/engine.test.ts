import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBlocking } from '../../src/engine/blocking'
import { bind } from '../../src/engine/bind'
import type { Engine } from '../../src/engine/engine'
import { openNative } from '../../src/engine/native'
import { AppError } from '../../src/model/error'

describe.each([
  ['the wasm build of the page', openBlocking],
  ['the native build of the command line', openNative],
])('engine: %s', (_, open) => {
  let engine: Engine
  beforeAll(async () => {
    engine = await open()
  })
  afterAll(() => engine.stop())

  test('gives plain values: numbers, ISO dates and times, null', async () => {
    const rows = await engine.query(
      `SELECT 12.5::DECIMAL(18, 4)::DOUBLE AS money, 9007199254740991::BIGINT AS big, DATE '2024-02-29' AS day,
       TIMESTAMP '2024-02-29 23:59:58' AS time, NULL::VARCHAR AS none, '名' AS text, true AS yes, sum(3) AS total`,
    )
    expect(rows).toEqual([
      {
        money: 12.5,
        big: 9007199254740991,
        day: '2024-02-29',
        time: '2024-02-29 23:59:58',
        none: null,
        text: '名',
        yes: true,
        total: 3,
      },
    ])
  })
  test('takes every text for what it is, also beyond a NUL', async () => {
    const texts = ['a\0b', '\0', "a'\0'; DROP TABLE x; --", '?', 'a']
    for (const text of texts) {
      const [row] = await engine.query('SELECT ? = ? AS same, length(?) AS n, ? = ? AS other', [
        ...[text, text, text],
        ...[text, 'a'],
      ])
      expect(row).toEqual({ same: true, n: text.length, other: text === 'a' })
    }
  })
  test('gives numeric columns as typed arrays with NaN for NULL', async () => {
    const columns = await engine.columns('SELECT x::DOUBLE AS x FROM (VALUES (1), (NULL), (3)) AS t(x)')
    expect([...columns.x!]).toEqual([1, NaN, 3])
  })
  test('runs several statements in one text', async () => {
    await engine.run('CREATE TABLE a AS SELECT 1 AS x; INSERT INTO a VALUES (2)')
    expect(await engine.query('SELECT count(*) AS n FROM a')).toEqual([{ n: 2 }])
  })
  test('puts columns from memory into a table, and replaces it', async () => {
    await engine.put('loaded', { id: ['a', null], value: Float64Array.of(1, 2) })
    await engine.put('loaded', { id: ['b', null, 'ü'], value: Float64Array.of(1, 2, 3) })
    expect(await engine.query('SELECT id, value FROM loaded ORDER BY value')).toEqual([
      { id: 'b', value: 1 },
      { id: null, value: 2 },
      { id: 'ü', value: 3 },
    ])
  })
  test('has rooms: what is temporary in one is nobody else’s, and what is shared is everybody’s', async () => {
    await engine.run('CREATE OR REPLACE TABLE shared AS SELECT 1 AS x')
    const [one, other] = [await engine.room(), await engine.room()]
    for (const [room, x] of [
      [one, 10],
      [other, 20],
    ] as const) {
      await room.put('own', { x: Float64Array.of(x) })
      await room.run('CREATE TEMP VIEW both_of AS SELECT o.x + s.x AS x FROM own AS o, shared AS s')
    }
    expect(await one.query('SELECT x FROM both_of')).toEqual([{ x: 11 }])
    expect(await other.query('SELECT x FROM both_of')).toEqual([{ x: 21 }])
    await engine.run('CREATE OR REPLACE TABLE shared AS SELECT 2 AS x')
    expect(await one.query('SELECT x FROM both_of')).toEqual([{ x: 12 }])
    await expect(engine.query('FROM own')).rejects.toThrow(AppError)
    await one.stop()
    expect(await other.query('SELECT x FROM both_of')).toEqual([{ x: 22 }])
    await other.stop()
    expect(await engine.query('FROM shared')).toEqual([{ x: 2 }])
  })
  test('a room is as locked as the house', async () => {
    const room = await engine.room()
    await expect(room.run('SET enable_external_access=true')).rejects.toThrow(AppError)
    await room.stop()
  })
  test('reads a file that was opened, and no longer after it was closed', async () => {
    const path = await engine.open(new Blob(['x\n1\n2\n']))
    expect(await engine.query(`SELECT sum(x) AS s FROM read_csv('${path}')`)).toEqual([{ s: 3 }])
    await engine.close(path)
    await expect(engine.query(`SELECT * FROM read_csv('${path}')`)).rejects.toThrow(AppError)
  })
  test('an error carries its SQL and its cause', async () => {
    const error = await engine.query('SELECT nothing FROM nowhere').catch((cause: unknown) => cause)
    expect(error).toBeInstanceOf(AppError)
    expect(error).toMatchObject({ code: 'engine.query', params: { sql: 'SELECT nothing FROM nowhere' } })
    expect((error as AppError).cause).toBeInstanceOf(Error)
  })
  test.each([
    "SELECT * FROM read_csv('https://example.invalid/x.csv')",
    "COPY (SELECT 1) TO 'https://example.invalid/x.csv'",
    "ATTACH 'https://example.invalid/x.db'",
    'LOAD httpfs',
    "SELECT * FROM read_csv('/etc/passwd')",
    'SET enable_external_access = true',
    "SET allowed_directories = ['/']",
  ])('refuses to reach outside: %s', async (sql) => {
    await expect(engine.run(sql)).rejects.toThrow(AppError)
  })
})

describe('bind', () => {
  test('quotes values and leaves question marks in texts, names and comments alone', () => {
    expect(bind(`SELECT ?, '?', "?" -- ?\n, ?`, ["O'Hara", null])).toBe(
      `SELECT 'O''Hara', '?', "?" -- ?\n, NULL`,
    )
  })
  test('refuses a wrong number of values and numbers that are none', () => {
    expect(() => bind('SELECT ?', [1, 2])).toThrow(RangeError)
    expect(() => bind('SELECT ?', [NaN])).toThrow(RangeError)
  })
})
