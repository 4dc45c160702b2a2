import { afterAll, describe, expect, it } from 'vitest'
import { loadFile, type Choices } from '../../src/ingest/load'
import { memoriesOf, readChoices } from '../../src/ingest/choices'
import type { Remembered } from '../../src/ingest/remembered'
import { openBlocking } from '../../src/engine/blocking'
import { encode } from '../support/bytes'

const engine = await openBlocking()
afterAll(() => engine.stop())
let id = 0
const load = (content: string | Uint8Array, options: Parameters<typeof loadFile>[4] = {}) =>
  loadFile(engine, new Blob([content as BlobPart]), 'export.csv', ++id, options)
/** A memory that was filled as a file was read again with choices, and the headers it was asked for. */
async function learnt(content: string | Uint8Array, choices: Choices) {
  const before = await load(content)
  const now = await load(content, { choices })
  const memory = new Map(Object.entries(memoriesOf({ ...now, found: before.found }, choices)))
  const asked: string[] = []
  const remembered: Remembered = (signature) => {
    asked.push(signature)
    return memory.get(signature)
  }
  return { remembered, asked, memory, now }
}

const rows = (month: number) =>
  Array.from({ length: 40 }, (_, i) => `K${month}${i};C${i % 9};2024-0${month}-11;${i},50`)
const file = (header: string, month: number) => [header, ...rows(month)].join('\n')
const COLUMNS = {
  a: 'orders.order_id',
  b: 'orders.customer_id',
  c: 'orders.ordered_at',
  d: 'orders.amount',
}
const targets = (report: { mapping: { columns: { header: string; target: string | null }[] } }) =>
  Object.fromEntries(report.mapping.columns.map(({ header, target }) => [header, target]))

describe('what was said of a file', () => {
  it('holds for the next one with its header, and the report says so', async () => {
    const { remembered } = await learnt(file('a;b;c;d', 1), { columns: COLUMNS })
    const plain = await load(file('a;b;c;d', 2))
    expect([plain.entities, plain.again]).toEqual([[], false])
    const next = await load(file('a;b;c;d', 2), { remembered })
    expect([next.entities[0], next.again]).toEqual(['orders', true])
    expect(targets(next)).toEqual(COLUMNS)
    expect(next.choices).toEqual({ columns: COLUMNS })
    expect((await load(file('a;b;c;e', 2), { remembered })).again).toBe(false)
  })

  it('holds where the columns come in another order and with other units', async () => {
    const { remembered } = await learnt(file('a;b;c;d (EUR)', 1), {
      columns: { a: COLUMNS.a, b: COLUMNS.b, c: COLUMNS.c, 'd (EUR)': COLUMNS.d },
      types: { 'd (EUR)': { as: 'number', decimal: ',' } },
    })
    const swapped = ['b;a;c;D (USD)', ...rows(2).map((row) => row.replace(/^(\w+);(\w+)/, '$2;$1'))].join(
      '\n',
    )
    const next = await load(swapped, { remembered })
    expect(targets(next)).toEqual({ a: COLUMNS.a, b: COLUMNS.b, c: COLUMNS.c, 'D (USD)': COLUMNS.d })
    expect(next.choices.types).toEqual({ 'D (USD)': { as: 'number', decimal: ',' } })
  })

  it('gives way to what is said now', async () => {
    const { remembered } = await learnt(file('a;b;c;d', 1), { columns: COLUMNS })
    const next = await load(file('a;b;c;d', 2), { remembered, choices: { columns: { d: null } } })
    expect(targets(next)).toEqual({ ...COLUMNS, d: null })
  })

  it('finds the encoding again by the header as the file suggests it, and looks twice at most', async () => {
    const text = (month: number) => file('编号;客户;下单日期;金额', month)
    // Read in the wrong encoding on purpose, so that the header found and the header meant differ.
    const choices: Choices = { encoding: 'windows-1252' }
    const { remembered, asked, now, memory } = await learnt(encode(text(1), 'gb18030')!, choices)
    expect(memory.size).toBe(2)
    const next = await load(encode(text(2), 'gb18030')!, { remembered })
    expect(next.sample.encoding).toEqual({ encoding: 'windows-1252', reason: 'chosen', sure: true })
    expect(next.sample.header).toEqual(now.sample.header)
    expect(asked).toHaveLength(2)
  })

  it('leaves a file alone that says itself how its characters are written', async () => {
    const text = (month: number) => file('编号;客户;下单日期;金额', month)
    const { remembered } = await learnt(encode(text(1), 'gb18030')!, { encoding: 'gb18030' })
    for (const bytes of [`\uFEFF${text(2)}`, text(2)]) {
      const next = await load(bytes, { remembered })
      expect([next.sample.encoding.encoding, next.sample.header[0]]).toEqual(['utf-8', '编号'])
    }
  })

  it('finds a delimiter again that the file hides, and the columns that it makes', async () => {
    // Every line has as many commas as bars, and the commas win.
    const text = (month: number) =>
      [
        'a|b,c|d,e',
        ...Array.from({ length: 30 }, (_, i) => `K${month}${i}|C${i},2024-0${month}-11|9,x`),
      ].join('\n')
    const choices: Choices = { delimiter: '|', columns: { a: 'customers.customer_id' } }
    const { remembered, now, memory } = await learnt(text(1), choices)
    expect(memory.size).toBe(2)
    expect(now.sample.dialect.delimiter).toBe('|')
    const next = await load(text(2), { remembered })
    expect([next.sample.dialect.delimiter, next.sample.header]).toEqual(['|', ['a', 'b,c', 'd,e']])
    expect(targets(next).a).toBe('customers.customer_id')
  })

  it('does not look for a delimiter in what came out of a workbook', async () => {
    const { remembered } = await learnt(file('a;b;c;d', 1), { delimiter: ';', columns: COLUMNS })
    const sheet = file('a;b;c;d', 2).replaceAll(',', '.').replaceAll(';', ',')
    const next = await load(sheet, { remembered, format: 'xlsx' })
    expect(next.sample.dialect.delimiter).toBe(',')
    expect(targets(next)).toEqual(COLUMNS)
  })

  it('is taken as far as it is understood', () => {
    const columns = { a: 'orders.amount', b: 'orders.nothing', c: null, d: 7 }
    const types = { a: { as: 'number', decimal: ';' }, b: { as: 'colour' }, c: null }
    expect(readChoices({ encoding: 'ebcdic', delimiter: '', columns, types })).toEqual({
      columns: { a: 'orders.amount', c: null },
      types: { a: { as: 'number' } },
    })
    expect(readChoices({ encoding: 'ebcdic' })).toBeUndefined()
    expect(readChoices(undefined)).toBeUndefined()
  })
})
