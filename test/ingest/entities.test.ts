import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openBlocking } from '../../src/engine/blocking'
import { ident, type Engine } from '../../src/engine/engine'
import { buildOthers, buildSales, type Found, type SourceTable } from '../../src/ingest/entities'
import type { Merge } from '../../src/model/quality'
import type { ColumnMapping, Mapping } from '../../src/ingest/mapping'
import { columnName } from '../../src/ingest/scan'
import { fieldOf, type EntityName } from '../../src/model/entities'

let engine: Engine
let next = 0
beforeAll(async () => void (engine = await openBlocking()))
afterAll(() => engine.stop())
beforeEach(() => void (next = 0))

const TYPE: Record<string, string> = {
  money: 'DECIMAL(18, 4)',
  quantity: 'DECIMAL(18, 3)',
  number: 'DOUBLE',
  date: 'DATE',
  datetime: 'TIMESTAMP',
  boolean: 'BOOLEAN',
}
type Wide = NonNullable<ColumnMapping['wide']>
type Head = string | { target: string; wide?: Wide; type?: string }

/** A file that has been read: columns by what they mean, rows as text. */
async function source(
  entities: EntityName[],
  heads: Head[],
  rows: (string | null)[][],
  more: Partial<SourceTable> & { anonymous?: Mapping['anonymous'] } = {},
): Promise<SourceTable & { file: string }> {
  const id = ++next
  const columns = heads.map((head, index): ColumnMapping => {
    const { target, wide, type } =
      typeof head === 'string' ? { target: head, wide: undefined, type: undefined } : head
    return {
      index,
      header: wide && 'item' in wide ? wide.item : target,
      target,
      reading: { as: 'text' },
      type: type ?? TYPE[fieldOf(target)!.type] ?? 'VARCHAR',
      confidence: 1,
      reason: 'name',
      ...(wide ? { wide } : {}),
    }
  })
  const table = `source_${id}`
  await engine.put(
    'given',
    Object.fromEntries(columns.map((_, i) => [`c${i}`, rows.map((row) => row[i] ?? null)])),
  )
  await engine.run(
    `CREATE OR REPLACE TABLE ${table} AS SELECT ${columns.map((c, i) => `c${i}::${c.type} AS ${ident(columnName(c))}`).join(', ')} FROM given`,
  )
  const { anonymous = null, ...rest } = more
  const mapping: Mapping = { entities, columns, preset: null, fill: false, anonymous, refusal: null }
  return { id, table, mapping, ordersUnique: false, file: `file ${id}`, ...rest }
}

async function build(sources: (SourceTable & { file: string })[], merges: Merge[] = []): Promise<Found> {
  const { found } = await buildSales(engine, sources, merges)
  await buildOthers(engine, sources, merges)
  return found
}
const ask = (sql: string) => engine.query(sql)
const ORDERS =
  'SELECT order_id AS id, customer_id AS customer, amount::DOUBLE AS amount, sold::DOUBLE AS sold FROM orders ORDER BY ALL'

