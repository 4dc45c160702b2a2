import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBlocking } from '../../src/engine/blocking'
import type { Engine } from '../../src/engine/engine'
import { commonStart, extentsOf, mayBegin, parseExtent, type Extent } from '../../src/ingest/extent'
import { loadFile } from '../../src/ingest/load'

let engine: Engine
beforeAll(async () => void (engine = await openBlocking()))
afterAll(() => engine.stop())

const extentOf = async (values: (string | null)[]): Promise<Extent | undefined> => {
  await engine.put('texts', { value: values })
  return (await extentsOf(engine, 'texts', ['value'])).get('value')
}

describe('what is known of texts without a look at them', () => {
  it('is the first bytes of the least and the greatest, and whether one goes beyond ASCII', async () => {
    expect(await extentOf(['C100', 'C205', null])).toEqual({ from: 'C100', to: 'C205', unicode: false })
    expect(await extentOf(['C1', '张'])).toEqual({ from: 'C1', to: '\xe5\xbc\xa0', unicode: true })
  })
  it('is nothing where there are no rows, an empty text, or another wording of the engine', async () => {
    expect(await extentOf([])).toBeUndefined()
    expect(await extentOf(['', 'A'])).toBeUndefined()
    expect(parseExtent('[Least: A, Greatest: B]')).toBeNull()
  })
  it('holds for texts with marks, quotes and back strokes', async () => {
    expect(await extentOf(['\\x', '"a"', ', Max'])).toEqual({ from: '"a"', to: '\\x', unicode: false })
  })
  it('rules a beginning out only where no text can have it', async () => {
    const some = await extentOf(['Erna', 'Fritz'])
    expect(mayBegin(some, 'Err:')).toBe(true)
    expect(mayBegin(some, '#')).toBe(false)
    expect(mayBegin(await extentOf(['E', 'E2']), 'Err:')).toBe(false)
    expect(mayBegin(undefined, '#')).toBe(true)
  })
  it('tells with what all of them begin', async () => {
    expect(commonStart((await extentOf(['C1000001', 'C1999999']))!)).toBe('C1')
    expect(commonStart((await extentOf(['A', 'B']))!)).toBe('')
  })
})

describe('ids late in a long file', () => {
  const rows = Array.from({ length: 6000 }, (_, n) => `A${n + 10_000},C1${n % 50},2024-01-05,9.90`)
  const load = async (at: number, cells: string) => {
    const text = ['order id,customer id,order date,amount', ...rows.with(at, cells)].join('\n')
    const source = await loadFile(engine, new Blob([`${text}\n`]), 'x.csv', 1)
    const [row] = await engine.query<{ id: string | null; customer: string | null }>(
      `SELECT "orders.order_id" AS id, "orders.customer_id" AS customer FROM source_1 WHERE rowid = ${at}`,
    )
    return { ...row, source }
  }
  it.each([
    ['a blank behind it', 'A13000 ,C17,2024-01-05,9.90', 'A13000', 'C17'],
    ['a tab in quotes', '"A13000\t","C17\t",2024-01-05,9.90', 'A13000', 'C17'],
    ['a guard before it', '="A13000",\'C17,2024-01-05,9.90', 'A13000', 'C17'],
    ['full width', 'A13000,Ｃ１７,2024-01-05,9.90', 'A13000', 'C17'],
    ['an address in capitals', 'A13000,Ann@X.example,2024-01-05,9.90', 'A13000', 'ann@x.example'],
    ['a word for nobody', 'A13000,guest,2024-01-05,9.90', 'A13000', null],
    ['an error of a spreadsheet', 'A13000,#N/A,2024-01-05,9.90', 'A13000', null],
    ['a number that a spreadsheet rounded', 'A13000,1.23457E+17,2024-01-05,9.90', 'A13000', null],
  ])('are read in their form: %s', async (_, cells, id, customer) => {
    expect(await load(3000, cells)).toMatchObject({ id, customer })
  })
})
