import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { convert } from '../../src/ingest/convert'
import { takeSample } from '../../src/ingest/sample'
import { dataFolder } from '../setup/data.mjs'
import { readRows } from '../pollock/measure'

const folder = (name: string) => join(dataFolder() ?? '', name)
const spectrum = folder('csv_spectrum')
const conformance = folder('csv_test_data')
const readTable = async (path: string): Promise<string[][]> => {
  const { text } = await convert(new Blob([readFileSync(path)]), path)
  return readRows(await text.text())
}
const namesOf = (path: string): string[] =>
  existsSync(path) ? readdirSync(path).map((name) => name.replace(/\.\w+$/, '')) : []
const expected = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))

describe.skipIf(!existsSync(spectrum))('csv-spectrum', () => {
  // Two bytes that are a letter of phonetics in UTF-8 and a common word in GBK: nothing else in the file decides.
  it('utf8: in the encoding that it is said to have', async () => {
    const file = new Blob([readFileSync(join(spectrum, 'csvs/utf8.csv'))])
    const { header, rows } = await takeSample(file, 'utf8.csv', { encoding: 'utf-8' })
    const objects = rows.map((row) => Object.fromEntries(header.map((key, i) => [key, row[i]])))
    expect(objects).toEqual(expected(join(spectrum, 'json/utf8.json')))
  })

  it.each(namesOf(join(spectrum, 'csvs')).filter((name) => name !== 'utf8'))('%s', async (name) => {
    const [header, ...rows] = await readTable(join(spectrum, 'csvs', `${name}.csv`))
    const objects = rows.map((row) => Object.fromEntries(header!.map((key, i) => [key, row[i]])))
    expect(objects).toEqual(expected(join(spectrum, 'json', `${name}.json`)))
  })
})

/** Files that mean something else here, and why. */
const ELSE: Record<string, string> = {
  'all-empty': 'a file of empty lines holds no table; it is refused with that reason',
  'empty-one-column': 'an empty line is no record, as it is none in a table of several columns',
  'header-no-rows': 'the header alone is kept, so that it can be seen; the app says that there are no rows',
}

describe.skipIf(!existsSync(conformance))('csv-test-data', () => {
  const names = namesOf(join(conformance, 'json')).filter((name) => !ELSE[name])
  it.each(names)('%s', async (name) => {
    const rows = await readTable(join(conformance, 'csv', `${name}.csv`))
    const want = expected(join(conformance, 'json', `${name}.json`)) as string[][] | Record<string, string>[]
    const lists = want.map((row) => (Array.isArray(row) ? row : Object.values(row)))
    const header = Array.isArray(want[0]) ? [] : [Object.keys(want[0] ?? {})]
    expect(rows).toEqual([...header, ...lists])
  })

  it(`all-empty: ${ELSE['all-empty']}`, async () => {
    await expect(readTable(join(conformance, 'csv/all-empty.csv'))).rejects.toMatchObject({
      code: 'file.noColumns',
    })
  })
  it(`empty-one-column: ${ELSE['empty-one-column']}`, async () => {
    expect(await readTable(join(conformance, 'csv/empty-one-column.csv'))).toEqual([['foo']])
  })
  it(`header-no-rows: ${ELSE['header-no-rows']}`, async () => {
    expect(await readTable(join(conformance, 'csv/header-no-rows.csv'))).toEqual([['foo', 'bar', 'baz']])
  })

  // No result is given for what is not well formed: it is read so that nothing of it is lost.
  it.each([
    [
      'bad-header-less-fields',
      [
        ['foo', 'bar', 'baz'],
        ['1', '2'],
      ],
    ],
    [
      'bad-header-more-fields',
      [
        ['foo', 'bar', 'baz'],
        ['1', '2', '3', '4'],
      ],
    ],
    ['bad-header-wrong-header', [['qux', 'quux', 'quuz']]],
    [
      'bad-missing-quote',
      [
        ['foo', 'bar', 'baz'],
        ['1', '"I forgot to close this one', '3'],
      ],
    ],
    [
      'bad-quotes-with-unescaped-quote',
      [
        ['foo', 'bar', 'baz'],
        ['1', 'Hey, I missed " it', '3'],
      ],
    ],
    [
      'bad-unescaped-quote',
      [
        ['foo', 'bar', 'baz'],
        ['1', 'This "quotes" must be escaped', '3'],
      ],
    ],
    ['bad-header-no-header', []],
  ])('%s', async (name, rows) => {
    expect(await readTable(join(conformance, 'csv', `${name}.csv`))).toEqual(rows)
  })
})
