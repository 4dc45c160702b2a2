import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Files } from '../../src/ingest/files'
import { openNative } from '../../src/engine/native'
import type { Engine } from '../../src/engine/engine'
import type { Encoding } from '../../src/ingest/encoding'
import { buildOthers, buildSales } from '../../src/ingest/entities'
import type { Choices, SourceReport } from '../../src/ingest/load'
import { isRow } from '../../src/ingest/kind'
import { readTold } from '../../src/ingest/notice'
import { ENTITIES } from '../../src/model/entities'
import { encode } from '../support/bytes'
import {
  columnsShuffled,
  cutAt,
  fitsWorkbook,
  shuffled,
  tableOf,
  text,
  workbook,
  write,
  type Table,
} from '../support/table'

let engine: Engine
beforeAll(async () => void (engine = await openNative()))
afterAll(() => engine.stop())

interface Dropped {
  name: string
  file: Blob
  choices?: Choices | undefined
}
interface Read {
  figures: Record<string, unknown>
  sources: SourceReport[]
  /** What is told and asked: codes and what is said of them. */
  said: string[]
}

/** The figures of files that are dropped together; what others show to be read otherwise is read again. */
async function read(dropped: Dropped[]): Promise<Read> {
  const files = new Files(engine)
  files.zone = 'UTC'
  const texts = new Map<string, Blob>()
  for (const { file, name, choices } of dropped)
    for (const { source, part } of (await files.open(file, name, choices ? { choices } : {})).read)
      texts.set(source.file, part.text)
  for (const { id, file, choices } of files.unlike) await files.reload(id, texts.get(file)!, choices)
  const { sources } = files
  const { found } = await buildSales(engine, sources)
  await buildOthers(engine, sources)
  const [figures] = await engine.query(
    `SELECT count(*) AS orders, count_if(sold > 0) AS bought, count(DISTINCT customer_id) FILTER (sold > 0) AS customers,
       coalesce(sum(sold), 0)::DOUBLE AS sold, coalesce(sum(refunded), 0)::DOUBLE AS refunded, count_if(state = 'pending') AS pending,
       count_if(state = 'cancelled') AS cancelled, min(ordered_at)::DATE::VARCHAR AS first, max(ordered_at)::DATE::VARCHAR AS last,
       count(DISTINCT ordered_at::DATE) AS days, count(DISTINCT place) AS places, count(DISTINCT channel) AS channels,
       (SELECT sum(each * each)::DOUBLE FROM (SELECT round(sum(sold), 2)::DOUBLE AS each FROM orders GROUP BY customer_id ORDER BY 1)) AS spread,
       (SELECT count(*) FROM order_lines) AS lines, (SELECT sum(quantity)::DOUBLE FROM order_lines) AS pieces FROM orders`,
  )
  for (const { name, fields } of ENTITIES) {
    if (name === 'orders' || !sources.some(({ entities }) => entities.includes(name))) continue
    const rows = await engine.query(`SELECT * FROM "${name}"`)
    for (const field of fields)
      // A survey that no column names is called by its file.
      if (field.name !== 'survey')
        figures![`${name}.${field.name}`] = new Set(rows.map((row) => row[field.name])).size
  }
  const told = [...sources.flatMap(({ notices }) => notices), ...found.notices, ...(await readTold(engine))]
  const asked = [...sources.flatMap(({ questions }) => questions), ...found.questions]
  for (const { id } of sources) await files.remove(id)
  return {
    figures: figures!,
    sources,
    said: [...told, ...asked].map(({ code, params }) => `${code} ${JSON.stringify(params)}`),
  }
}

const ENCODINGS: [Encoding, boolean][] = [
  ['utf-16le', true],
  ['gb18030', false],
  ['big5', false],
]

/** A word that no export uses, for each place. */
const nonsense = (at: number): string => `wug${String.fromCharCode(97 + Math.floor(at / 26), 97 + (at % 26))}`

/** The same table with headings that say nothing, and what they said as the reader would choose it: meaning and unit. */
function renamed(table: Table, { mapping }: SourceReport): Dropped {
  const columns = Object.fromEntries(mapping.columns.map(({ index, target }) => [nonsense(index), target]))
  const types = Object.fromEntries(
    mapping.columns.flatMap(({ index, reading }) =>
      reading.as === 'number' && reading.scale
        ? [[nonsense(index), { as: reading.as, decimal: reading.decimal, scale: reading.scale }]]
        : [],
    ),
  )
  const header = [table.header[0]!.map((_, at) => nonsense(at))]
  return { name: table.name, file: text({ ...table, header }), choices: { columns, types } }
}

/**
 * Where a way of writing takes something away that the figures need, they may differ if that is told or asked, and was
 * not of the table as it stands.
 */
