import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBlocking } from '../../src/engine/blocking'
import type { Engine } from '../../src/engine/engine'
import { loadFile, type SourceReport } from '../../src/ingest/load'

let engine: Engine
let id = 0
beforeAll(async () => void (engine = await openBlocking()))
afterAll(() => engine.stop())

const load = (data: string | number[] | Uint8Array, name = 'x.csv'): Promise<SourceReport> =>
  loadFile(
    engine,
    new Blob([(typeof data === 'string' ? data : Uint8Array.from(data)) as BlobPart]),
    name,
    ++id,
  )
const tables = async (): Promise<string[]> =>
  (await engine.query<{ name: string }>('SELECT table_name AS name FROM information_schema.tables')).map(
    ({ name }) => name,
  )

const HEADER = 'order id,customer id,order date,amount'
const ROW = 'A1,C1,2024-01-05,1'

describe('a file that cannot be read says why and leaves nothing behind', () => {
  it.each([
    ['empty', '', 'file.empty'],
    ['a PNG named .csv', [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, ...Array(200).fill(0)], 'file.binary'],
    ['a PDF', '%PDF-1.7\n1 0 obj\n', 'file.binary'],
    ['a GZIP', [0x1f, 0x8b, 8, 0, 0, 0], 'file.binary'],
    ['a spreadsheet', [0x50, 0x4b, 3, 4, 20, 0], 'file.spreadsheet'],
    ['an old spreadsheet', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], 'file.spreadsheet'],
    ['bytes of nothing', Array(5000).fill(0), 'file.noise'],
    ['a header only', `${HEADER}\n`, 'file.noRows'],
    ['blanks only', ' \n\n \n', 'file.noColumns'],
    ['line ends only', '\n\n\n\n', 'file.noColumns'],
    ['a byte-order mark only', [0xef, 0xbb, 0xbf], 'file.noColumns'],
    [
      '5 000 columns',
      `${Array(5000).fill('c').join(',')}\n${Array(5000).fill('1').join(',')}\n`,
      'file.tooWide',
    ],
  ])('%s', async (_, data, code) => {
    await expect(load(data)).rejects.toMatchObject({ code })
    expect(await tables()).toEqual([])
  })

  it('the message can name the file', async () => {
    await expect(load('', 'Umsätze <b>.csv')).rejects.toMatchObject({ params: { file: 'Umsätze <b>.csv' } })
  })
})