describe('an order with an amount of its own', () => {
  const heads = [
    'orders.order_id',
    'orders.customer_id',
    'orders.ordered_at',
    'orders.amount',
    'order_lines.product_id',
    'order_lines.quantity',
    'order_lines.unit_price',
  ]
  test('is worth what was paid, once, and its lines share it to the last cent', async () => {
    await build([
      await source(['orders', 'order_lines'], heads, [
        ['1', 'A', '2024-01-01', '100', 'x', '1', '10'],
        ['1', 'A', '2024-01-01', '100', 'y', '1', '10'],
        ['1', 'A', '2024-01-01', '100', 'z', '1', '10'],
        ['2', 'B', '2024-01-02', null, 'x', '2', '10'],
        ['3', 'C', '2024-01-03', '0', 'x', '1', '10'],
      ]),
    ])
    expect(await ask(ORDERS)).toEqual([
      { id: '1', customer: 'A', amount: 100, sold: 100 },
      { id: '2', customer: 'B', amount: 20, sold: 20 },
      { id: '3', customer: 'C', amount: 0, sold: 0 },
    ])
    const lines = await ask(
      `SELECT amount::DOUBLE AS amount FROM order_lines WHERE order_id = '1' ORDER BY 1`,
    )
    expect(lines.map((row) => row.amount)).toEqual([33.3333, 33.3333, 33.3334])
  })
  test('gives it to its lines by quantity, else evenly, where the file has no prices', async () => {
    await build([
      await source(['orders', 'order_lines'], heads.slice(0, 6), [
        ['1', 'A', '2024-01-01', '90', 'x', '1'],
        ['1', 'A', '2024-01-01', '90', 'y', '2'],
        ['2', 'B', '2024-01-02', '90', 'x', null],
        ['2', 'B', '2024-01-02', '90', 'y', null],
      ]),
    ])
    expect(await ask(ORDERS)).toMatchObject([{ amount: 90 }, { amount: 90 }])
    expect(
      (await ask('SELECT sold::DOUBLE AS sold FROM order_lines ORDER BY order_id, product_id')).map(
        (r) => r.sold,
      ),
    ).toEqual([30, 60, 45, 45])
  })
  test('a discount line lowers nobody’s purchase below it, and a cancelled line is not sold', async () => {
    await build([
      await source(
        ['orders', 'order_lines'],
        [...heads, 'order_lines.status'],
        [
          ['1', 'A', '2024-01-01', '90', 'x', '1', '100', 'ok'],
          ['1', 'A', '2024-01-01', '90', 'coupon', '1', '-10', 'ok'],
          ['2', 'B', '2024-01-01', '60', 'x', '1', '20', 'cancelled'],
          ['2', 'B', '2024-01-01', '60', 'y', '1', '40', 'ok'],
        ],
      ),
    ])
    expect(
      await ask('SELECT sold::DOUBLE AS sold, refunded::DOUBLE AS refunded FROM orders ORDER BY order_id'),
    ).toEqual([
      { sold: 90, refunded: 0 },
      { sold: 40, refunded: 0 },
    ])
  })
})

