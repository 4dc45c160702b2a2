import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openBlocking } from '../../src/engine/blocking'
import type { Engine } from '../../src/engine/engine'
import { buildOthers, buildSales, settleReport } from '../../src/ingest/entities'
import { eraseRows } from '../../src/ingest/erase'
import { loadFile, type Choices, type SourceReport } from '../../src/ingest/load'
import { readTold } from '../../src/ingest/notice'
import type { Merge } from '../../src/model/quality'

let engine: Engine
let next = 0
beforeAll(async () => void (engine = await openBlocking()))
afterAll(() => engine.stop())
beforeEach(() => void (next = 0))

const load = (rows: string[], choices: Choices = {}): Promise<SourceReport> => {
  const id = ++next
  return loadFile(engine, new Blob([rows.join('\n')]), `file${id}.csv`, id, { choices })
}
async function build(sources: SourceReport[], merges: Merge[] = []): Promise<void> {
  await buildSales(engine, sources, merges)
  await buildOthers(engine, sources, merges)
}
/** Buyers with the number of their orders; null: nobody. */
async function buyers(): Promise<Record<string, number>> {
  const rows = await engine.query<{ id: string | null; n: number }>(
    'SELECT customer_id AS id, count(*)::DOUBLE AS n FROM orders GROUP BY 1 ORDER BY 1',
  )
  return Object.fromEntries(rows.map(({ id, n }) => [id ?? 'nobody', n]))
}
const codes = (source: SourceReport) => source.notices.map(({ code }) => code)
/** Order rows of a file of so many columns: number, buyer, day, amount. */
const orders = (head: string, cells: string[]): string[] => [
  `订单号,${head},下单时间,金额`,
  ...cells.map((cell, i) => `O${i + 1},${cell},2024-0${1 + (i % 9)}-05,${100 + i}`),
]

describe('keys that are written in many ways', () => {
  test('what is out of form deep in a file is one customer with what is in it', async () => {
    const cells = Array.from(
      { length: 6000 },
      (_, i) => `K${i % 50}${i > 5900 && i % 10 === 0 ? '\u200b ' : ''}`,
    )
    await build([await load(orders('客户编号', cells))])
    expect(Object.keys(await buyers())).toHaveLength(50)
  })
  test('numbers that a spreadsheet destroyed deep in a file are nobody, and told', async () => {
    const cells = Array.from({ length: 6000 }, (_, i) => (i > 5990 ? '8.80012E+15' : `K${i % 50}`))
    const source = await load(orders('客户编号', cells))
    await build([source])
    expect(await buyers()).toMatchObject({ nobody: 9, K1: 120 })
    expect(source.notices).toContainEqual({
      code: 'damaged_ids',
      file: 'file1.csv',
      column: '客户编号',
      params: { n: 9, total: 6000, example: '8.80012E+15' },
    })
  })
  test('error cells as buyers are nobody, and told', async () => {
    const source = await load(orders('客户编号', ['K1', '#REF!', 'K2', '#N/A', '#REF!', 'K1']))
    await build([source])
    expect(await buyers()).toEqual({ K1: 2, K2: 1, nobody: 3 })
    expect(source.notices).toMatchObject([{ code: 'error_cells', params: { n: 3, example: '#N/A, #REF!' } }])
  })
})