const LOST: Record<string, string[]> = {
  // Days that go up from row to row say whether the month comes first.
  rows: ['date_order'],
  // A heading that says that the amount is what was paid makes a part that was paid a sale, and says what a yes in it means.
  renamed: ['not_sales', 'returned'],
  // Two equal lines of one order, one in each file, are what two files that overlap look like; of rows of one person without
  // a day those of the later file stand.
  cut: ['overlap', 'merged_people'],
}

/** Columns of a report that say something on the first row of each group only. */
const groupsOf = (source: SourceReport | undefined): number[] => source?.sample.grouped ?? []

/**
 * Rows that go together: where what stands once for several rows is blank below, only their order says whose they are, and
 * a sum is of the rows above it.
 */
function blocksOf({ rows }: Table, source: SourceReport | undefined): string[][][] {
  const id = source?.mapping.columns.find(({ target }) => target?.endsWith('.order_id'))
  const once = [...groupsOf(source), ...(source?.mapping.fill && id ? [id.index] : [])]
  const isSum = (row: string[]) =>
    groupsOf(source).length > 0 && !isRow(row, [], source!.sample.shapes, row.length)
  const blocks: string[][][] = []
  for (const row of rows)
    if (blocks.length && (isSum(row) || once.some((index) => !row[index]!.trim()))) blocks.at(-1)!.push(row)
    else blocks.push([row])
  return blocks
}

const two = (n: number) => String(n).padStart(2, '0')
const own = (name: string, header: string[], rows: string[][]): [string, Table[]] => [
  name,
  [{ name: `${name}.csv`, above: [], header: [header], rows, below: [], delimiter: ',' }],
]
const OWN: [string, Table[]][] = [
  own(
    'orders of members, some open and some returned',
    ['订单编号', '会员卡号', '下单时间', '实付金额', '订单状态', '城市'],
    Array.from({ length: 40 }, (_, n) => [
      `NO${1000 + n}`,
      `M${(n * 7) % 11}`,
      `2024-${two(1 + (n % 12))}-${two(1 + ((n * 5) % 28))} 10:${two(n)}:00`,
      `${(n * 37) % 90}.50`,
      ['交易成功', '交易成功', '待付款', '已退款', '交易关闭'][n % 5]!,
      ['杭州', '南京', '广州'][n % 3]!,
    ]),
  ),
  own(
    'lines of invoices with quantity and price, and credit notes',
    ['Invoice No', 'Customer ID', 'Invoice Date', 'Description', 'Quantity', 'Unit Price'],
    Array.from({ length: 60 }, (_, n) => [
      `${530_000 + Math.floor(n / 3)}`,
      `${17_000 + (Math.floor(n / 3) % 7)}`,
      `${two(1 + (Math.floor(n / 3) % 28))}/0${1 + (Math.floor(n / 3) % 9)}/2023 09:15`,
      ['Tea, black', 'Cup "large"', 'Pot'][n % 3]!,
      `${n % 13 ? 1 + (n % 4) : -1}`,
      `${2 + (n % 5)}.95`,
    ]),
  ),
  own(
    'orders in traditional Chinese, amounts with marks',
    ['訂單編號', '訂單日期', '客戶名稱', '訂單金額', '備註'],
    Array.from({ length: 30 }, (_, n) => [
      `T${200 + n}`,
      `2024/${1 + (n % 12)}/${1 + ((n * 3) % 28)}`,
      ['陳美玲', '林志豪', '歐陽娜', '張惠妹', '王小明'][(n * 3) % 5]!,
      `${1 + (n % 3)},${two(n)}0`,
      n % 4 ? '' : '現金',
    ]),
  ),
]

const shared = fileURLToPath(new URL('../../../shared', import.meta.url))
const parse = (name: string): unknown => JSON.parse(readFileSync(join(shared, name), 'utf8'))
/** All cases and shapes in all ways; else some, each in two ways, so that every way is tried on own tables and on theirs. */
const ALL = !!process.env.SAME_ALL
const WAYS = ['columns', 'rows', 'renamed', 'encoding', 'format', 'cut'] as const
const isTried = (id: string, way: (typeof WAYS)[number]): boolean =>
  ALL || !SOME.includes(id) || (WAYS.indexOf(way) - SOME.indexOf(id)) % 3 === 0

/** Numbers that begin anew, days that may be months, titles, units, currencies, deposits, guests, two files. */
const SOME = ['B23', 'A07b', 'A28', 'B31', 'B08b', 'B06', 'B09', 'D08']
async function cases(): Promise<[string, Table[]][]> {
  if (!existsSync(join(shared, 'cases'))) return []
  const all = parse('cases/cases.json') as { id: string; files: string[] }[]
  const found: [string, Table[]][] = []
  for (const { id, files } of all.filter((each) => ALL || SOME.includes(each.id))) {
    const tables = await Promise.all(
      files.map((name) => tableOf(new Blob([readFileSync(join(shared, 'cases/inputs', name))]), name)),
    )
    if (tables.every((table) => table !== null)) found.push([id, tables])
  }
  return found
}

