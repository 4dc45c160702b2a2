import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBlocking } from '../../src/engine/blocking'
import type { Engine } from '../../src/engine/engine'
import { settleReport, buildSales } from '../../src/ingest/entities'
import { dropSource, loadFile } from '../../src/ingest/load'
import { encode } from '../support/bytes'
import { seeded } from '../../src/stats/random'
import type { Encoding } from '../../src/ingest/encoding'

let engine: Engine
let id = 0
beforeAll(async () => {
  engine = await openBlocking()
})
afterAll(() => engine.stop())

const WRITTEN: [Encoding, boolean][] = [
  ['utf-8', false],
  ['utf-8', true],
  ['utf-16le', false],
  ['utf-16be', false],
  ['gb18030', false],
  ['big5', false],
]

const NAMES = [
  '李明',
  '王小红',
  '陳美玲',
  '林志豪',
  '张三',
  '歐陽娜',
  'Anna Berg',
  'O’Neil',
  '广州市天河区',
  '臺北市',
]
const HEADERS = [
  ['order_id', 'customer_id', 'order_date', 'amount', 'customer_name', 'remark'],
  ['订单编号', '客户编号', '下单时间', '订单金额', '客户名称', '备注'],
  ['訂單編號', '客戶編號', '訂單日期', '訂單金額', '客戶名稱', '備註'],
]
const DATES: ((y: number, m: number, d: number) => string)[] = [
  (y, m, d) => `${y}-${two(m)}-${two(d)}`,
  (y, m, d) => `${y}/${m}/${d}`,
  (y, m, d) => `${y}年${m}月${d}日`,
  (y, m, d) => `${y}-${two(m)}-${two(d)} 09:05:07`,
  (y, m, d) => `${y}${two(m)}${two(d)}`,
]
const two = (n: number): string => String(n).padStart(2, '0')

interface Dirty {
  bytes: Uint8Array<ArrayBuffer>
  /** What was written; a row is a record below the header that is not empty. */
  rows: number
  repeated: number
  /** Records that cannot stand: no id or date, a date that is none, a cell too many. */
  broken: number
  sum: number
  told: string
}

/** A file of orders as no good exporter would write it. */
function dirty(seed: number): Dirty {
  const next = seeded(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!
  const chance = (share: number) => next() < share
  const delimiter = pick([',', ';', '\t', '|', '，'])
  const end = pick(['\n', '\r\n'])
  const always = chance(0.3)
  const date = pick(DATES)
  const header = pick(HEADERS)
  const money = pick<(n: number) => string>([
    (n) => n.toFixed(2),
    (n) => (delimiter === ',' ? n.toFixed(2) : n.toLocaleString('en', { minimumFractionDigits: 2 })),
    (n) => `¥${n.toFixed(2)}`,
    (n) => `${n.toFixed(2)}元`,
  ])
  const cell = (text: string) =>
    always || text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  // Notes above the header are layout; sums below the rows are rows that are set aside.
  const notes = chance(0.3)
    ? ['客户订单报表', '', '导出时间：2024-12-31 10:00:00'].slice(0, 1 + Math.floor(next() * 3))
    : []
  const lines: string[] = [...notes, header.map(cell).join(delimiter)]
  const out = { rows: 0, repeated: 0, broken: 0, sum: 0 }
  const orders: { cells: string[]; amount: number }[] = []
  // Rows that repeat a number say the same of the order, or something else: then they are no repeats.
  const copies = chance(0.5)
  const count = 20 + Math.floor(next() * 180)
  const years = [2023, 2024]
  for (let i = 0; i < count; i++) {
    const orderId = `A${10000 + i}`
    const amount = Math.round(next() * 1e6) / 100
    const [year, month, day] = [pick(years), 1 + Math.floor(next() * 12), 1 + Math.floor(next() * 28)]
    const remark = chance(0.1) ? pick(['含“引号”', 'a "quoted" word', 'first\nsecond', '；，、', '  ']) : ''
    const cells = [
      orderId,
      `C${1 + Math.floor(next() * 40)}`,
      date(year, month, day),
      money(amount),
      pick(NAMES),
      remark,
    ]
    out.rows++
    const fate = next()
    if (fate < 0.03) cells[0] = ''
    else if (fate < 0.06) cells[2] = chance(0.5) ? '' : 'soon'
    else if (fate < 0.08) cells.push('one', 'more')
    else if (fate < 0.1) cells.splice(4)
    else if (fate < 0.12) cells[3] = 'to be agreed'
    else if (fate < 0.14) cells[5] = '5" screen'
    if (fate < 0.08) out.broken++
    else {
      const earlier = fate > 0.97 && orders.length ? pick(orders) : null
      if (earlier && copies) {
        cells.splice(0, Infinity, ...earlier.cells)
        out.repeated++
      } else {
        if (earlier) cells[0] = earlier.cells[0]!
        orders.push({ cells: [...cells], amount: cells[3] === 'to be agreed' ? 0 : amount })
      }
    }
    lines.push(cells.map(cell).join(delimiter))
    if (chance(0.02)) lines.push('')
  }
  if (chance(0.25)) {
    lines.push(['合计', '', '', money(1e6), '', ''].map(cell).join(delimiter))
    out.rows++
    out.broken++
  }
  out.sum = orders.reduce((total, { amount }) => total + amount, 0)
  const text = lines.join(end) + (chance(0.8) ? end : '')
  const written = WRITTEN.flatMap(([encoding, mark]) => {
    const bytes = encode(text, encoding, mark)
    return bytes ? [{ encoding: mark ? `${encoding} with a mark` : encoding, bytes }] : []
  })
  const { encoding, bytes } = pick(written)
  return {
    ...out,
    bytes,
    told: JSON.stringify({
      seed,
      encoding,
      delimiter,
      end,
      always,
      header: header[0],
      notes: notes.length,
      last: lines.at(-1),
      money: money(1234.5),
    }),
  }
}

describe('ingest: every row of a dirty file is accounted for', () => {
  const seeds = Array.from({ length: 60 }, (_, i) => i + 1)
  test.each(seeds)('seed %i', async (seed) => {
    const { bytes, rows, repeated, broken, sum, told } = dirty(seed)
    const report = await loadFile(engine, new Blob([bytes]), `dirty-${seed}.csv`, ++id)
    settleReport(report, (await buildSales(engine, [report])).found)
    const { rowsRead, rowsKept, rowsMerged, rowsSetAside, setAside, sample } = report
    const seen = `${told} read as ${JSON.stringify({ ...sample.encoding, ...sample.dialect })}`
    expect(rowsRead, seen).toBe(rows)
    expect(rowsKept + rowsMerged + rowsSetAside, seen).toBe(rowsRead)
    expect(rowsSetAside, seen).toBe(broken)
    expect(rowsMerged, seen).toBe(repeated)
    expect(setAside.length).toBe(rowsSetAside)
    for (const { line, reason, text } of setAside) {
      expect(line, seen).toBeGreaterThan(1)
      expect(reason).toMatch(/^[a-z]+$/i)
      const decoded = new TextDecoder(sample.encoding.encoding).decode(bytes)
      const original = decoded.split(/\r\n|\n/)[line - 1]!
      expect(text.split(/\r\n|\n/)[0], seen).toBe(original)
    }
    const [kept] = await engine.query<{ n: number; total: number }>(
      `SELECT count(*) AS n, sum(amount)::DOUBLE AS total FROM rows_${report.id}`,
    )
    expect(kept!.n).toBe(rowsKept)
    expect(kept!.total, seen).toBeCloseTo(sum, 2)
    await dropSource(engine, report)
  })
})