describe('files that belong together', () => {
  const header = ['orders.order_id', 'orders.customer_id', 'orders.ordered_at']
  test('an order takes what was paid for it, the sum of its payments and the day of the last', async () => {
    const { notices } = await build([
      await source(
        ['orders'],
        header,
        [
          ['1', 'A', '2024-01-01'],
          ['2', 'B', '2024-01-02'],
        ],
        { ordersUnique: true },
      ),
      await source(
        ['orders'],
        ['orders.order_id', 'orders.paid_at', 'orders.amount'],
        [
          ['1', '2024-01-03', '50'],
          ['1', '2024-02-03', '50'],
          ['9', '2024-02-03', '7'],
        ],
      ),
      await source(
        ['orders'],
        ['orders.order_id', 'orders.paid_at', 'orders.amount'],
        [
          ['1', '2024-02-03', '50'],
          ['2', '2024-02-05', '20'],
        ],
      ),
    ])
    expect(
      await ask(
        'SELECT order_id AS id, amount::DOUBLE AS amount, paid_at::DATE AS paid FROM orders ORDER BY 1',
      ),
    ).toEqual([
      { id: '1', amount: 100, paid: '2024-02-03' },
      { id: '2', amount: 20, paid: '2024-02-05' },
    ])
    expect(notices.map(({ code }) => code)).toEqual(['revenue_paid', 'revenue_paid'])
  })
  test('headers with amounts and an export of their lines are one order, whichever came first', async () => {
    const headers = () =>
      source(
        ['orders'],
        [...header, 'orders.amount', 'orders.status'],
        [
          ['1', 'A', '2024-01-01', '90', 'paid'],
          ['2', 'B', '2024-01-02', '5', 'cancelled'],
        ],
        {
          ordersUnique: true,
        },
      )
    const lines = () =>
      source(
        ['orders', 'order_lines'],
        [...header, 'order_lines.product_id', 'order_lines.amount'],
        [
          ['1', null, '2024-01-01', 'x', '60'],
          ['1', null, '2024-01-01', 'y', '40'],
          ['2', null, '2024-01-02', 'y', '5'],
        ],
      )
    for (const files of [
      [await headers(), await lines()],
      [await lines(), await headers()],
    ]) {
      await build(files)
      expect(await ask(ORDERS)).toEqual([
        { id: '1', customer: 'A', amount: 90, sold: 90 },
        { id: '2', customer: 'B', amount: 5, sold: 0 },
      ])
      expect(
        await ask(
          'SELECT product_id AS sku, customer_id AS customer, amount::DOUBLE AS amount FROM order_lines ORDER BY order_id, sku',
        ),
      ).toEqual([
        { sku: 'x', customer: 'A', amount: 54 },
        { sku: 'y', customer: 'A', amount: 36 },
        { sku: 'y', customer: 'B', amount: 5 },
      ])
    }
  })
  test('an answer or a ticket that names only the order is its customer’s', async () => {
    await build([
      await source(['orders'], [...header, 'orders.amount'], [['1', 'A', '2024-01-01', '9']], {
        ordersUnique: true,
      }),
      await source(
        ['feedback'],
        ['feedback.order_id', 'feedback.score', 'feedback.comment'],
        [
          ['1', '5', 'good'],
          ['7', '1', 'bad'],
        ],
      ),
      await source(
        ['tickets'],
        ['tickets.ticket_id', 'tickets.order_id', 'tickets.opened_at'],
        [['t', '1', '2024-01-02']],
      ),
    ])
    expect(await ask('SELECT customer_id AS customer FROM tickets')).toEqual([{ customer: 'A' }])
    expect(await ask('SELECT order_id AS id, customer_id AS customer FROM feedback ORDER BY 1')).toEqual([
      { id: '1', customer: 'A' },
      { id: '7', customer: null },
    ])
  })
  test('buyers without an id are found by e-mail or name in the customer file, and nobody behind a mask', async () => {
    const people = () =>
      source(
        ['customers'],
        ['customers.customer_id', 'customers.email', 'customers.name'],
        [
          ['C1', 'Ann@x.org', 'Ann'],
          ['C2', null, 'Bo'],
          ['C3', null, 'Li'],
          ['C4', null, 'Li'],
        ],
      )
    const byMail = (anonymous: Mapping['anonymous'] = null) =>
      source(
        ['orders', 'customers'],
        ['orders.order_id', 'orders.ordered_at', 'orders.amount', 'customers.email'],
        [
          ['1', '2024-01-01', '1', 'ann@x.org '],
          ['2', '2024-01-01', '1', 'new@x.org'],
        ],
        { ordersUnique: true, anonymous },
      )
    await build([await people(), await byMail()])
    expect((await ask(ORDERS)).map((row) => row.customer)).toEqual(['C1', 'new@x.org'])
    expect((await ask('SELECT customer_id AS id FROM customers ORDER BY 1')).map((row) => row.id)).toEqual([
      'C1',
      'C2',
      'C3',
      'C4',
      'new@x.org',
    ])
    await build([await people(), await byMail('masked')])
    expect((await ask(ORDERS)).map((row) => row.customer)).toEqual([null, null])
    const byName = await source(
      ['orders', 'customers'],
      ['orders.order_id', 'orders.ordered_at', 'orders.amount', 'customers.name'],
      [
        ['1', '2024-01-01', '1', 'Bo'],
        ['2', '2024-01-01', '1', 'Li'],
      ],
      { ordersUnique: true },
    )
    await build([await people(), byName])
    // Two customers are called Li: the name decides nothing.
    expect((await ask(ORDERS)).map((row) => row.customer)).toEqual(['C2', 'Li'])
  })
})

