import { readFileSync } from 'node:fs'
import { gzipSync, strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSay, LANGUAGES } from '../../src/analysis/say'
import { MESSAGES } from '../../src/cli/messages'
import { openBlocking } from '../../src/engine/blocking'
import type { Engine } from '../../src/engine/engine'
import { loadFile } from '../../src/ingest/load'
import { unpack } from '../../src/ingest/unpack'
import { AppError } from '../../src/model/error'
import { seeded } from '../../src/stats/random'
import { xlsx } from '../support/pack'

let engine: Engine
let id = 0
beforeAll(async () => void (engine = await openBlocking()))
afterAll(() => engine.stop())

/** Every error that comes of bytes that are dropped. */
async function errorsOf(data: Uint8Array | string, name: string): Promise<unknown[]> {
  try {
    const { parts, failures } = await unpack(new Blob([data as BlobPart]), name)
    const errors: unknown[] = failures.map(({ error }) => error)
    for (const { text, name, format } of parts)
      await loadFile(engine, text, name, ++id, { format }).catch((cause: unknown) => errors.push(cause))
    return errors
  } catch (cause) {
    return [cause]
  }
}

const RAW = /[{}]|Invalid Input Error|Error:|exception|undefined|null|\bat .*:\d+|possible fixes|line_size/i

/** An error that leaves ingest has words in every language, and they are ours. */
function expectWords(error: unknown, name: string): void {
  expect(error).toBeInstanceOf(AppError)
  const { code, params } = error as AppError
  expect(code, name).not.toMatch(/^engine\.query|^unexpected/)
  for (const language of LANGUAGES) {
    const say = createSay(language, MESSAGES[language], { units: 'km', currency: '' })
    const text = say.t(`error.${code}`, { file: name, ...params })
    expect(text, `${code} in ${language}`).not.toBe(`error.${code}`)
    expect(text, `${code} in ${language}`).not.toMatch(RAW)
    expect(text).not.toContain(String(params.detail ?? '\0'))
  }
}

const ROWS = 'order id,customer id,order date,amount\nA1,C1,2024-01-05,1\nA2,C2,2024-01-06,2\n'
const cut = (bytes: Uint8Array, share: number) => bytes.slice(0, Math.floor(bytes.length * share))
const bent = (bytes: Uint8Array) =>
  bytes.map((byte, i) => (i > bytes.length / 3 && i % 7 === 0 ? byte ^ 0x55 : byte))
const random = seeded(11)
const noise = (n: number) => Uint8Array.from({ length: n }, () => Math.floor(random() * 256))
const book = (rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>') => xlsx([{ rows }])
const zip = zipSync({ 'orders.csv': strToU8(ROWS.repeat(50)) })
const ipc = Uint8Array.from([...strToU8('ARROW1\0\0'), ...noise(400), ...strToU8('ARROW1')])
const parquet = Uint8Array.from([...strToU8('PAR1'), ...noise(400), 9, 0, 0, 0, ...strToU8('PAR1')])
const deep = (n: number) => `[${'{"a":'.repeat(n)}1${'}'.repeat(n)}]`

const BAD: [string, Uint8Array | string][] = [
  ['noise.csv', noise(20_000)],
  ['noise with lines.csv', Uint8Array.from([...strToU8(ROWS), ...noise(9000)])],
  ['program.csv', new Uint8Array(readFileSync(process.execPath).subarray(0, 300_000))],
  ['zeros.csv', new Uint8Array(3000)],
  ['cut.zip', cut(zip, 0.6)],
  ['bent.zip', bent(zip)],
  ['cut.gz', cut(gzipSync(strToU8(ROWS.repeat(50))), 0.5)],
  ['bent.gz', bent(gzipSync(strToU8(ROWS.repeat(50))))],
  ['cut.xlsx', cut(book(), 0.7)],
  ['bent.xlsx', bent(book())],
  ['no rows.xlsx', book('')],
  [
    'code point.xlsx',
    book('<row r="1"><c r="A1" t="inlineStr"><is><t>&#x110000;&#99999999;</t></is></c></row>'),
  ],
  ['old.xls', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...noise(3000)])],
  ['damaged.arrow', ipc],
  ['stream.arrow', Uint8Array.from([0xff, 0xff, 0xff, 0xff, 16, 0, 0, 0, ...noise(100)])],
  ['damaged.parquet', parquet],
  ['short.parquet', strToU8('PAR1')],
  ['deep.json', deep(100_000)],
  ['deepish.json', deep(3000)],
  ['open.json', '[{"a": 1}, {"a": '],
  ['broken.ndjson', '{"a": 1}\n{"a": \n[1]\n'],
  ['page.csv', '<html><body>Sign in&#x110000;</body></html>'],
  ['table.html', '<table><tr><td>&#x110000;</td><td>b</td></tr></table>'],
  ['header.csv', 'order id,customer id,order date,amount\n'],
  ['ghosts.csv', 'order id,customer id,order date,amount\n,,,\n,,,\n'],
  ['quotes.csv', '"""""""\n"",""x"\n'.repeat(100)],
  ['escapes.csv', 'a,b\n"x\\\n'.repeat(100)],
  ['marks.csv', '\u0000\u0001,\u0002\n'.repeat(50)],
  [
    'spread.xml',
    '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet',
  ],
]

describe('whatever is dropped, what is said is said in our words', () => {
  it.each(BAD)('%s', async (name, data) => {
    for (const error of await errorsOf(data, name)) expectWords(error, name)
    await engine.run(
      (await tables()).map((table) => `DROP TABLE IF EXISTS "${table}";`).join(' ') || 'SELECT 1',
    )
  })

  it('a file of every kind of damage at every place', async () => {
    const sound = [
      zip,
      book(),
      gzipSync(strToU8(ROWS)),
      strToU8(ROWS),
      strToU8(JSON.stringify([{ a: 1, b: 'x' }])),
    ]
    for (const [kind, bytes] of sound.entries())
      for (let k = 0; k < 25; k++) {
        const hurt = bytes.slice(0, 4 + Math.floor(random() * bytes.length))
        for (let n = 0; n < 3; n++) hurt[Math.floor(random() * hurt.length)] = Math.floor(random() * 256)
        const name = `${kind} ${k}`
        for (const error of await errorsOf(hurt, name)) expectWords(error, name)
      }
  }, 60_000)

  it('a file that can no longer be read is out of reach, whatever the platform calls it', async () => {
    const gone = {
      size: 10,
      slice: () => gone,
      arrayBuffer: () => Promise.reject(new DOMException('x', 'NotReadableError')),
    }
    const [error] = await unpack(gone as unknown as Blob, 'gone.csv').then(
      () => [],
      (cause: unknown) => [cause],
    )
    expect(error).toMatchObject({ code: 'file.unreadable', params: { file: 'gone.csv' } })
    expectWords(error, 'gone.csv')
  })
})

const tables = async (): Promise<string[]> =>
  (await engine.query<{ name: string }>('SELECT table_name AS name FROM information_schema.tables')).map(
    ({ name }) => name,
  )