describe('an odd file is read', () => {
  it('1 000 columns', async () => {
    const header = [
      'order id',
      'customer id',
      'order date',
      ...Array.from({ length: 997 }, (_, i) => `c${i}`),
    ]
    const row = (n: number) => [`A${n}`, 'C1', '2024-01-05', ...Array(997).fill(String(n))].join(',')
    const source = await load([header.join(','), row(1), row(2)].join('\n'))
    expect(source).toMatchObject({ rowsRead: 2, rowsKept: 2 })
    expect(source.mapping.columns).toHaveLength(1000)
  })

  it('a cell of 1 MB', async () => {
    const cell = 'x'.repeat(1 << 20)
    const source = await load(`${HEADER},note\n${ROW},${cell}\nA2,C1,2024-01-06,2,n\n`)
    expect(source).toMatchObject({ rowsRead: 2, rowsKept: 2 })
    expect(await engine.query(`SELECT max(length("#note")) AS n FROM ${source.table}`)).toEqual([
      { n: 1 << 20 },
    ])
  })

  it('a cell of 9 MB, which is more than the engine takes, is kept whole', async () => {
    const source = await load(
      `${HEADER},note\n${ROW},n\nA2,C1,2024-01-06,2,${'x'.repeat(9 << 20)}\nA3,C1,2024-01-07,3,n\n`,
    )
    expect(source).toMatchObject({ rowsRead: 3, rowsKept: 3 })
    expect(await engine.query(`SELECT max(length("#note")) AS n FROM ${source.table}`)).toEqual([
      { n: 9 << 20 },
    ])
  })

  it('single NUL bytes in cells', async () => {
    const rows = Array.from({ length: 50 }, (_, i) => `A${i},C1,2024-01-05,1`).join('\n')
    const source = await load(`${HEADER}\n${rows}\nB,C\0X,2024-01-05,1\n`)
    expect(source.rowsRead).toBe(51)
    expect(source.rowsKept + source.rowsSetAside).toBe(51)
  })

  it('one column', async () => {
    const source = await load('customer id\nC1\nC2\nC2\n')
    expect(source).toMatchObject({ entities: ['customers'], rowsRead: 3, rowsKept: 2, rowsMerged: 1 })
  })

  it('one row without a line end', async () => {
    expect(await load(`${HEADER}\n${ROW}`)).toMatchObject({ rowsRead: 1, rowsKept: 1 })
  })

  it('old line ends (CR)', async () => {
    const source = await load([HEADER, ROW, 'A2,C1,never,1', 'A3,C1,2024-01-07,1', ''].join('\r'))
    expect(source).toMatchObject({ rowsRead: 3, rowsKept: 2, rowsSetAside: 1 })
    expect(source.setAside[0]).toMatchObject({ line: 3, text: 'A2,C1,never,1' })
  })

  it('empty lines between rows and at the end are no rows', async () => {
    expect(await load(`${HEADER}\n\n${ROW}\n\n\nA2,C1,2024-01-06,1\n\n\n`)).toMatchObject({
      rowsRead: 2,
      rowsKept: 2,
    })
  })

  it('lines of nothing but delimiters and blanks are no rows, as a spreadsheet leaves them', async () => {
    const [below, among] = [',,,\n'.repeat(40_000), ',,,\n"",,"  ",\n   \n\u3000,\u00a0,,\n']
    const source = await load(`${HEADER}\n${ROW}\n${among}${ROW.replace('A1', 'A2')}\n${below}`)
    expect(source).toMatchObject({ rowsRead: 2, rowsKept: 2, rowsSetAside: 0, rowsCounted: 2, notices: [] })
  })

  it('nothing is filled down into lines of blank cells', async () => {
    const source = await load(
      `order id,customer id,order date,product,quantity,price\nA1,C1,2024-01-05,p,1,5\n,,,q,2,3\n,,,,,\nA2,C2,2024-01-06,p,1,5\n,,,q,1,3\n`,
    )
    expect(source).toMatchObject({ rowsRead: 4, rowsKept: 4, rowsSetAside: 0, rowsCounted: 4 })
  })

  it('a header over lines of delimiters has no rows', async () => {
    await expect(load(`${HEADER}\n,,,\n,,,\n\n`)).rejects.toMatchObject({ code: 'file.noRows' })
  })

  it('NUL bytes are taken out and told, wherever they stand', async () => {
    const rows = (n: number) => Array.from({ length: n }, (_, i) => `A${i},C1,2024-01-05,1`).join('\n')
    const near = await load(`${HEADER}\nA1,C1\0,2024-01-05,1\0\0\n`)
    expect(near).toMatchObject({ rowsKept: 1, notices: [{ code: 'nul', params: { n: 3 } }] })
    // In a large file between the slices that are looked at first.
    const deep = await load(`${HEADER}\n${rows(20_000)}\nB1,C\0X,2024-01-05,1\n${rows(60_000)}\n`)
    expect(deep.notices).toMatchObject([{ code: 'nul', params: { n: 1 } }])
    expect(deep.rowsRead).toBe(80_001)
    expect(
      await engine.query(`SELECT count(*)::INT AS n FROM ${deep.table} WHERE "orders.customer_id" = 'CX'`),
    ).toEqual([{ n: 1 }])
  })

  it('cells filled up with NUL are text; bytes of every kind are none', async () => {
    const padded = await load(`${HEADER}\nA1\0\0\0\0,C1\0\0,2024-01-05,1\n`)
    expect(padded.rowsKept).toBe(1)
    const noise = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919 + (i >> 3) * 104729) % 251)
    await expect(load(noise, 'noise.csv')).rejects.toMatchObject({ code: 'file.noise' })
  })

  it('headers that are quotes, SQL and markup', async () => {
    const header = [
      'order id',
      'customer id',
      'order date',
      `"it""s; DROP TABLE x"`,
      '<script>alert(1)</script>',
      `a'b`,
      '',
    ]
    const source = await load(`${header.join(',')}\nA1,C1,2024-01-05,1,2,3,4\nA2,C1,2024-01-06,5,6,7,8\n`)
    expect(source).toMatchObject({ rowsRead: 2, rowsKept: 2 })
    expect(source.sample.header).toEqual([
      'order id',
      'customer id',
      'order date',
      'it"s; DROP TABLE x',
      '<script>alert(1)</script>',
      `a'b`,
      'column 7',
    ])
  })

  it('headers that differ only in case', async () => {
    const source = await load('order id,customer id,order date,Note,note,NOTE\nA1,C1,2024-01-05,x,y,z\n')
    expect(source.rowsKept).toBe(1)
  })

  it('a customer called Na, null or 无 of a file that uses no such word for missing', async () => {
    const source = await load('customer id,name,industry\nC1,Ann,tea\nC2,Bob,tea\n')
    expect(source.rowsKept).toBe(2)
  })

  it('can be cancelled and leaves nothing behind', async () => {
    const stop = new AbortController()
    stop.abort()
    const before = await tables()
    const file = new Blob([Uint8Array.from([0xbf, 0xcd, 0xbb, 0xa7, 44, 97, 10, 0xbf, 0xcd, 44, 49, 10])])
    await expect(loadFile(engine, file, 'x.csv', ++id, { signal: stop.signal })).rejects.toMatchObject({
      code: 'cancelled',
    })
    expect(await tables()).toEqual(before)
  })
})