describe('one customer with several ids', () => {
  test('counts as one in every entity: by the file, by the reader’s own decision, through several steps', async () => {
    const files = async () => [
      await source(
        ['customers'],
        ['customers.customer_id', 'customers.master_id', 'customers.name', 'customers.city'],
        [
          ['A', null, 'Acme', null],
          ['A1', 'A', 'Acme east', 'Xi’an'],
          ['A2', 'A1', 'Acme west', null],
          ['B', null, 'Bolt', 'Bonn'],
        ],
      ),
      await source(
        ['orders'],
        ['orders.order_id', 'orders.customer_id', 'orders.ordered_at', 'orders.amount'],
        [
          ['1', 'A', '2024-01-01', '1'],
          ['2', 'A1', '2024-01-01', '2'],
          ['3', 'A2', '2024-01-01', '4'],
          ['4', 'B', '2024-01-01', '8'],
          ['5', 'B2', '2024-01-01', '16'],
        ],
        { ordersUnique: true },
      ),
      await source(
        ['tickets'],
        ['tickets.ticket_id', 'tickets.customer_id', 'tickets.opened_at'],
        [['t', 'A2', '2024-01-01']],
      ),
    ]
    await build(await files())
    expect(
      await ask('SELECT customer_id AS id, sum(amount)::DOUBLE AS amount FROM orders GROUP BY 1 ORDER BY 1'),
    ).toEqual([
      { id: 'A', amount: 7 },
      { id: 'B', amount: 8 },
      { id: 'B2', amount: 16 },
    ])
    expect(await ask('SELECT customer_id AS id, name, city FROM customers ORDER BY 1')).toEqual([
      { id: 'A', name: 'Acme', city: 'Xi’an' },
      { id: 'B', name: 'Bolt', city: 'Bonn' },
    ])
    expect(await ask('SELECT customer_id AS id FROM tickets')).toEqual([{ id: 'A' }])
    await build(await files(), [{ ids: ['B', 'B2'], into: 'B2' }])
    expect(await ask('SELECT DISTINCT customer_id AS id FROM orders ORDER BY 1')).toEqual([
      { id: 'A' },
      { id: 'B2' },
    ])
  })
})

