import { createReadStream, existsSync } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CATALOGUE } from '../../src/analysis/catalogue'
import { Session } from '../../src/analysis/session'
import { openBlocking } from '../../src/engine/blocking'
import type { Engine } from '../../src/engine/engine'
import { dataFolder } from '../setup/data.mjs'
import { rowsOf, sessionOf, view } from '../support/session'

let engine: Engine
beforeAll(async () => void (engine = await openBlocking()))
afterAll(() => engine.stop())

const of = (files: Record<string, string>) => sessionOf(files, { period: 'all' }, engine)
const HEADER = 'invoice no,customer id,invoice date,stock code,quantity,unit price'
const file = (...lines: string[]) => [HEADER, ...lines].join('\n') + '\n'
const orders = (session: Session) =>
  session.engine.query(
    'SELECT order_id AS id, customer_id AS customer, amount::DOUBLE AS amount FROM orders ORDER BY ALL',
  )
const lines = (session: Session) =>
  session.engine.query(
    'SELECT order_id AS id, product_id AS sku, amount::DOUBLE AS amount FROM order_lines ORDER BY ALL',
  )

const A = ['1,A,2024-01-01,x,1,10', '1,A,2024-01-01,x,1,10', '1,A,2024-01-01,y,1,5']
const B = ['2,B,2024-01-02,x,2,10']
const C = ['3,C,2024-01-03,z,1,7', '3,C,2024-01-03,z,1,7', '3,C,2024-01-03,w,1,1']
const D = ['4,D,2024-01-04,x,1,10', '4,D,2024-01-04,y,1,5']

