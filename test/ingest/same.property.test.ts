import * as XLSX from '@e965/xlsx'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openNative } from '../../src/engine/native'
import type { Engine } from '../../src/engine/engine'
import type { Encoding } from '../../src/ingest/encoding'
import { buildSales } from '../../src/ingest/entities'
import { dropSource, loadFile, type Choices, type SourceReport } from '../../src/ingest/load'
import { unpack } from '../../src/ingest/unpack'
import { seeded } from '../../src/stats/random'
import { encode } from '../support/bytes'

let engine: Engine
beforeAll(async () => void (engine = await openNative()))
afterAll(() => engine.stop())

/** A table as its cells. */
interface Table {
  header: string[]
  rows: string[][]
}
interface Read {
  figures: unknown
  source: SourceReport
}

let id = 0
async function read(file: Blob, name: string, choices: Choices = {}): Promise<Read> {
  const { parts } = await unpack(file, name)
  const [part] = parts
  const { format } = part!
  const source = await loadFile(engine, part!.text, name, ++id, { choices, format, zone: 'UTC' })
  await buildSales(engine, [source])
  const [figures] = await engine.query(
    `SELECT count(*) AS orders, count_if(sold > 0) AS bought, count(DISTINCT customer_id) FILTER (sold > 0) AS customers,
       sum(sold)::DOUBLE AS sold, sum(refunded)::DOUBLE AS refunded, min(ordered_at)::DATE::VARCHAR AS first,
       max(ordered_at)::DATE::VARCHAR AS last FROM orders`,
  )
  await dropSource(engine, source)
  return { figures, source }
}

const cell = (delimiter: string) => (text: string) =>
  /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text
const write = ({ header, rows }: Table, delimiter = ','): string =>
  [header, ...rows].map((row) => row.map(cell(delimiter)).join(delimiter)).join('\n') + '\n'
const text = (table: Table, delimiter?: string): Blob => new Blob([write(table, delimiter)])

/** RFC 4180 and nothing else; null where the text is no such table. */
function parse(content: string): Table | null {
  const rows: string[][] = []
  const field = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|$)/y
  let row: string[] = []
  while (field.lastIndex < content.length) {
    const found = field.exec(content)
    if (!found) return null
    const [, raw, after] = found as unknown as [string, string, string]
    row.push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw)
    if (after === ',') continue
    rows.push(row)
    row = []
  }
  const [header, ...body] = rows
  if (!header || header.length < 3 || body.length < 4 || body.length > 1000) return null
  const distinct = new Set(header.map((name) => name.trim())).size === header.length
  return distinct && header.every(Boolean) && body.every((cells) => cells.length === header.length)
    ? { header, rows: body }
    : null
}

function shuffled<T>(items: readonly T[], seed: number): T[] {
  const next = seeded(seed)
  const copy = [...items]
  for (let i = copy.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1))
    ;[copy[i], copy[j]] = [copy[j]!, copy[i]!]
  }
  return copy
}
const ordered = ({ header, rows }: Table, places: number[]): Table => ({
  header: places.map((at) => header[at]!),
  rows: rows.map((row) => places.map((at) => row[at]!)),
})

/** A word that no export uses, for each place. */
const nonsense = (at: number): string => `wug${String.fromCharCode(97 + Math.floor(at / 26), 97 + (at % 26))}`

/** The same table with headings that say nothing, and what they said as the reader would choose it: meaning and unit. */
function renamed({ header, rows }: Table, { mapping }: SourceReport): [Table, Choices] {
  const columns = Object.fromEntries(mapping.columns.map(({ index, target }) => [nonsense(index), target]))
  const types = Object.fromEntries(
    mapping.columns.flatMap(({ index, reading }) =>
      reading.as === 'number' && reading.scale
        ? [[nonsense(index), { as: reading.as, decimal: reading.decimal, scale: reading.scale }]]
        : [],
    ),
  )
  return [
    { header: header.map((_, at) => nonsense(at)), rows },
    { columns, types },
  ]
}

const workbook = ({ header, rows }: Table): Blob => {
  const book = XLSX.utils.book_new(XLSX.utils.aoa_to_sheet([header, ...rows]), 'Sheet1')
  return new Blob([XLSX.write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer])
}

const ENCODINGS: [Encoding, boolean][] = [
  ['utf-8', true],
  ['utf-16le', true],
  ['gb18030', false],
  ['big5', false],
]
/** More does not fit into a cell of a workbook. */
const CELL = 32_767

/** Whose rows say something by their order. */
const IN_ORDER: Record<string, string> = {
  A05: 'the days go up if the month comes first',
}