describe('who a row is of', () => {
  test('guests without a number are known by the e-mail or phone of their row, and as the member who has it', async () => {
    const rows = [
      '1,ann@x.org,',
      '0,Bob@x.org,',
      ',bob@x.org ,',
      '0,ann@x.org,',
      ',,139 0000 0001',
      '0,,13900000001',
      '2,,',
    ]
    const source = await load(
      rows.reduce(
        (out, row, i) => [...out, `O${i},${row},2024-01-0${i + 1},10`],
        ['order_id,customer_id,email,phone,order_date,amount'],
      ),
    )
    await build([source])
    expect(await buyers()).toEqual({ '1': 2, 'bob@x.org': 2, '13900000001': 2, '2': 1 })
    expect(codes(source)).toEqual([])
  })
  test('without a number a phone stands before an e-mail, and an e-mail before a name', async () => {
    const rows = ['Ann,13900000001,a@x.org', 'Ann,,a@x.org', 'Bo,,b@x.org', 'Cy,,', 'Bo,,']
    const source = await load(
      rows.reduce(
        (out, row, i) => [...out, `O${i},${row},2024-01-0${i + 1},10`],
        ['order_id,customer name,phone,email,order_date,amount'],
      ),
    )
    await build([source])
    expect(await buyers()).toEqual({ '13900000001': 2, 'b@x.org': 2, Cy: 1 })
  })
  test('a list of people without numbers keeps each of them, whatever else they share', async () => {
    const source = await load([
      'name,phone,city',
      'Ann,021-5555 0001,A',
      'Bob,02155550001,A',
      'Cid,13900000002,B',
      'Cid,,C',
      'Cid,,D',
    ])
    await build([source])
    expect(source.rowsKept).toBe(5)
    const [row] = await engine.query<{ n: number }>('SELECT count(*)::DOUBLE AS n FROM customers')
    expect(row!.n).toBe(5)
  })
  test('one phone in two lists is one person with a new name, unless the e-mail is another one as well', async () => {
    const head = 'name,phone,email,total spend'
    const people = async (rows: string[][]) => {
      await build(await Promise.all(rows.map((part) => load([head, ...part]))))
      const found = await engine.query<{ name: string; spent: number }>(
        'SELECT name, total_spend::DOUBLE AS spent FROM customers ORDER BY name',
      )
      return found.map(({ name, spent }) => `${name} ${spent}`)
    }
    const [ann, anna, bob, eve] = [
      'Ann,13900000001,a@x.org,10',
      'Anna,13900000001,a@x.org,20',
      'Bob,13900000001,b@x.org,30',
      'Eve,13900000002,e@x.org,40',
    ]
    expect(await people([[ann, eve], [anna]])).toEqual(['Anna 20', 'Eve 40'])
    expect(await people([[ann, eve], [bob]])).toEqual(['Ann 10', 'Bob 30', 'Eve 40'])
    expect(await people([[ann, eve, bob]])).toEqual(['Ann 10', 'Bob 30', 'Eve 40'])
  })
  test('a list without numbers and orders by name are the same people', async () => {
    const people = await load(['name,phone,city', 'Ann,13900000001,Rome', 'Bob,13900000002,Oslo'])
    const sold = await load(orders('customer name', ['Ann', 'Bob', 'Ann', 'Cid']))
    await build([people, sold])
    expect(await buyers()).toEqual({ '13900000001': 2, '13900000002': 1, Cid: 1 })
  })
  test('rows of a list that name one person again are counted as merged and told', async () => {
    const people = await load([
      'Mobile,Name,Level,Total spend',
      '13900000001,Ann,Gold,10',
      '13900000002,Bob,Gold,20',
      '13900000001,Ann,Gold,30',
      '13900000001,Ann,Silver,40',
    ])
    const { found } = await buildSales(engine, [people])
    settleReport(people, found)
    expect(people).toMatchObject({ rowsRead: 4, rowsKept: 2, rowsMerged: 2 })
    expect(found.notices).toEqual([{ code: 'merged_people', file: people.file, params: { n: 2 } }])
  })
  test('a list in which each person stands once tells nothing', async () => {
    const people = await load(['Mobile,Name,Level', '13900000001,Ann,Gold', '13900000002,Bob,Gold'])
    const { found } = await buildSales(engine, [people])
    settleReport(people, found)
    expect(people).toMatchObject({ rowsKept: 2, rowsMerged: 0 })
    expect(found.notices).toEqual([])
  })
  test('one name in several cities is told where the name is all there is', async () => {
    const source = await load(orders('客户,城市', ['章一,北京', '章一,广州', '李二,北京', '李二,北京']))
    expect(source.notices).toMatchObject([{ code: 'same_name', params: { n: 1, total: 2, example: '章一' } }])
  })
})

describe('a buyer chosen by hand', () => {
  for (const target of ['customers.phone', 'customers.email', 'customers.name', 'orders.customer_id'])
    test(`works as it reads: ${target}`, async () => {
      const cells = ['a1@x.org', 'a2@x.org', 'a1@x.org', 'a2@x.org', 'a3@x.org']
      const source = await load(orders('kontakt', cells), { columns: { kontakt: target } })
      await build([source])
      expect(await buyers()).toEqual({ 'a1@x.org': 2, 'a2@x.org': 2, 'a3@x.org': 1 })
    })
})

