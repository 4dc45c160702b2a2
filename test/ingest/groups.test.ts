import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBlocking } from '../../src/engine/blocking'
import type { Engine } from '../../src/engine/engine'
import { loadFile } from '../../src/ingest/load'

let engine: Engine
let id = 0
beforeAll(async () => void (engine = await openBlocking()))
afterAll(() => engine.stop())

async function load(lines: string[]) {
  const source = await loadFile(engine, new Blob([lines.join('\n')]), 'x.csv', ++id)
  const buyer = source.mapping.columns.find(({ header }) => header === '客户名称' || header === 'Customer')
  const rows = await engine.query<{ who: string | null; n: number }>(
    `SELECT "${buyer!.target ?? `#${buyer!.header}`}" AS who, count(*)::INT AS n FROM ${source.table} GROUP BY 1 ORDER BY 1`,
  )
  return { source, who: Object.fromEntries(rows.map(({ who, n }) => [who ?? 'nobody', n])) }
}
const filled = ({ notices }: { notices: { code: string; column?: string }[] }) =>
  notices.filter(({ code }) => code === 'filled_down').map(({ column }) => column)

describe('a report that writes a name on the first row of its group only', () => {
  it('is filled down where subtotals stand between the groups, which are told apart', async () => {
    const { source, who } = await load([
      '客户名称,订单号,下单日期,金额',
      '陈一,O1,2024-01-05,100',
      ',O2,2024-02-05,101',
      '陈一 汇总,,,201',
      '林二,O3,2024-01-07,110',
      ',O4,2024-03-05,111',
      ',O5,2024-03-06,112',
      '林二 汇总,,,333',
      '黄三,O6,2024-04-01,9',
      '黄三 汇总,,,9',
      '总计,,,543',
    ])
    expect(who).toEqual({ 陈一: 2, 林二: 3, 黄三: 1 })
    expect(filled(source)).toEqual(['客户名称'])
    expect(source.setAside.map(({ reason, line }) => [line, reason])).toEqual([
      [4, 'total'],
      [8, 'total'],
      [10, 'total'],
      [11, 'total'],
    ])
    expect(source).toMatchObject({ rowsRead: 10, rowsKept: 6, rowsCounted: 10 })
  })

  it('is filled down in a part of one group whose subtotal says the name', async () => {
    const lines = ['客户名称,订单号,下单日期,金额', '陈一,O1,2024-01-05,100', ',O2,2024-02-05,101']
    expect((await load([...lines, '陈一 汇总,,,201'])).who).toEqual({ 陈一: 2 })
    expect((await load([...lines, '小计,,,201'])).who).toEqual({ 陈一: 1, nobody: 1 })
  })

  it('in two levels, a subtotal below each', async () => {
    const { source, who } = await load([
      'Region,Customer,Order,Order date,Amount',
      'North,Ann,O1,2024-01-05,100',
      ',,O2,2024-02-05,101',
      ',Ann Total,,,201',
      ',Bob,O3,2024-01-07,110',
      ',Bob Total,,,110',
      'North Total,,,,311',
      'South,Eve,O4,2024-03-05,111',
      ',,O5,2024-03-06,112',
      ',Eve Total,,,223',
      'South Total,,,,223',
      'Grand Total,,,,534',
    ])
    expect(who).toEqual({ Ann: 2, Bob: 1, Eve: 2 })
    expect(filled(source)).toEqual(['Region', 'Customer'])
    expect(source.setAside.every(({ reason }) => reason === 'total')).toBe(true)
  })

  it('is filled down where dates begin anew with each of three names', async () => {
    const group = (name: string, k: number) =>
      [1, 2, 3].map((day) => `${day > 1 ? '' : name},${name}${day},2024-0${day}-0${k},${day}`)
    const { source, who } = await load([
      'Customer,Order,Order date,Amount',
      ...['Ann', 'Bob', 'Eve'].flatMap((name, i) => group(name, i + 1)),
    ])
    expect(who).toEqual({ Ann: 3, Bob: 3, Eve: 3 })
    expect(filled(source)).toEqual(['Customer'])
  })

  it('a till list in which most sales have no buyer is left as it is', async () => {
    const { source, who } = await load([
      'Customer,Order,Order date,Amount',
      ...Array.from(
        { length: 12 },
        (_, i) => `${i % 4 ? '' : `Name ${i}`},T${i},2024-01-${String(i + 1).padStart(2, '0')},5`,
      ),
    ])
    expect(who).toEqual({ 'Name 0': 1, 'Name 4': 1, 'Name 8': 1, nobody: 9 })
    expect(filled(source)).toEqual([])
  })

  it('a customer whose name ends like a sum, beside a date and a number, is a customer', async () => {
    const { source, who } = await load([
      'Customer,Order,Order date,Amount',
      'Auto Total,O1,2024-01-05,1',
      'Bob,O2,2024-01-06,2',
      'Total Gas,O3,2024-01-07,3',
    ])
    expect(who).toEqual({ 'Auto Total': 1, Bob: 1, 'Total Gas': 1 })
    expect(source.rowsSetAside).toBe(0)
  })
})