describe('exports that overlap', () => {
  test('what happened on a day that two files hold counts once', async () => {
    const head = '用户ID,昵称,报名时间,状态'
    const row = (n: number) =>
      `C${n % 3},名${n % 3},2026-07-${10 + n} 15:31:00,${n % 2 ? '已报名' : '已取消'}`
    const part = (from: number, to: number) =>
      [head, ...Array.from({ length: to - from }, (_, n) => row(from + n))].join('\n') + '\n'
    const { sources, engine } = await of({ 'a.csv': part(0, 7), 'b.csv': part(5, 12) })
    expect(sources.map(({ entities }) => entities)).toEqual([['events'], ['events']])
    expect(await engine.query('SELECT count(*)::INT AS n FROM events')).toEqual([{ n: 12 }])
  })

  test('tickets without a number all stay, and those that two files repeat count once', async () => {
    const head = 'subject,opened at,customer name,agent,status'
    const ticket = (n: number) =>
      `parcel ${n % 3},2024-03-${10 + n} 09:00,${['Ann', 'Bo'][n % 2]},agent ${n % 2},closed`
    const part = (from: number, to: number) =>
      [head, ...Array.from({ length: to - from }, (_, n) => ticket(from + n))].join('\n') + '\n'
    const of = async (...parts: string[]) => {
      const session = new Session(engine)
      for (const [at, text] of parts.entries())
        await session.add(new Blob([text]), `t${at}.csv`, { choices: { kind: 'tickets' } })
      await session.rebuild(view())
      const [row] = await engine.query<{ n: number }>('SELECT count(*)::DOUBLE AS n FROM tickets')
      return row!.n
    }
    expect(await of(part(0, 12))).toBe(12)
    expect(await of(part(0, 5), part(5, 12))).toBe(12)
    expect(await of(part(0, 7), part(4, 12))).toBe(12)
  })

  test('orders that stand alike in several files are told of, with examples', async () => {
    const session = await of({ 'a.csv': file(...A, ...B), 'b.csv': file(...B, ...C) })
    expect((await session.told(false)).notices).toContainEqual({
      code: 'overlap',
      file: '',
      params: { n: 1, total: 0, example: '2' },
    })
  })

  test('customer files without a date stand in the order in which they came, and the later one is right', async () => {
    const session = await of({
      'a.csv': 'customer id,name,industry\nC1,Ann,tea\nC2,Bo,tea\n',
      'b.csv': 'customer id,name,industry\nC2,Bob,silk\nC3,Cy,silk\n',
    })
    expect(
      await session.engine.query('SELECT customer_id AS id, name, industry FROM customers ORDER BY id'),
    ).toEqual([
      { id: 'C1', name: 'Ann', industry: 'tea' },
      { id: 'C2', name: 'Bob', industry: 'silk' },
      { id: 'C3', name: 'Cy', industry: 'silk' },
    ])
  })

  test('give the union: identical lines of one order stay, and no line counts for two files', async () => {
    const whole = await of({ 'all.csv': file(...A, ...B, ...C, ...D) })
    const expected = { orders: await orders(whole), lines: await lines(whole) }
    expect(expected.orders.map((row) => row.amount)).toEqual([25, 20, 15, 15])
    const cut = await of({ 'a.csv': file(...A, ...B, ...C), 'b.csv': file(...B, ...C, ...D) })
    expect({ orders: await orders(cut), lines: await lines(cut) }).toEqual(expected)
    expect(Object.fromEntries(cut.changes)).toEqual({
      1: { added: 3, unchanged: 0, changed: 0, replaced: 2 },
      2: { added: 1, unchanged: 2, changed: 0, replaced: 0 },
    })
  })
  test('give the union also where the edge of a file cuts an order at any row', async () => {
    const all = [...A, ...B, ...C, ...D]
    const whole = await of({ 'all.csv': file(...all) })
    const expected = { orders: await orders(whole), lines: await lines(whole) }
    for (let from = 1; from < all.length; from++)
      for (let to = from; to < all.length; to += 2) {
        const cut = await of({ 'a.csv': file(...all.slice(0, to)), 'b.csv': file(...all.slice(from)) })
        // Two files that only touch inside two identical lines cannot show that there were two.
        if (from === to && all[from] === all[from - 1]) continue
        expect({ orders: await orders(cut), lines: await lines(cut) }, `${from}–${to}`).toEqual(expected)
      }
  })
  test('the newest file says what became of an order, whichever was dropped first', async () => {
    const old = file('0,Z,2023-12-31,x,1,1', ...A, ...C, ...B)
    const late = file(...B, '1,A,2024-01-01,y,1,5', ...D, '5,E,2024-01-05,x,1,1')
    for (const files of [
      { 'old.csv': old, 'new.csv': late },
      { 'new.csv': late, 'old.csv': old },
    ]) {
      const session = await of(files)
      // Order 1 lost its lines of x; 3 is only in the old file.
      expect((await orders(session)).map((row) => [row.id, row.amount])).toEqual([
        ['0', 1],
        ['1', 5],
        ['2', 20],
        ['3', 15],
        ['4', 15],
        ['5', 1],
      ])
      const id = session.sources.find((s) => s.file === 'new.csv')!.id
      expect(session.changes.get(id)).toEqual({ added: 2, unchanged: 1, changed: 1, replaced: 0 })
    }
  })
  test('a file of the same columns goes on from the earlier one, or takes its place', async () => {
    const session = await of({ 'a.csv': file(...A, ...B) })
    const next = await session.add(new Blob([file(...C)]), 'b.csv')
    expect(next.follows).toBe(1)
    await session.rebuild(view({ period: 'all' }))
    expect(await orders(session)).toHaveLength(3)
    const other = await session.add(new Blob([file(...D)]), 'c.csv', { replace: [next.id] })
    await session.rebuild(view({ period: 'all' }))
    expect(session.sources.map((s) => s.file)).toEqual(['a.csv', 'c.csv'])
    expect(other.follows).toBe(1)
    expect((await orders(session)).map((row) => row.id)).toEqual(['1', '2', '4'])
    const stranger = await session.add(new Blob(['customer id,name,phone\nA,Ann,1\n']), 'd.csv')
    expect(stranger.follows).toBe(null)
  })
  test('files of lines alone overlap by order too, and so do their prices', async () => {
    const header = 'order id,sku,quantity,price'
    const session = await of({
      'orders.csv': 'order id,customer id,order date,status\n1,A,2024-01-01,paid\n2,B,2024-01-02,paid\n',
      'l1.csv': `${header}\n1,x,1,10\n1,x,1,10\n2,y,1,5\n`,
      'l2.csv': `${header}\n2,y,1,5\n2,z,1,3\n`,
    })
    expect((await orders(session)).map((row) => row.amount)).toEqual([20, 8])
    expect((await lines(session)).map((row) => [row.id, row.sku])).toEqual([
      ['1', 'x'],
      ['1', 'x'],
      ['2', 'y'],
      ['2', 'z'],
    ])
  })
  test('two shops that number alike keep their orders, told apart by columns and day', async () => {
    const session = await of({
      'a.csv': file('1001,A,2024-01-01,x,1,10'),
      'b.csv': 'order id,customer id,order date,order total\n1001,Z,2024-03-01,99\n1002,A,2024-03-02,1\n',
    })
    expect((await orders(session)).map((row) => row.amount)).toEqual([10, 99, 1])
  })
  test('tickets: the newest row of a key; answers: an identical row once, as often as one file has it', async () => {
    const tickets = 'ticket id,customer id,opened at,priority'
    const answers = 'customer id,response date,question,score,comment'
    const session = await of({
      't1.csv': `${tickets}\n1,A,2024-01-01,low\n2,B,2024-01-02,low\n`,
      't2.csv': `${tickets}\n2,B,2024-01-02,high\n3,C,2024-01-03,low\n`,
      'f1.csv': `${answers}\nA,2024-01-01,q,5,\nA,2024-01-01,q,5,\nB,2024-01-02,q,4,ok\n`,
      'f2.csv': `${answers}\nB,2024-01-02,q,4,ok\nC,2024-01-03,q,3,\n`,
    })
    expect(await session.engine.query('SELECT ticket_id AS id, priority FROM tickets ORDER BY 1')).toEqual([
      { id: '1', priority: 'low' },
      { id: '2', priority: 'high' },
      { id: '3', priority: 'low' },
    ])
    expect(
      (await session.engine.query('SELECT customer_id AS c FROM feedback ORDER BY 1')).map((r) => r.c),
    ).toEqual(['A', 'A', 'B', 'C'])
    expect(session.changes.get(2)).toEqual({ added: 1, unchanged: 0, changed: 1, replaced: 0 })
    expect(session.changes.get(4)).toEqual({ added: 1, unchanged: 1, changed: 0, replaced: 0 })
  })
})

