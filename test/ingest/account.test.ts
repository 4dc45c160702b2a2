import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBlocking } from '../../src/engine/blocking'
import type { Engine } from '../../src/engine/engine'
import { settleReport, buildSales } from '../../src/ingest/entities'
import { dropSource, loadFile, type SourceReport } from '../../src/ingest/load'
import { seeded } from '../../src/stats/random'

let engine: Engine
let id = 0
beforeAll(async () => void (engine = await openBlocking()))
afterAll(() => engine.stop())

const load = (text: string | Uint8Array, choices = {}): Promise<SourceReport> =>
  loadFile(engine, new Blob([text as BlobPart]), 'orders.csv', ++id, { choices })
const table = (source: SourceReport, columns: string) =>
  engine.query(`SELECT ${columns} FROM ${source.table} ORDER BY ALL`)

const HEADER = 'order id,customer id,order date,amount,note'
const good = (n: number, from = 0): string[] =>
  Array.from(
    { length: n },
    (_, i) => `K${from + i},C${i % 7},2024-01-${String(1 + (i % 28)).padStart(2, '0')},${i}.5,n`,
  )

const DELIMITERS = [',', '\t', ';', '|', '，']
/** A row that is broken in one way, and whether it must be set aside. */
const DAMAGE: ((cells: string[], delimiter: string) => { line: string; aside: boolean })[] = [
  (c, d) => ({ line: c.slice(0, 3).join(d), aside: false }),
  (c, d) => ({ line: c.slice(0, 2).join(d), aside: true }),
  (c, d) => ({ line: [...c, 'more', 'cells'].join(d), aside: true }),
  (c, d) => ({ line: [...c, '', ''].join(d), aside: false }),
  (c, d) => ({ line: [c[0], c[1], 'sometime', c[3], c[4]].join(d), aside: true }),
  (c, d) => ({ line: [c[0], c[1], '', c[3], c[4]].join(d), aside: true }),
  (c, d) => ({ line: [c[0], c[1], c[2], 'a lot', c[4]].join(d), aside: false }),
  (c, d) => ({ line: ['', ...c.slice(1)].join(d), aside: true }),
  (c, d) => ({ line: [c[0], '', ...c.slice(2)].join(d), aside: false }),
  (c, d) => ({ line: [c[0], `"${c[1]}`, ...c.slice(2)].join(d), aside: true }),
  (c, d) => ({ line: [c[0], c[1], c[2], c[3], `"a "quoted" word"`].join(d), aside: false }),
  (c, d) => ({ line: [c[0], c[1], c[2], c[3], `"two\nlines"`].join(d), aside: false }),
  (c, d) => ({ line: [c[0], c[1], c[2], `"¥1,234.50"`, c[4]].join(d), aside: false }),
]

function dirty(seed: number): { text: string; aside: number; rows: number } {
  const random = seeded(seed)
  const pick = <T>(list: T[]): T => list[Math.floor(random() * list.length)]!
  const delimiter = pick(DELIMITERS)
  const end = pick(['\n', '\r\n'])
  const share = random() * 0.2
  const lines = [HEADER.split(',').join(delimiter)]
  const rows = 20 + Math.floor(random() * 300)
  let aside = 0
  for (let i = 0; i < rows; i++) {
    const cells = [`K${i}`, `C${i % 9}`, `2024-0${1 + (i % 9)}-11`, `${i}.25`, pick(['', 'ok', '备注'])]
    if (i < 8 || random() > share) lines.push(cells.join(delimiter))
    else {
      const damaged = pick(DAMAGE)(cells, delimiter)
      lines.push(damaged.line)
      if (damaged.aside) aside++
    }
  }
  return { text: lines.join(end) + (random() < 0.5 ? end : ''), aside, rows }
}

