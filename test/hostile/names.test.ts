import { expect, test } from 'vitest'
import { CATALOGUE } from '../../src/analysis/catalogue'
import { font, palettes } from '../../src/charts/theme'
import type { Look } from '../../src/charts/look'
import { payloadOf } from '../../src/report/snapshot'
import { sourceOf } from '../../src/report/answer'
import { plainTable, tableOf } from '../../src/show/table'
import { csv, sessionOf, view } from '../support/session'
import { sayIn, wordsOf } from '../support/words'

/** Names that every object of the language bears. */
const NAMES = ['__proto__', 'constructor', 'toString', 'valueOf', 'hasOwnProperty', '__defineGetter__']
const orders = csv(
  Array.from({ length: 120 }, (_, i) => ({
    order_id: `o${i}`,
    customer_id: i % 20 < NAMES.length ? NAMES[i % 20]! : `c${i % 20}`,
    ordered_at: `2024-${String(1 + (i % 12)).padStart(2, '0')}-11`,
    amount: 10 + i,
    region: NAMES[i % NAMES.length]!,
    channel: NAMES[(i + 1) % NAMES.length]!,
    status: i % 9 ? 'completed' : 'constructor',
    toString: `x${i % 3}`,
    valueOf: i,
  })),
)
const customers = csv(
  Array.from({ length: 20 }, (_, i) => ({
    customer_id: i < NAMES.length ? NAMES[i]! : `c${i}`,
    constructor: NAMES[i % NAMES.length]!,
    ['__proto__']: NAMES[(i + 3) % NAMES.length]!,
  })),
)
const shape = () => [
  Object.getOwnPropertyNames(Object.prototype).sort(),
  Object.getOwnPropertyNames(Object).sort(),
]

test('headers and cells that bear the names of what all objects share are headers and cells', async () => {
  const before = shape()
  const session = await sessionOf({ 'orders.csv': orders, 'customers.csv': customers }, { period: 'all' })
  expect(session.sources[0]!.mapping.entities).toContain('orders')
  expect(session.sources[0]!.rowsKept).toBe(120)
  const say = sayIn('en')
  const look: Look = {
    ...{ theme: 'light', palette: palettes.light, font, format: say, motion: false, decal: false },
    ...{ rise: 'green', fall: 'red', width: 800 },
  }
  const answers = []
  for (const panel of CATALOGUE) {
    const choices: Record<string, string> =
      panel.id === 'heatmap.matrix' ? { rows: '#constructor', columns: 'region' } : {}
    const result = await session.run(panel, choices)
    expect(result.state, `${panel.id} ${JSON.stringify(result.reason)}`).not.toBe('error')
    if (result.state !== 'ready') continue
    panel.chart?.(result.rows, look, result.frame)
    panel.sentence(result.rows, say, result.frame)
    tableOf(panel, result, say)
    plainTable(panel, result, say)
    answers.push({ panel, result })
  }
  expect((await session.dimensions()).map(({ name }) => name)).toEqual(
    expect.arrayContaining(['region', '#constructor', '#__proto__']),
  )
  const matrix = answers.find(({ panel }) => panel.id === 'heatmap.matrix')!
  expect(new Set(matrix.result.rows.map((row) => row.row_value))).toEqual(new Set(NAMES))
  for (const field of ['region', 'channel', '#constructor', '#__proto__'])
    for (const { value, customers } of await session.filterValues(field)) {
      await session.filter(view({ period: 'all', filter: { [field]: [value] } }))
      const { rows } = await session.run(CATALOGUE.find(({ id }) => id === 'overview.kpis')!)
      expect([field, value, rows[0]?.customers]).toEqual([field, value, customers])
    }
  payloadOf({
    ...{ title: '__proto__', answers, sources: session.sources.map(sourceOf), view: view(), asOf: null },
    messages: { en: wordsOf('en'), 'zh-CN': wordsOf('zh-CN'), 'zh-TW': wordsOf('zh-TW') },
    ...{ language: 'en', writing: { units: 'km', currency: '' }, version: '0', createdAt: '2024-01-01' },
  })
  expect(shape()).toEqual(before)
}, 120_000)
