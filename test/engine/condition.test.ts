import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBlocking } from '../../src/engine/blocking'
import { compileCondition, readWords, writeHits, writeMembers, type Place } from '../../src/engine/condition'
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

  describe('over fields whose kind is known', () => {
    const places = new Map<string, Place>([
      ['day', 'date'],
      ['code', 'text'],
      ['size', 'number'],
      ['big', 'boolean'],
      ['#colour', { relation: 'long', name: '#colour' }],
    ])
    beforeAll(async () => {
      await engine.run(
        `CREATE TABLE wide AS SELECT * FROM (VALUES
           ('a', TIMESTAMP '2024-05-01 13:00', '10', 1.5, true),
           ('b', TIMESTAMP '2024-05-02 00:00', 'x', 20, false),
           ('c', NULL, NULL, NULL, NULL)) AS t(customer_id, day, code, size, big);
         CREATE TABLE long AS SELECT * FROM (VALUES ('a', '#colour', 'red'), ('a', '#colour', 'blue'), ('b', '#colour', 'blue'), ('c', 'other', 'red'))
           AS t(customer_id, name, value)`,
      )
    })
    test.each<[string, Condition, string[]]>([
      ['a day is met by any hour of it', { field: 'day', op: 'atMost', values: ['2024-05-01'] }, ['a']],
      ['what is no day meets nobody', { field: 'day', op: 'atLeast', values: ['soon'] }, []],
      [
        'a number asked of words is answered by those that are numbers',
        { field: 'code', op: 'atLeast', values: [9] },
        ['a'],
      ],
      ['words are compared as words', { field: 'code', op: 'in', values: [10, 'x'] }, ['a', 'b']],
      [
        'a word asked of numbers meets nobody, and the others of the list still count',
        { field: 'size', op: 'in', values: ['many', '20'] },
        ['b'],
      ],
      ['a number can contain digits', { field: 'size', op: 'contains', values: ['.5'] }, ['a']],
      ['yes is true', { field: 'big', op: 'in', values: ['yes'] }, ['a']],
      ['a long field has each of its values', { field: '#colour', op: 'in', values: ['blue'] }, ['a', 'b']],
      ['a long field is missing where it has no row', { field: '#colour', op: 'missing', values: [] }, ['c']],
      ['not over a long field', { not: { field: '#colour', op: 'is', values: ['red'] } }, ['b', 'c']],
    ])('%s', async (_, condition, ids) => {
      await writeHits(engine, 'typed_hits', 'wide', condition, places)
      const rows = await engine.query<{ id: string }>('SELECT customer_id AS id FROM typed_hits ORDER BY 1')
      expect(rows.map(({ id }) => id)).toEqual(ids)
    })
    test('members of several names stand in one table, and nobody where there is no name', async () => {
      const named = [
        { name: "it's", condition: { field: 'big', op: 'is', values: [true] } as const satisfies Condition },
        { name: 'all', condition: { all: [] } },
      ]
      await writeMembers(engine, 'members', 'wide', named as never, places)
      const count = 'SELECT name, count(*)::INT AS n FROM members GROUP BY 1 ORDER BY 1'
      expect(await engine.query(count)).toEqual([
        { name: 'all', n: 3 },
        { name: "it's", n: 1 },
      ])
      await writeMembers(engine, 'members', 'wide', [], places)
      expect(await engine.query(count)).toEqual([])
    })
  })
})