interface Shape extends Pick<Table, 'rows' | 'delimiter'> {
  id: string
  header: string[]
  lines_before?: string[]
  lines_after?: (string | string[])[]
  sub_header_rows?: number
}
function shapes(): [string, Table[]][] {
  if (!ALL) return []
  return (parse('shapes/shapes.json') as Shape[]).map((shape) => [
    shape.id,
    [
      {
        name: `${shape.id}.csv`,
        above: shape.lines_before ?? [],
        header: [shape.header, ...shape.rows.slice(0, shape.sub_header_rows ?? 0)],
        rows: shape.rows.slice(shape.sub_header_rows ?? 0),
        below: (shape.lines_after ?? []).map((line) => [line].flat()),
        delimiter: shape.delimiter,
      },
    ],
  ])
}

const chosen = await cases()
test.skipIf(!existsSync(join(shared, 'cases')))('cases stand beside the repository, and are tables', () => {
  expect(chosen.length).toBeGreaterThanOrEqual(SOME.length)
})

describe.each([...OWN, ...chosen, ...shapes()])('the same figures: %s', (id, tables) => {
  let first: Read
  beforeAll(
    async () => void (first = await read(tables.map((table) => ({ name: table.name, file: text(table) })))),
  )
  const isOf = (source: SourceReport, { name }: Table) => source.file === name || source.origin === name
  const same = async (how: string, dropped: Dropped[], detail = how) => {
    const { figures, said } = await read(dropped)
    const isLost = said.some(
      (one) => LOST[how]?.some((code) => one.startsWith(`${code} `)) && !first.said.includes(one),
    )
    if (!isLost) expect(figures, `${detail}; said: ${said.join(' ')}`).toEqual(first.figures)
  }
  const each = (file: (table: Table) => Blob): Dropped[] =>
    tables.map((table) => ({ name: table.name, file: file(table) }))
  const sourceOf = (table: Table) => first.sources.find((one) => isOf(one, table))
  const blocks = (table: Table) => blocksOf(table, sourceOf(table))

  test.runIf(isTried(id, 'columns'))('with its columns in another order', () =>
    same(
      'columns',
      each((table) => text(columnsShuffled(table, 1, groupsOf(sourceOf(table))))),
    ),
  )
  test.runIf(isTried(id, 'rows'))('with its rows in another order', () =>
    same(
      'rows',
      each((table) => text({ ...table, rows: shuffled(blocks(table), 2).flat() })),
    ),
  )
  test.runIf(isTried(id, 'renamed'))('with headings that say nothing, and what they mean given by hand', () =>
    same(
      'renamed',
      tables.map((table) => {
        const source = sourceOf(table)
        // Headings that are values cannot be called otherwise.
        const wide = source?.mapping.columns.some((column) => column.wide)
        return source && !wide ? renamed(table, source) : { name: table.name, file: text(table) }
      }),
    ),
  )
  test.runIf(isTried(id, 'encoding'))('in another encoding', async () => {
    for (const [encoding, mark] of ENCODINGS) {
      const bytes = tables.map((table) => encode(write(table), encoding, mark))
      if (bytes.every((found) => found !== null))
        await same(
          'encoding',
          tables.map(({ name }, at) => ({ name, file: new Blob([bytes[at]!]) })),
          encoding,
        )
    }
  })
  test.runIf(isTried(id, 'format'))('in another format', async ({ skip }) => {
    await same(
      'format',
      each((table) => text(table, '\t')),
      'tabs',
    )
    skip(!tables.every(fitsWorkbook), 'a cell is too long for a workbook')
    await same('format', each(workbook), 'workbook')
  })
  test.runIf(isTried(id, 'cut'))('cut in two, whichever part comes first', async () => {
    for (const [place, table] of tables.entries()) {
      const parted = blocks(table)
      const n = parted.length
      for (const at of new Set(ALL ? [1, n >> 1, n - 2] : [n >> 1]))
        for (const turn of [false, true]) {
          if (at < 1 || at >= n) continue
          const cut = parted.slice(0, at).flat().length
          const parts = turn ? cutAt(table, cut).reverse() : cutAt(table, cut)
          await same(
            'cut',
            tables.toSpliced(place, 1, ...parts).map((part) => ({ name: part.name, file: text(part) })),
            `${table.name} after row ${cut}`,
          )
        }
    }
  })
})

test('own tables are understood: the figures that stay the same are none of nothing', async () => {
  const figures = []
  for (const [, tables] of OWN)
    figures.push((await read(tables.map((table) => ({ name: table.name, file: text(table) })))).figures)
  expect(figures).toMatchObject([
    { bought: 16, customers: 10 },
    { bought: 20, customers: 7 },
    { bought: 30, customers: 5 },
  ])
})
