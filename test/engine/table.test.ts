import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBlocking } from '../../src/engine/blocking'
import { COMPACT, type Engine } from '../../src/engine/engine'
import { roomOf } from '../../src/ingest/budget'
import { columnsOf, exportTable, importTable } from '../../src/engine/table'

let engine: Engine
beforeAll(async () => {
  engine = await openBlocking()
})
afterAll(() => engine.stop())

async function pieces(table: string): Promise<Uint8Array[]> {
  const out: Uint8Array[] = []
  for await (const piece of exportTable(engine, table, await columnsOf(engine, table))) out.push(piece)
  return out
}
async function roundTrip(create: string): Promise<{ rows: number; lost: number; added: number }> {
  await engine.run(`DROP TABLE IF EXISTS there; DROP TABLE IF EXISTS back; CREATE TABLE there AS ${create}`)
  const columns = await columnsOf(engine, 'there')
  await importTable(engine, 'back', columns, await pieces('there'))
  expect(await columnsOf(engine, 'back')).toEqual(columns)
  const [row] = await engine.query<{ rows: number; lost: number; added: number }>(
    `SELECT (SELECT count(*) FROM back) AS rows,
       (SELECT count(*) FROM (SELECT row_number() OVER (ORDER BY rowid), * FROM there EXCEPT ALL
                              SELECT row_number() OVER (ORDER BY rowid), * FROM back)) AS lost,
       (SELECT count(*) FROM (SELECT row_number() OVER (ORDER BY rowid), * FROM back EXCEPT ALL
                              SELECT row_number() OVER (ORDER BY rowid), * FROM there)) AS added`,
  )
  return row!
}

describe('a table that is written as Arrow and read again', () => {
  it('is exactly what it was: every type of a source, with nulls and extremes', async () => {
    expect(
      await roundTrip(`SELECT * FROM (VALUES
        ('K1', 0.1::DECIMAL(18, 4), 2.125::DECIMAL(18, 3), 0.1::DOUBLE, DATE '2024-02-29',
          TIMESTAMP '2024-02-29 23:59:58', true, 7::INTEGER, 9007199254740993::BIGINT),
        ('名"\n,', 99999999999999.9999, -99999999999999.999, 'nan'::DOUBLE, DATE '0001-01-01',
          TIMESTAMP '1899-12-31 00:00:00.000001', false, -2147483648, -9223372036854775808),
        ('', -0.0001, 0, '-inf'::DOUBLE, DATE '9999-12-31', TIMESTAMP '9999-12-31 23:59:59.999999', null, 0, 0),
        (null, null, null, null, null, null, null, null, null)
      ) AS t("an ""id""", "orders.amount", q, f, d, t, b, i, n)`),
    ).toEqual({ rows: 4, lost: 0, added: 0 })
  })

  it('keeps its rows over many pieces, and over rows that were taken out', async () => {
    await engine.run(`CREATE TABLE many AS SELECT i, 'K' || i AS id, (i / 7)::DECIMAL(18, 4) AS amount
      FROM range(300000) AS t(i); DELETE FROM many WHERE i % 3 = 0 OR i BETWEEN 130000 AND 250000`)
    expect(await roundTrip('SELECT * FROM many')).toEqual({ rows: 119_999, lost: 0, added: 0 })
    const own = await pieces('many')
    expect(own.length).toBeGreaterThan(3)
    await importTable(engine, 'again', await columnsOf(engine, 'many'), own)
    const [sum] = await engine.query('SELECT sum(i) AS a, (SELECT sum(i) FROM again) AS b FROM many')
    expect(sum!.a).toBe(sum!.b)
  })

  it('is found in the database of compressed tables', async () => {
    await engine.run(`CREATE TABLE ${COMPACT}.large AS SELECT i, 'K' || i AS id FROM range(200000) AS t(i)`)
    await importTable(engine, 'small', await columnsOf(engine, 'large'), await pieces('large'))
    const [row] = await engine.query('SELECT count(*) AS n FROM large JOIN small USING (i, id)')
    expect(row).toEqual({ n: 200_000 })
  })

  it('is given up where rows are taken out meanwhile', async () => {
    await engine.run(`CREATE TABLE moving AS SELECT i FROM range(400000) AS t(i)`)
    const columns = await columnsOf(engine, 'moving')
    const all = async () => {
      for await (const piece of exportTable(engine, 'moving', columns))
        if (piece.length > 1000) await engine.run('DELETE FROM moving WHERE i = 399999')
    }
    await expect(all()).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('holds no table that is replaced while somebody waits between two pieces', async () => {
    await engine.run(`CREATE TABLE standing AS SELECT i FROM range(400000) AS t(i)`)
    const replace = () =>
      engine.run(`CREATE OR REPLACE TABLE other AS SELECT i, hash(i) AS h FROM range(500000) AS t(i)`)
    await replace()
    const used = async () => (await roomOf(engine)).used
    const before = await used()
    const most: number[] = []
    for await (const piece of exportTable(engine, 'standing', await columnsOf(engine, 'standing'))) {
      expect(piece.length).toBeGreaterThan(0)
      for (let n = 0; n < 3; n++) await replace()
      most.push(await used())
    }
    // Held were one of 8 MB and more for each time that it was replaced.
    expect(Math.max(...most) - before).toBeLessThan(9e6)
  })

  it('may be empty, or hold a column without a value', async () => {
    expect(await roundTrip('SELECT 1 AS a, NULL::VARCHAR AS b WHERE false')).toEqual({
      rows: 0,
      lost: 0,
      added: 0,
    })
    expect(await roundTrip('SELECT NULL::DECIMAL(18, 4) AS a, NULL::DATE AS b FROM range(5000)')).toEqual({
      rows: 5000,
      lost: 0,
      added: 0,
    })
  })

  it('takes no statement for a type', async () => {
    const columns = [{ name: 'a', type: 'INTEGER); DROP TABLE many; --' }]
    await expect(importTable(engine, 'evil', columns, [])).rejects.toThrow(/no type/)
  })
})
