import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBlocking } from '../../src/engine/blocking'
import { compileCondition, readWords, writeHits } from '../../src/engine/condition'
import type { Engine } from '../../src/engine/engine'
import type { Condition } from '../../src/model/condition'
import { AppError } from '../../src/model/error'

const fields = new Set(['region', 'orders', 'strange "name"'])

describe('condition', () => {
  let engine: Engine
  beforeAll(async () => {
    engine = await openBlocking()
    await engine.run(
      `CREATE TABLE base AS SELECT * FROM (VALUES ('a', '华东', 5), ('b', '华南', 3), ('c', NULL, 1)) AS t(customer_id, region, orders)`,
    )
  })
  afterAll(() => engine.stop())

  test('quotes what a user typed, so that it can never be SQL', () => {
    expect(
      compileCondition({ field: 'region', op: 'in', values: ["x'); DROP TABLE orders; --"] }, fields),
    ).toBe(`"region" IN ('x''); DROP TABLE orders; --')`)
    expect(compileCondition({ field: 'strange "name"', op: 'atLeast', values: [3] }, fields)).toBe(
      `"strange ""name""" >= 3`,
    )
  })
  test('refuses a field that is not offered and a value that is none', () => {
    expect(() => compileCondition({ field: 'phone', op: 'is', values: ['1'] }, fields)).toThrow(AppError)
    expect(() => compileCondition({ field: 'orders', op: 'is', values: [NaN] }, fields)).toThrow(AppError)
  })
  test.each<[Condition, string[]]>([
    [{ all: [] }, ['a', 'b', 'c']],
    [{ any: [] }, []],
    [{ field: 'region', op: 'in', values: ['华东'] }, ['a']],
    [{ not: { field: 'region', op: 'is', values: ['华东'] } }, ['b', 'c']],
    [{ field: 'region', op: 'missing', values: [] }, ['c']],
    [{ field: 'region', op: 'contains', values: ['南'] }, ['b']],
    [
      {
        any: [
          { field: 'orders', op: 'atLeast', values: [5] },
          { field: 'orders', op: 'atMost', values: [1] },
        ],
      },
      ['a', 'c'],
    ],
    [
      {
        all: [
          { field: 'orders', op: 'atLeast', values: [2] },
          { not: { field: 'region', op: 'missing', values: [] } },
        ],
      },
      ['a', 'b'],
    ],
  ])('writes the customers that meet it: %j', async (condition, expected) => {
    await writeHits(engine, 'hits', 'base', condition, fields)
    expect((await engine.query('SELECT customer_id FROM hits ORDER BY 1')).map((r) => r.customer_id)).toEqual(
      expected,
    )
  })

  test('words of a column come the most frequent first, then in their own order, and no more than asked for', async () => {
    expect(await readWords(engine, 'base', 'region', 10)).toEqual(['华东', '华南'])
    expect(await readWords(engine, 'base', 'region', 1)).toEqual(['华东'])
  })
})
