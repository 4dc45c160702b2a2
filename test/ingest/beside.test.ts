import { describe, expect, it } from 'vitest'
import { openBlocking } from '../../src/engine/blocking'
import { loadFile } from '../../src/ingest/load'

const engine = await openBlocking()
let id = 0
const load = (rows: string[][]) =>
  loadFile(engine, new Blob([rows.map((row) => row.join(',')).join('\n')]), 'orders.csv', ++id)
const ORDER = ['Order', 'Date', 'Customer', 'Amount']
const order = (i: number) => [`K${i}`, `2024-03-${10 + (i % 18)}`, `C${i % 4}`, `${i + 5}.50`]
const AREAS = [
  ['North', 'Ann'],
  ['South', 'Bob'],
  ['East', 'Cho'],
]
const read = async (beside: (i: number) => string[], head = ['Region', 'Manager']) => {
  const rows = Array.from({ length: 30 }, (_, i) => [...order(i), '', ...beside(i)])
  const source = await load([[...ORDER, '', ...head], ...rows])
  return {
    headers: source.mapping.columns.map(({ header }) => header),
    told: source.notices.filter(({ code }) => code === 'other_table'),
  }
}

describe('a smaller table beside the rows', () => {
  it('says nothing of the rows it stands in, and is told', async () => {
    const { headers, told } = await read((i) => AREAS[i] ?? ['', ''])
    expect(headers).toEqual(ORDER)
    expect(told).toMatchObject([{ params: { example: 'Region, Manager' } }])
  })
  it('is none where its cells stand all the way down, or with gaps from the start', async () => {
    const all = await read((i) => AREAS[i % 3]!)
    expect(all.headers).toEqual([...ORDER, 'Region', 'Manager'])
    const gaps = await read((i) => (i % 5 === 2 ? AREAS[0]! : ['', '']))
    expect(gaps.headers).toEqual([...ORDER, 'Region', 'Manager'])
    expect([...all.told, ...gaps.told]).toEqual([])
  })
})