const archive = `${dataFolder() ?? ''}/online_retail/online_retail.csv.gz`
describe.skipIf(!existsSync(archive))('Online Retail cut into two files that overlap', () => {
  test.each(['by nine days', 'by rows in the middle of an order'])(
    '%s, every panel is that of the whole file',
    async (how) => {
      const chunks: Buffer[] = []
      for await (const chunk of createReadStream(archive).pipe(createGunzip())) chunks.push(chunk as Buffer)
      const [header = '', ...rows] = Buffer.concat(chunks).toString('utf8').trimEnd().split('\n')
      const day = (row: string) => /,(2011-06-\d\d)/.exec(row)?.[1] ?? ''
      const dayOf = (row: string) => /,(20\d\d-\d\d-\d\d)/.exec(row)?.[1] ?? ''
      expect(rows.some((row) => day(row))).toBe(true)
      const [from, to] =
        how === 'by nine days'
          ? [rows.findIndex((r) => dayOf(r) >= '2011-06-01'), rows.findIndex((r) => dayOf(r) >= '2011-06-10')]
          : [240_017, 250_013]
      const shown = { asOf: '2011-12-10', period: 'all' }
      const part = (list: string[]) => [header, ...list].join('\n') + '\n'
      const whole = await sessionOf({ 'online_retail.csv': part(rows) }, shown, engine)
      // What is said of the files themselves differs, and must.
      const read = async (session: Session) =>
        Object.fromEntries(
          await Promise.all(
            CATALOGUE.filter(
              (panel) => !panel.id.startsWith('quality.') && panel.needs.every((name) => session.has(name)),
            ).map(async (panel) => [panel.id, (await session.run(panel)).rows]),
          ),
        )
      const expected = await read(whole)
      const session = await sessionOf(
        { 'first.csv': part(rows.slice(0, to)), 'second.csv': part(rows.slice(from)) },
        shown,
        engine,
      )
      const [kpi] = await rowsOf(session, 'overview.kpis')
      expect(kpi).toMatchObject({ customers: 4338 })
      expect(kpi!.revenue).toBeCloseTo(8310477.054, 3)
      expect(await read(session)).toEqual(expected)
      const [first, second] = session.sources.map((s) => session.changes.get(s.id)!)
      expect(first!.replaced).toBe(second!.unchanged + second!.changed)
      expect(first!.added + second!.added).toBe(25900)
    },
    240_000,
  )
  test('leaves out what another file says by looking orders up, never by comparing each with each', async () => {
    const head = 'order id,customer id,order date,amount,category'
    const rows = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, i) => `${from + i},C${(from + i) % 9},2024-01-05,7,pen`)
    const file = (from: number, to: number) => [head, ...rows(from, to)].join('\n')
    const session = await sessionOf({ 'a.csv': file(1, 3000), 'b.csv': file(2900, 6000) }, {}, engine)
    const plan = await session.engine.query<{ explain_value: string }>('EXPLAIN SELECT * FROM order_lines')
    const joins = plan.map((row) => row.explain_value).join('\n')
    expect(joins).toContain('HASH_JOIN')
    expect(joins).not.toMatch(/NESTED_LOOP|BLOCKWISE|CROSS_PRODUCT/)
  })
})