describe('every row is accounted for', () => {
  it('in 60 files that are damaged in every way, with a seed', async () => {
    for (let seed = 1; seed <= 60; seed++) {
      const file = dirty(seed)
      const source = await load(file.text)
      const about = `seed ${seed}`
      expect(source.entities, about).toContain('orders')
      expect(source.rowsRead, about).toBe(source.rowsKept + source.rowsMerged + source.rowsSetAside)
      expect(source.setAside.length, about).toBe(source.rowsSetAside)
      expect(source.rowsRead, about).toBe(file.rows)
      expect(source.rowsSetAside, about).toBe(file.aside)
      const [kept] = await engine.query<{ n: number }>(`SELECT count(*) AS n FROM ${source.table}`)
      expect(kept!.n, about).toBe(source.rowsKept)
      const physical = file.text.split(/\r?\n/)
      for (const row of source.setAside) {
        expect(['columns', 'value', 'missing', 'broken'], about).toContain(row.reason)
        // The text is what stands on that line of the file.
        expect(row.text.split('\n')[0], `${about}, line ${row.line}`).toBe(physical[row.line - 1])
      }
    }
  })

  it('reads 200 000 rows around a quote that is never closed', async () => {
    const lines = [HEADER, ...good(1000), 'X1,"C1,2024-01-05,1,n', ...good(200_000, 5000), 'X2,C1,never,1,n']
    const source = await load(lines.join('\n'))
    expect(source).toMatchObject({ rowsRead: 201_002, rowsKept: 201_000, rowsSetAside: 2 })
    expect(source.setAside).toEqual([
      { line: 1002, reason: 'broken', column: '', text: 'X1,"C1,2024-01-05,1,n' },
      { line: 201_003, reason: 'value', column: 'order date', text: 'X2,C1,never,1,n' },
    ])
  })

  it('names line, reason, column and original text, below a preamble and cells with line breaks', async () => {
    const text = [
      'Report,,,,',
      '"made',
      'by hand",,,,',
      HEADER,
      ...good(5),
      'A1,C1,2024-01-05,3,"a',
      'b',
      'c"',
      ',C1,2024-01-05,4,no id',
      'A2,C1,,5,no date',
      'A3,C1,2024-99-05,6,no such day',
      'A4,C1,2024-01-05,7,n,one more',
    ].join('\r\n')
    const source = await load(text)
    expect(source.setAside).toEqual([
      { line: 13, reason: 'missing', column: 'order id', text: ',C1,2024-01-05,4,no id' },
      { line: 14, reason: 'missing', column: 'order date', text: 'A2,C1,,5,no date' },
      { line: 15, reason: 'value', column: 'order date', text: 'A3,C1,2024-99-05,6,no such day' },
      { line: 16, reason: 'columns', column: '', text: 'A4,C1,2024-01-05,7,n,one more' },
    ])
    expect(source.rowsRead).toBe(10)
  })

  it('takes a file that mixes line ends', async () => {
    const source = await load(
      `${HEADER}\r\n${good(4).join('\n')}\n${good(4, 10).join('\r\n')}\r\nX,C1,never,1,n\n`,
    )
    expect(source).toMatchObject({ rowsRead: 9, rowsKept: 8, rowsSetAside: 1 })
    expect(source.setAside[0]).toMatchObject({ line: 10, reason: 'value', text: 'X,C1,never,1,n' })
  })

  it('keeps a row whose unneeded cell cannot be read, and counts the cell', async () => {
    const source = await load(
      [HEADER, ...good(20), 'A1,C1,2024-01-05,much,n', 'A2,C1,2024-01-05,more,n'].join('\n'),
    )
    expect(source).toMatchObject({ rowsRead: 22, rowsKept: 22, rowsSetAside: 0 })
    expect(source.unread).toEqual([{ column: 'amount', count: 2, examples: ['more', 'much'] }])
  })

  it('accounts in the same way where a column must be read as text and typed after', async () => {
    const rows = good(30).map((row) => row.replace(/2024-01-(\d\d)/, '2024年1月$1日'))
    const source = await load(
      [HEADER, ...rows, 'A1,C1,nie,4,n', ',C1,2024年1月5日,4,n', 'A2,C1,2024年1月5日,viel,n'].join('\n'),
    )
    expect(source).toMatchObject({ rowsRead: 33, rowsKept: 31, rowsSetAside: 2 })
    expect(source.setAside).toEqual([
      { line: 32, reason: 'value', column: 'order date', text: 'A1,C1,nie,4,n' },
      { line: 33, reason: 'missing', column: 'order id', text: ',C1,2024年1月5日,4,n' },
    ])
    expect(source.unread).toEqual([{ column: 'amount', count: 1, examples: ['viel'] }])
  })

  it('accounts in the same way for a column that is wrong in more rows than can be read singly', async () => {
    const late = Array.from({ length: 30_000 }, (_, i) => `L${i},C1,2024-02-03,"1,2${i % 10}0.5",n`)
    const source = await load(
      [HEADER, ...good(40_000), ...late, ...good(40_000, 50_000), 'Z,C1,?,1,n'].join('\n'),
    )
    expect(source).toMatchObject({ rowsRead: 110_001, rowsKept: 110_000, rowsSetAside: 1 })
    expect(source.setAside[0]).toMatchObject({ line: 110_002, reason: 'value' })
    const [row] = await engine.query(
      `SELECT sum("orders.amount")::DOUBLE AS total FROM ${source.table} WHERE "orders.order_id" LIKE 'L%'`,
    )
    expect(row!.total).toBe(30_000 * 1245.5)
  })
})