describe('wide files', () => {
  const item = (name: string) => ({ item: name })
  test('a column per question gives a row per answer, with the scale that the answers show', async () => {
    await build([
      await source(
        ['feedback'],
        [
          'feedback.customer_id',
          'feedback.submitted_at',
          { target: 'feedback.score', wide: item('您有多大可能推荐我们？') },
          { target: 'feedback.score', wide: item('物流满意度'), type: 'VARCHAR' },
          { target: 'feedback.score', wide: item('商品质量') },
          { target: 'feedback.comment', wide: item('建议') },
        ],
        [
          ['A', '2024-01-01', '9', '非常满意', '4', '很好'],
          ['B', '2024-01-02', '3', '不满意', null, null],
          ['C', '2024-01-03', null, '一般', '2', ' '],
          ['D', '2024-01-03', null, null, null, null],
        ],
      ),
    ])
    expect(
      await ask(
        `SELECT response_id AS id, customer_id AS customer, item, score, scale_min AS low, scale_max AS high, kind, is_overall AS overall, comment, survey
         FROM feedback ORDER BY id, item DESC`,
      ),
    ).toEqual([
      {
        id: '1:0',
        customer: 'A',
        item: '物流满意度',
        score: 5,
        low: 1,
        high: 5,
        kind: 'csat',
        overall: false,
        comment: null,
        survey: 'file 1',
      },
      {
        id: '1:0',
        customer: 'A',
        item: '您有多大可能推荐我们？',
        score: 9,
        low: 0,
        high: 10,
        kind: 'nps',
        overall: true,
        comment: null,
        survey: 'file 1',
      },
      {
        id: '1:0',
        customer: 'A',
        item: '建议',
        score: null,
        low: null,
        high: null,
        kind: null,
        overall: null,
        comment: '很好',
        survey: 'file 1',
      },
      {
        id: '1:0',
        customer: 'A',
        item: '商品质量',
        score: 4,
        low: 1,
        high: 5,
        kind: 'rating',
        overall: false,
        comment: null,
        survey: 'file 1',
      },
      {
        id: '1:1',
        customer: 'B',
        item: '物流满意度',
        score: 2,
        low: 1,
        high: 5,
        kind: 'csat',
        overall: false,
        comment: null,
        survey: 'file 1',
      },
      {
        id: '1:1',
        customer: 'B',
        item: '您有多大可能推荐我们？',
        score: 3,
        low: 0,
        high: 10,
        kind: 'nps',
        overall: true,
        comment: null,
        survey: 'file 1',
      },
      {
        id: '1:2',
        customer: 'C',
        item: '物流满意度',
        score: 3,
        low: 1,
        high: 5,
        kind: 'csat',
        overall: false,
        comment: null,
        survey: 'file 1',
      },
      {
        id: '1:2',
        customer: 'C',
        item: '商品质量',
        score: 2,
        low: 1,
        high: 5,
        kind: 'rating',
        overall: false,
        comment: null,
        survey: 'file 1',
      },
    ])
  })
  test.each([
    ['非常满意', 5],
    ['很滿意', 5],
    ['比较满意', 4],
    ['满意', 4],
    ['一般', 3],
    ['不满意', 2],
    ['不太滿意', 2],
    ['非常不满意', 1],
    ['很不满意', 1],
    ['Very satisfied', 5],
    ['Satisfied', 4],
    ['somewhat satisfied', 4],
    ['Neither satisfied nor dissatisfied', 3],
    ['Dissatisfied', 2],
    ['Very dissatisfied', 1],
    ['Strongly agree', 5],
    ['Agree', 4],
    ['Disagree', 2],
    ['Strongly disagree', 1],
    ['extremely likely', 5],
    ['very unlikely', 1],
    ['非常重要', 5],
    ['较差', 2],
    ['Very difficult', 1],
    ['Not at all likely', 1],
    ['10 - 非常可能', 10],
    ['4分', 4],
    ['★★★☆☆', 3],
    ['0', 0],
    ['n/a', null],
    ['', null],
  ])('an answer in words: %s is %s', async (words, score) => {
    await build([
      await source(
        ['feedback'],
        ['feedback.response_id', { target: 'feedback.score', type: 'VARCHAR' }],
        [['1', words]],
      ),
    ])
    expect((await ask('SELECT score FROM feedback'))[0]!.score).toBe(score)
  })
  test('a column per month gives an order per customer and month, the same one in the next export', async () => {
    const months = (...ends: string[]): Head[] =>
      ends.map((at) => ({ target: 'orders.amount', wide: { at } }))
    const first = await source(
      ['orders', 'customers'],
      ['customers.customer_id', ...months('2024-01-31', '2024-02-29')],
      [
        ['A', '10', '20'],
        ['B', '0', null],
        ['C', '-5', '1'],
      ],
    )
    await build([first])
    const rows = `SELECT order_id AS id, customer_id AS customer, ordered_at::DATE AS day, amount::DOUBLE AS amount FROM orders ORDER BY 1`
    expect(await ask(rows)).toEqual([
      { id: 'A:2024-01', customer: 'A', day: '2024-01-31', amount: 10 },
      { id: 'A:2024-02', customer: 'A', day: '2024-02-29', amount: 20 },
      { id: 'C:2024-01', customer: 'C', day: '2024-01-31', amount: -5 },
      { id: 'C:2024-02', customer: 'C', day: '2024-02-29', amount: 1 },
    ])
    const second = await source(
      ['orders', 'customers'],
      ['customers.customer_id', ...months('2024-02-29', '2024-03-31')],
      [['A', '25', '30']],
    )
    await build([first, second])
    expect((await ask(rows)).map((row) => [row.id, row.amount])).toEqual([
      ['A:2024-01', 10],
      ['A:2024-02', 25],
      ['A:2024-03', 30],
      ['C:2024-01', -5],
      ['C:2024-02', 1],
    ])
  })
})
