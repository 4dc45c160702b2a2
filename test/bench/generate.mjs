// Orders for the benches: `node test/bench/generate.mjs [ROWS] [FILE]`. The same rows for the same number, on every machine.
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { TextDecoder } from 'node:util'
import { mulberry32 } from '../sample/random.mjs'

const DAYS = 1096 // 2023-01-01 … 2025-12-31
const START = Date.UTC(2023, 0, 1)
const REGIONS = [
  ['华东', 0.36],
  ['华南', 0.24],
  ['华北', 0.17],
  ['华中', 0.1],
  ['西南', 0.08],
  ['东北', 0.03],
  ['西北', 0.02],
]
const CHANNELS = [
  ['app', 0.38],
  ['store', 0.27],
  ['online', 0.2],
  ['partner', 0.1],
  ['phone', 0.05],
]
const CATEGORIES = [
  ['grocery', 0.3],
  ['apparel', 0.22],
  ['beauty', 0.16],
  ['home', 0.14],
  ['digital', 0.1],
  ['sports', 0.06],
  ['books', 0.02],
]

/** A thousand slots filled by weight: a draw is one look-up. */
function slots(weighted) {
  const filled = []
  for (const [name, weight] of weighted)
    filled.push(...Array.from({ length: Math.round(weight * 1000) }, () => name))
  return (u) => filled[Math.min(filled.length - 1, Math.floor(u * filled.length))]
}

const pad2 = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'))
const days = Array.from({ length: DAYS }, (_, day) =>
  new Date(START + day * 86_400_000).toISOString().slice(0, 10),
)

/**
 * Writes `rows` orders of `rows / 10` customers, in the order of time. Few customers bring most of the money; each has a
 * time of coming and going, so that there is something to retain and to lose.
 */
function generate(rows, file, seed = 20260101) {
  const next = mulberry32(seed)
  const region = slots(REGIONS)
  const channel = slots(CHANNELS)
  const category = slots(CATEGORIES)
  const customers = Math.max(1, Math.floor(rows / 10))
  const regionOf = Array.from({ length: customers }, () => region(next()))
  const level = new Float64Array(customers)
  const comes = new Float32Array(customers)
  const goes = new Float32Array(customers)
  for (let i = 0; i < customers; i++) {
    // Sum of uniforms: near enough to a normal, and fast.
    level[i] = Math.exp(4.4 + 1.1 * (next() + next() + next() + next() - 2) * 1.73)
    comes[i] = next() < 0.4 ? 0 : next() * 0.95
    goes[i] = next() < 0.45 ? 1 : comes[i] + next() * (1.2 - comes[i])
  }
  // Every tenth order belongs to the next customer of a fixed walk, so that each customer has one; the rest are skewed.
  const stride = 7919
  const pick = (row, time) => {
    if (row % 10 === 0) return ((row / 10) * stride) % customers
    let chosen = 0
    for (let attempt = 0; attempt < 4; attempt++) {
      const u = next()
      chosen = Math.floor(customers * (0.05 * u + 0.95 * u ** 2.4))
      if (time >= comes[chosen] && time <= goes[chosen]) break
    }
    return chosen
  }

  mkdirSync(dirname(file), { recursive: true })
  const part = `${file}.part`
  const out = openSync(part, 'w')
  let text = 'order_id,customer_id,ordered_at,amount,region,channel,category\n'
  for (let row = 0; row < rows; row++) {
    const time = row / rows
    const customer = pick(row, time)
    const day = Math.floor(time * DAYS)
    const amount = (level[customer] * (0.4 + 1.2 * next())).toFixed(2)
    const clock = `${pad2[8 + Math.floor(next() * 14)]}:${pad2[Math.floor(next() * 60)]}:${pad2[Math.floor(next() * 60)]}`
    text += `${10_000_001 + row},C${1_000_001 + customer},${days[day]} ${clock},${amount},${regionOf[customer]},${channel(next())},${category(next())}\n`
    if (text.length > 4_000_000) {
      writeSync(out, text)
      text = ''
    }
  }
  writeSync(out, text)
  closeSync(out)
  renameSync(part, file)
  return { rows, customers, bytes: statSync(file).size }
}

/** The bench's file of so many rows, made unless it is there. */
export function ordersFile(rows) {
  const file = fileURLToPath(new URL(`./data/orders-${rows}.csv`, import.meta.url))
  if (!existsSync(file)) generate(rows, file)
  return file
}

/** The same orders in GB18030. */
export function gbkFile(rows) {
  const file = fileURLToPath(new URL(`./data/orders-${rows}.gbk.csv`, import.meta.url))
  if (existsSync(file)) return file
  const names = new Map(REGIONS.map(([name]) => [name, gbk(name)]))
  const text = readFileSync(ordersFile(rows), 'utf8').replace(/[\u4e00-\u9fff]+/g, (name) => names.get(name))
  writeFileSync(file, Buffer.from(text, 'latin1'))
  return file
}

/** Two-byte characters as a text of single bytes; the platform only reads this encoding. */
function gbk(name) {
  const decoder = new TextDecoder('gb18030')
  return [...name]
    .map((char) => {
      for (let first = 0xb0; first <= 0xf7; first++)
        for (let second = 0xa1; second <= 0xfe; second++)
          if (decoder.decode(new Uint8Array([first, second])) === char)
            return String.fromCharCode(first, second)
      throw new Error(`no code for ${char}`)
    })
    .join('')
}

/** Orders of twelve columns as a workbook: ids, dates, amounts, names with Chinese, a formula's value. */
export async function workbookFile(rows) {
  const file = fileURLToPath(new URL(`./data/orders-${rows}.xlsx`, import.meta.url))
  if (existsSync(file)) return file
  const { utils, write } = await import('@e965/xlsx')
  const next = mulberry32(7)
  const header = '订单编号 客户编号 客户名称 下单时间 订单金额 数量 单价 商品名称 类别 地区 渠道 备注'.split(
    ' ',
  )
  const lines = Array.from({ length: rows }, (_, i) => {
    const [quantity, price] = [1 + Math.floor(next() * 5), Math.round(next() * 90000) / 100]
    const customer = Math.floor(next() * (rows / 10))
    return [
      String(10_000_001 + i),
      `C${1_000_001 + customer}`,
      `客户${customer}`,
      new Date(START + Math.floor(next() * DAYS * 86_400) * 1000),
      Math.round(quantity * price * 100) / 100,
      quantity,
      price,
      `商品${i % 500}`,
      CATEGORIES[i % CATEGORIES.length][0],
      REGIONS[i % REGIONS.length][0],
      CHANNELS[i % CHANNELS.length][0],
      i % 10 ? '' : '老客户介绍',
    ]
  })
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet([header, ...lines], { UTC: true }), '订单')
  writeFileSync(file, write(book, { type: 'buffer', bookType: 'xlsx', compression: true, bookSST: true }))
  return file
}

const started = process.argv[1]
if (started && realpathSync(started) === fileURLToPath(import.meta.url)) {
  const rows = Number(process.argv[2] ?? 1_000_000)
  if (!Number.isInteger(rows) || rows < 1)
    throw new Error('Usage: node test/bench/generate.mjs [ROWS] [FILE]')
  const file = process.argv[3] ?? fileURLToPath(new URL(`./data/orders-${rows}.csv`, import.meta.url))
  const begin = performance.now()
  const { customers, bytes } = generate(rows, file)
  const seconds = ((performance.now() - begin) / 1000).toFixed(1)
  console.log(
    `${rows} orders of ${customers} customers, ${(bytes / 1e6).toFixed(0)} MB, ${seconds} s: ${file}`,
  )
}