describe('exports without order numbers', () => {
  const HEAD = '日期,客户,金额'
  const row = (i: number) =>
    `2024-0${1 + (i % 6)}-${String(1 + (i % 27)).padStart(2, '0')},客户${i % 37},${(10 + ((i * 7919) % 900)) / 10}`
  const rows = Array.from({ length: 200 }, (_, i) => row(i)).sort()
  const file = (part: string[]) => [HEAD, ...part].join('\n')
  const sumOf = async (files: Record<string, string>) => {
    const session = await sessionOf(files)
    const [kpi] = await rowsOf(session, 'overview.kpis')
    const codes = (await session.told()).notices.map(({ code }) => code)
    await session.engine.stop()
    return { orders: kpi!.orders, revenue: Number(Number(kpi!.revenue).toFixed(2)), codes }
  }
  test('count once what a later export holds again, and say so', async () => {
    const alone = await sumOf({ 'b.csv': file(rows) })
    const both = await sumOf({ 'a.csv': file(rows.slice(0, 120)), 'b.csv': file(rows) })
    expect(both).toMatchObject({ orders: alone.orders, revenue: alone.revenue })
    expect(both.codes).toContain('overlap')
  })
  test('that overlap in part count the shared days once, whichever comes first', async () => {
    const alone = await sumOf({ 'b.csv': file(rows) })
    for (const files of [
      { 'a.csv': file(rows.slice(0, 130)), 'b.csv': file(rows.slice(90)) },
      { 'b.csv': file(rows.slice(90)), 'a.csv': file(rows.slice(0, 130)) },
    ])
      expect(await sumOf(files)).toMatchObject({ orders: alone.orders, revenue: alone.revenue })
  })
  test('that are one list cut at random keep equal purchases of one day, and tell of them', async () => {
    const twice = [...rows, rows[3]!, rows[50]!]
    const alone = await sumOf({ 'b.csv': file(twice) })
    const even = await sumOf({
      'a.csv': file(twice.filter((_, i) => i % 2 === 0)),
      'b.csv': file(twice.filter((_, i) => i % 2 === 1)),
    })
    expect(even).toMatchObject({ orders: alone.orders, revenue: alone.revenue })
    expect(even.codes).toContain('alike_rows')
    expect(even.codes).not.toContain('overlap')
  })
})