const two = (n: number) => String(n).padStart(2, '0')
const OWN: [string, Table][] = [
  [
    'orders of members, some open and some returned',
    {
      header: ['订单编号', '会员卡号', '下单时间', '实付金额', '订单状态', '城市'],
      rows: Array.from({ length: 40 }, (_, n) => [
        `NO${1000 + n}`,
        `M${(n * 7) % 11}`,
        `2024-${two(1 + (n % 12))}-${two(1 + ((n * 5) % 28))} 10:${two(n)}:00`,
        `${(n * 37) % 90}.50`,
        ['交易成功', '交易成功', '待付款', '已退款', '交易关闭'][n % 5]!,
        ['杭州', '南京', '广州'][n % 3]!,
      ]),
    },
  ],
  [
    'lines of invoices with quantity and price, and credit notes',
    {
      header: ['Invoice No', 'Customer ID', 'Invoice Date', 'Description', 'Quantity', 'Unit Price'],
      rows: Array.from({ length: 60 }, (_, n) => [
        `${530_000 + Math.floor(n / 3)}`,
        `${17_000 + (Math.floor(n / 3) % 7)}`,
        `${two(1 + (Math.floor(n / 3) % 28))}/0${1 + (Math.floor(n / 3) % 9)}/2023 09:15`,
        ['Tea, black', 'Cup "large"', 'Pot'][n % 3]!,
        `${n % 13 ? 1 + (n % 4) : -1}`,
        `${2 + (n % 5)}.95`,
      ]),
    },
  ],
  [
    'orders in traditional Chinese, amounts with marks',
    {
      header: ['訂單編號', '訂單日期', '客戶名稱', '訂單金額', '備註'],
      rows: Array.from({ length: 30 }, (_, n) => [
        `T${200 + n}`,
        `2024/${1 + (n % 12)}/${1 + ((n * 3) % 28)}`,
        ['陳美玲', '林志豪', '歐陽娜', '張惠妹', '王小明'][(n * 3) % 5]!,
        `${1 + (n % 3)},${two(n)}0`,
        n % 4 ? '' : '現金',
      ]),
    },
  ],
]

const cases = fileURLToPath(new URL('../../../shared/cases', import.meta.url))
const MOST = 25

/** Cases of one table that is plain RFC 4180, so that it can be written anew in other ways: some of them, from a seed. */
function chosenCases(): [string, Table][] {
  if (!existsSync(cases)) return []
  const all = JSON.parse(readFileSync(join(cases, 'cases.json'), 'utf8')) as { id: string; files: string[] }[]
  const tables = all.flatMap(({ id, files: [file, ...others] }): [string, Table][] => {
    if (others.length || !file?.endsWith('.csv')) return []
    const table = parse(readFileSync(join(cases, 'inputs', file), 'utf8').replace(/^\uFEFF/, ''))
    return table ? [[id, table]] : []
  })
  return shuffled(tables, 11).slice(0, process.env.SAME_ALL ? undefined : MOST)
}

const chosen = chosenCases()
test.skipIf(!existsSync(cases))(
  'cases stand beside the repository, and enough of them are plain tables',
  () => {
    expect(chosen.length).toBeGreaterThanOrEqual(MOST)
  },
)

describe.each([...OWN, ...chosen])('the same figures: %s', (name, table) => {
  let first: Read
  beforeAll(async () => void (first = await read(text(table), `${name}.csv`)))
  const same = async (file: Blob, how: string, choices?: Choices) =>
    expect((await read(file, `${name}.csv`, choices)).figures, how).toEqual(first.figures)

  test('with its columns in another order', async () => {
    const places = table.header.map((_, at) => at)
    await same(text(ordered(table, shuffled(places, 1))), 'columns')
  })
  test.skipIf(IN_ORDER[name])('with its rows in another order', async () => {
    await same(text({ ...table, rows: shuffled(table.rows, 2) }), 'rows')
  })
  test('with headings that say nothing, and what they mean given by hand', async ({ skip }) => {
    const { columns } = first.source.mapping
    skip(
      columns.some(({ wide }) => wide),
      'its headings are values',
    )
    const [other, choices] = renamed(table, first.source)
    await same(text(other), 'renamed', choices)
  })
  test('in another encoding', async () => {
    for (const [encoding, mark] of ENCODINGS) {
      const bytes = encode(write(table), encoding, mark)
      if (bytes) await same(new Blob([bytes]), encoding)
    }
  })
  test('in another format', async ({ skip }) => {
    await same(text(table, '\t'), 'tabs')
    skip(
      table.rows.some((row) => row.some((each) => each.length > CELL)),
      'a cell is too long for a workbook',
    )
    await same(workbook(table), 'workbook')
  })
})

test('own tables are understood: the figures that stay the same are none of nothing', async () => {
  const figures = []
  for (const [name, table] of OWN) figures.push((await read(text(table), `${name}.csv`)).figures)
  expect(figures).toMatchObject([
    { bought: 24, customers: 11 },
    { bought: 20, customers: 7 },
    { bought: 30, customers: 5 },
  ])
})