describe('repeated keys', () => {
  const settled = async (text: string) => {
    const source = await load(text)
    const { found } = await buildSales(engine, [source])
    settleReport(source, found)
    const orders = await engine.query<{ id: string; amount: number; sold: number }>(
      'SELECT order_id AS id, amount::DOUBLE AS amount, sold::DOUBLE AS sold FROM orders ORDER BY ALL',
    )
    await dropSource(engine, source)
    return { source, found, orders }
  }

  it('rows that contradict each other in day and amount are parts of their order, wherever they stand', async () => {
    const rows = ['A,C1,2024-01-05,1,n', 'B,C1,2024-01-05,2,n', 'A,C1,2024-03-05,3,n', 'A,C1,2024-02-05,4,n']
    for (const order of [rows, rows.toReversed()]) {
      const { source, orders } = await settled([HEADER, ...order].join('\n'))
      expect(source).toMatchObject({ rowsRead: 4, rowsKept: 4, rowsMerged: 0, rowsSetAside: 0 })
      expect(orders.map(({ id, amount }) => [id, amount])).toEqual([
        ['A', 8],
        ['B', 2],
      ])
    }
  })

  it('rows that agree in buyer, day and amount are one order in its latest state, and this is told', async () => {
    const head = 'order id,customer id,order date,amount,status'
    const rows = [
      'A,C1,2024-01-05,5,unpaid',
      'A,C1,2024-01-05,5,paid',
      'B,C2,2024-01-06,7,paid',
      'C,C3,2024-01-06,1,paid',
    ]
    for (const order of [rows, rows.toReversed()]) {
      const { source, found, orders } = await settled([head, ...order].join('\n'))
      expect(source).toMatchObject({ rowsRead: 4, rowsKept: 3, rowsMerged: 1 })
      expect(orders.map(({ id, sold }) => [id, sold])).toEqual([
        ['A', 5],
        ['B', 7],
        ['C', 1],
      ])
      expect(found.notices).toContainEqual(
        expect.objectContaining({ code: 'merged', params: { n: 1, example: 'A' } }),
      )
    }
  })

  it('an order with several lines keeps them all, identical ones too', async () => {
    const source = await load(
      'order id,customer id,order date,sku,quantity,unit price\nA,C1,2024-01-05,S1,1,2\nA,C1,2024-01-05,S1,1,2\nA,C1,2024-01-05,S2,1,3\n',
    )
    expect(source).toMatchObject({ rowsRead: 3, rowsKept: 3, rowsMerged: 0 })
  })

  it('a customer that repeats keeps the last row where no date says more', async () => {
    const source = await load('customer id,name,industry\nC1,Ann,tea\nC2,Bob,tea\nC1,Anna,coffee\n')
    expect(source).toMatchObject({ rowsRead: 3, rowsKept: 2, rowsMerged: 1 })
    expect(await table(source, '"customers.name" AS name')).toEqual([{ name: 'Anna' }, { name: 'Bob' }])
  })
})