describe('nobody in particular', () => {
  const CELLS = ['K1', 'K2', 'K3', 'K4', 'K5', 'K6', 'K1', 'K2']
  for (const word of ['散客', '0', 'Walk-in Customer', '匿名用户', 'guest', 'cash customer', '-'])
    test(`${word} is nobody`, async () => {
      const source = await load(orders('客户编号', [...CELLS, word, word, word]))
      await build([source])
      expect((await buyers()).nobody).toBe(3)
      expect(source.questions).toEqual([])
      // A dash is an empty cell to begin with.
      if (word !== '-')
        expect(source.notices).toMatchObject([{ code: 'guest', params: { n: 3, total: 11, example: word } }])
    })
  test('a word among numbers that comes again and again is nobody, and asked', async () => {
    const source = await load(orders('客户编号', [...CELLS, '门市', '门市', '门市', '门市', '门市']))
    await build([source])
    expect((await buyers()).nobody).toBe(5)
    expect(source.questions).toMatchObject([{ code: 'guest', column: '客户编号', chosen: 0 }])
    // The answer that it is somebody stands.
    const answered = await load(
      orders('客户编号', [...CELLS, '门市', '门市']),
      source.questions[0]!.options[1]!.choices,
    )
    await build([answered])
    expect((await buyers())['门市']).toBe(2)
    expect(answered.questions).toEqual([])
  })
  test('a number under which only walk-ins are booked is nobody, and asked', async () => {
    const cells = ['1001,Ann', '1002,Bob', '1003,Cid', '9,散客', '9,散客', '9,散客', '1001,Ann', '1002,Bob']
    const source = await load(orders('客户编号,客户名称', cells))
    await build([source])
    expect((await buyers()).nobody).toBe(3)
    expect(source.questions).toMatchObject([{ code: 'guest', params: { example: '9' }, chosen: 0 }])
  })
  test('a buyer of a third of all orders is kept, and asked', async () => {
    const many = Array.from({ length: 40 }, (_, i) =>
      i % 2 ? 'Acme Ltd' : `Firm ${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[i / 2]} Ltd`,
    )
    const source = await load(orders('Customer Name', many))
    await build([source])
    expect((await buyers())['Acme Ltd']).toBe(20)
    expect(source.questions).toMatchObject([{ code: 'guest', params: { example: 'Acme Ltd' }, chosen: 1 }])
  })
  test('customers who are numbered from 0 are all somebody', async () => {
    const cells = Array.from({ length: 60 }, (_, i) => String(i % 20))
    const source = await load(orders('客户编号', cells))
    await build([source])
    expect((await buyers())['0']).toBe(3)
    expect(codes(source)).toEqual([])
  })
})

test('customers who name each other as main customer are told, and count under the first of them', async () => {
  const people = await load([
    '客户编号,客户名称,主客户编号',
    'K1,甲,',
    'K2,乙,K1',
    'K5,丙,K6',
    'K6,丁,K7',
    'K7,戊,K5',
    'K8,己,K7',
  ])
  await build([people, await load(orders('客户编号', ['K1', 'K2', 'K5', 'K6', 'K7', 'K8']))])
  expect(await buyers()).toEqual({ K1: 2, K5: 4 })
  expect(await readTold(engine)).toMatchObject([
    { code: 'circle', params: { n: 3, example: 'K5 · K6 · K7' } },
  ])
})

describe('what order files say of their buyers', () => {
  const HEAD = '订单号,手机号,下单时间,金额,城市,会员等级'
  const ROWS = Array.from({ length: 60 }, (_, i) => {
    const day = `2024-0${1 + (i % 9)}-${String(1 + ((i * 7) % 28)).padStart(2, '0')}`
    return `O${i},1390000000${i % 6},${day},${10 + i},${['南京', '安庆', '成都', ''][i % 4]},${['A', 'B', 'C'][i % 3]}`
  })
  const said = () => engine.query('SELECT customer_id, city, level FROM customers ORDER BY customer_id')

  test('it is that of the latest order, and what that leaves blank of the latest that says it', async () => {
    await build([
      await load([
        HEAD,
        'O1,13900000001,2024-01-05,1,黑龙江,B',
        'O2,13900000001,2024-03-05,1,安庆,A',
        'O3,13900000001,2024-04-05,1,,A',
        'O4,13900000001,2024-02-05,1,重庆,C',
      ]),
    ])
    expect(await said()).toEqual([{ customer_id: '13900000001', city: '安庆', level: 'A' }])
  })
  test('neither the order of rows nor the number of files nor the order of loading matters', async () => {
    await build([await load([HEAD, ...ROWS])])
    const whole = await said()
    expect(whole).toHaveLength(6)
    const shuffled = ROWS.map((row, i) => ({ row, place: (i * 37) % 60 }))
      .sort((a, b) => a.place - b.place)
      .map(({ row }) => row)
    await build([await load([HEAD, ...shuffled])])
    expect(await said()).toEqual(whole)
    for (const cut of [7, 30, 51]) {
      const parts = [
        await load([HEAD, ...shuffled.slice(0, cut)]),
        await load([HEAD, ...shuffled.slice(cut)]),
      ]
      await build(parts)
      expect(await said()).toEqual(whole)
      await build([...parts].reverse())
      expect(await said()).toEqual(whole)
    }
  })
})