describe('cells', () => {
  it('ids keep leading zeros and long digits, and lose the blanks around them', async () => {
    const source = await load(
      `${HEADER}\n0012, C1 ,2024-01-05,1,n\n12345678901234567890,C1,2024-01-05,1,n\n0013,\u3000C1,2024-01-05,1,n\n`,
    )
    expect(await table(source, '"orders.order_id" AS id, "orders.customer_id" AS customer')).toEqual([
      { id: '0012', customer: 'C1' },
      { id: '0013', customer: 'C1' },
      { id: '12345678901234567890', customer: 'C1' },
    ])
  })

  it('ids lose what keeps a spreadsheet from taking them for numbers', async () => {
    const source = await load(
      `${HEADER}\n"=""0012""",'13800000001,2024-01-05,1,n\n\t0013\t,\t13800000001,2024-01-05,1,'tis\n0014,13800000001,2024-01-05,x,n\n`,
    )
    expect(
      await table(source, '"orders.order_id" AS id, "orders.customer_id" AS customer, "#note" AS note'),
    ).toEqual([
      { id: '0012', customer: '13800000001', note: 'n' },
      { id: '0013', customer: '13800000001', note: "'tis" },
      { id: '0014', customer: '13800000001', note: 'n' },
    ])
  })

  it('text is kept as it is: markup, quotes, formulas', async () => {
    const source = await load(
      `${HEADER}\nA,<img src=x onerror=alert(1)>,2024-01-05,1,"=cmd|' /C calc'!A0"\nB,"O""Hara",2024-01-05,1,n\n`,
    )
    expect(await table(source, '"orders.customer_id" AS customer, "#note" AS note')).toEqual([
      { customer: '<img src=x onerror=alert(1)>', note: "=cmd|' /C calc'!A0" },
      { customer: 'O"Hara', note: 'n' },
    ])
  })
})

describe('quotes that nobody escaped', () => {
  it('mean what they show where that leaves one way to read the line', async () => {
    const source = await load(
      [
        HEADER,
        ...good(10),
        'A1,C1,2024-01-05,1,"24" screen"',
        'A2,C1,2024-01-05,"2","say "hi", he said"',
        'A3,C1,2024-01-05,3,12" pipe',
        'A4,C1,2024-01-05,4,"never closed',
        'A5,"C1,2024-01-05,5,never closed',
      ].join('\n'),
    )
    expect(source).toMatchObject({ rowsRead: 15, rowsKept: 14, rowsSetAside: 1 })
    // The quote may be part of a note, but hardly of a customer's id.
    expect(source.setAside[0]).toMatchObject({ line: 16, reason: 'broken' })
    expect(
      await engine.query(
        `SELECT "#note" AS note FROM ${source.table} WHERE "orders.order_id" LIKE 'A%' ORDER BY "orders.order_id"`,
      ),
    ).toEqual([
      { note: '24" screen' },
      { note: 'say "hi", he said' },
      { note: '12" pipe' },
      { note: '"never closed' },
    ])
  })
})

describe('encodings deep in the file', () => {
  const bytes = (...parts: (string | number[])[]): Uint8Array =>
    Uint8Array.from(
      parts.flatMap((part) => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : part)),
    )
  // 客户, in GBK
  const GBK = [0xbf, 0xcd, 0xbb, 0xa7]

  it('GBK that begins after the sample is read as GBK', async () => {
    const half = good(30_000).join('\n')
    const source = await load(
      bytes(`${HEADER}\n${half}\nX1,`, GBK, `,2024-01-05,1,n\n${good(8000, 40_000).join('\n')}\n`),
    )
    expect(source.sample.encoding.encoding).toBe('gb18030')
    expect(
      await engine.query(
        `SELECT "orders.customer_id" AS c FROM ${source.table} WHERE "orders.order_id" = 'X1'`,
      ),
    ).toEqual([{ c: '客户' }])
    expect(source).toMatchObject({ rowsRead: 38_001, rowsSetAside: 0 })
  })

  it('a damaged cell leaves the rest of a UTF-8 file readable', async () => {
    const source = await load(
      bytes(
        `${HEADER}\nA,客户,2024-01-05,1,n\n${good(30_000).join('\n')}\nX1,客`,
        [0xe6, 0x88],
        ',2024-01-05,1,n\n',
        good(9000, 40_000).join('\n'),
      ),
    )
    expect(source.sample.encoding).toMatchObject({ encoding: 'utf-8', reason: 'mostly' })
    expect(
      await engine.query(
        `SELECT "orders.order_id" AS id, "orders.customer_id" AS c FROM ${source.table} WHERE "orders.order_id" IN ('A', 'X1') ORDER BY id`,
      ),
    ).toEqual([
      { id: 'A', c: '客户' },
      { id: 'X1', c: '客\uFFFD' },
    ])
    expect(source).toMatchObject({ rowsRead: 39_002, rowsSetAside: 0 })
  })
})