test('who is known by phone or e-mail only is erased from every file', async () => {
  const people = await load(['name,email,phone', 'Ann,ann@x.org,13900000001', 'Bob,bob@x.org,13900000002'])
  const sold = await load([
    'order_id,order_date,amount,email',
    '1,2024-01-01,5,ann@x.org',
    '2,2024-01-02,6,bob@x.org',
  ])
  const byName = await load(orders('客户编号', ['Ann', 'Bob', 'Ann']))
  const files = [people, sold, byName]
  await build(files)
  expect(await buyers()).toEqual({ '13900000001': 3, '13900000002': 2 })
  const { rows } = await eraseRows(engine, files, ['13900000001'])
  expect([...rows]).toEqual([
    [people.id, 1],
    [sold.id, 1],
    [byName.id, 2],
  ])
})

describe('rows of a register under one number', () => {
  const told = async (rows: string[], head = '客户编号,姓名,手机,邮箱,城市') => {
    const source = await load([
      head,
      ...rows,
      ...PEOPLE.map((row) => row.split(',').slice(0, head.split(',').length).join(',')),
    ])
    return { source, notice: source.notices.find(({ code }) => code === 'same_id') }
  }
  const PEOPLE = Array.from(
    { length: 20 },
    (_, i) =>
      `K${100 + i},王小${'甲乙丙丁戊己庚辛壬癸'[i % 10]}${i},1380013${8000 + i},u${i}@mail.cn,${i % 2 ? '杭州' : '宁波'}`,
  )

  test('that contradict each other are told, with the newest counting as before', async () => {
    const { source, notice } = await told([
      'K7,李雷,13900139000,ll@mail.cn,上海',
      'K8,韩梅,13900139001,hm@mail.cn,上海',
      'K7,赵敏,13900139777,zm@mail.cn,广州',
    ])
    expect(notice).toMatchObject({ column: '客户编号', params: { n: 1, total: 22, example: 'K7' } })
    expect(source).toMatchObject({ rowsRead: 23, rowsKept: 22, rowsMerged: 1 })
    const [row] = await engine.query(
      `SELECT "customers.name" AS name FROM ${source.table} WHERE "customers.customer_id" = 'K7'`,
    )
    expect(row).toEqual({ name: '赵敏' })
  })

  test.each([
    ['say the same again', ['K7,李雷,13900139000,ll@mail.cn,上海', 'K7,李雷,13900139000,ll@mail.cn,上海']],
    ['have moved and have another phone', ['K7,李雷,13900139000,,上海', 'K7,李雷,13900139777,,广州']],
    [
      'have another name and the same phone',
      ['K7,李雷,13900139000,,上海', 'K7,李磊,+86 139-0013-9000,,上海'],
    ],
    ['have a name that hides its end', ['K7,李雷,13900139000,,上海', 'K7,李*,13900139777,,上海']],
    [
      'change one thing after the other',
      ['K7,李雷,13900139000,,上海', 'K7,李雷,13900139777,,上海', 'K7,,,,', 'K7,李磊,13900139777,,上海'],
    ],
  ])('that %s are one customer, and nothing is told', async (_, rows) => {
    const { source, notice } = await told(rows)
    expect(notice).toBeUndefined()
    expect(source).toMatchObject({ rowsKept: 21, rowsMerged: rows.length - 1 })
  })

  test('are compared in the order of their dates, and an Ann Lee is a Lee, Ann', async () => {
    const rows = [
      'C1,"Lee, Ann",+1 212 555 0100,2024-03-01',
      'C1,Ann Lee,+1 212 555 0999,2024-01-01',
      'C2,Bo Diaz,+1 212 555 0101,2024-01-02',
      'C2,Carl Eng,+1 212 555 0102,2024-02-02',
      ...Array.from(
        { length: 9 },
        (_, i) => `C${10 + i},Dan Ng${i},+1 212 555 02${10 + i},2024-01-0${1 + i}`,
      ),
    ]
    const source = await load(['Customer ID,Customer Name,Phone,Created At', ...rows])
    expect(source.notices.filter(({ code }) => code === 'same_id').map(({ params }) => params)).toEqual([
      { n: 1, total: 11, example: 'C2' },
    ])
  })
})
