import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBlocking } from '../../src/engine/blocking'
import type { Engine } from '../../src/engine/engine'
import { countRecords } from '../../src/ingest/count'
import { detectDialect } from '../../src/ingest/dialect'
import { sha256 } from '../../src/ingest/hash'
import { loadFile } from '../../src/ingest/load'
import { seeded } from '../../src/stats/random'

let engine: Engine
let id = 0
beforeAll(async () => void (engine = await openBlocking()))
afterAll(() => engine.stop())

const load = (text: string) => loadFile(engine, new Blob([text]), 'x.csv', ++id)
const HEADER = 'order id,customer id,order date,amount,note'
const row = (n: number, note = 'fine') =>
  `A${n},C${n % 3},2024-01-${String((n % 28) + 1).padStart(2, '0')},${n},${note}`

describe('the count of records', () => {
  const count = (text: string) => {
    const { layout: _, ...dialect } = detectDialect(text)
    return countRecords(new Blob([text]), dialect)
  }

  it.each([
    ['LF', `${HEADER}\n${row(1)}\n${row(2)}\n`, { records: 2, ghosts: 0, mixed: false }],
    ['CRLF, none behind the last', `${HEADER}\r\n${row(1)}\r\n${row(2)}`, { records: 2, mixed: false }],
    ['CR', `${HEADER}\r${row(1)}\r${row(2)}\r`, { records: 2, mixed: false }],
    ['both', `${HEADER}\n${row(1)}\n${row(2)}\r\n${row(3)}\n`, { records: 3, mixed: true }],
    ['CRLF inside a cell', `${HEADER}\n${row(1, '"a\r\nb"')}\n${row(2)}\n`, { records: 2, mixed: false }],
    ['doubled quotes', `${HEADER}\n${row(1, '"a ""b"", c\n"')}\n${row(2)}\n`, { records: 2 }],
    ['a quote that nothing closes', `${HEADER}\n${row(1, '"a')}\n${row(2)}\n${row(3)}\n`, { records: 3 }],
    [
      'every cell quoted',
      `${HEADER}\n"A1","C1","2024-01-05","1","a, b"\n"A2","","","2",""\n`,
      { records: 2 },
    ],
    [
      'every cell quoted and blank',
      `${HEADER}\n"","","","",""\n"\u3000","","","",""\n`,
      { records: 0, ghosts: 2 },
    ],
    ['quotes inside a cell', `${HEADER}\n${row(1, '6" x "9"')}\n${row(2)}\n`, { records: 2 }],
    ['text after a closing quote', `${HEADER}\n${row(1, '"a" b')}\n${row(2)}\n`, { records: 2 }],
    ['letters beyond ASCII first', `${HEADER}\n订${row(1)}\n\u3000,,,,\n`, { records: 1, ghosts: 1 }],
    ['NUL', `${HEADER}\n${row(1, 'a\0b')}\n${row(2, '"a\nb\0"')}\n`, { records: 2, nul: 2 }],
    ['blank lines', `${HEADER}\n\n${row(1)}\n\n\n${row(2)}\n\n`, { records: 2, ghosts: 0 }],
    ['blank cells', `${HEADER}\n${row(1)}\n,,,,\n" ",,,,\n${row(2)}\n`, { records: 2, ghosts: 2 }],
  ])('%s', async (_, text, expected) => {
    expect(await count(text)).toMatchObject(expected)
  })

  it('tells which rare signs stand in the text', async () => {
    expect((await count(`${HEADER}\n${row(1)}\n`))?.rare).toEqual(new Set())
    expect((await count(`${HEADER}\n${row(1, 'a@b')}\n${row(2, '"1E+5\t"')}\n`))?.rare).toEqual(
      new Set(['@', '+', '\t']),
    )
  })

  it('is the same where a browser cannot read into a buffer', async () => {
    class Elsewhere extends Blob {
      override stream() {
        return super.stream().pipeThrough(new TransformStream())
      }
    }
    const text = `${HEADER}\n${Array.from({ length: 60_000 }, (_, i) => row(i, '"a\nb"')).join('\n')}`
    const { layout: _, ...dialect } = detectDialect(text)
    expect(await countRecords(new Elsewhere([text]), dialect)).toMatchObject({ records: 60_000 })
    expect(await sha256(new Elsewhere([text]))).toBe(await sha256(new Blob([text])))
  })

  it('does not depend on where a slice ends', async () => {
    // Longer than a slice, with cells of several lines all over.
    const rows = Array.from({ length: 90_000 }, (_, i) =>
      row(i, ['"a\r\n""b"",c"', 'x'.repeat(i % 70), `"${'y'.repeat(i % 50)}"`][i % 3]),
    )
    expect(await count(`${HEADER}\r\n${rows.join('\r\n')}\r\n`)).toEqual({
      records: 90_000,
      ghosts: 0,
      nul: 0,
      mixed: false,
      rare: new Set(),
    })
  })
})

describe('what was read is what was counted', () => {
  it('an LF file whose first rows hold CRLF in their notes loses none', async () => {
    const rows = Array.from({ length: 200 }, (_, i) => row(i, i % 3 === 0 ? '"one\r\ntwo, ""three"""' : 'x'))
    expect(await load(`${HEADER}\n${rows.join('\n')}\n`)).toMatchObject({
      rowsRead: 200,
      rowsKept: 200,
      rowsCounted: 200,
      notices: [],
    })
  })

  it('line ends that change deep in the file, past what is looked at first', async () => {
    const rows = Array.from({ length: 60_000 }, (_, i) => row(i) + (i > 20_000 && i < 25_000 ? '\r\n' : '\n'))
    expect(await load(`${HEADER}\n${rows.join('')}`)).toMatchObject({
      rowsRead: 60_000,
      rowsKept: 60_000,
      rowsCounted: 60_000,
      notices: [],
    })
  })

  it('where the two still differ, both numbers are told and nothing is said to be accounted for', async () => {
    const rows = Array.from({ length: 9 }, (_, i) => row(i))
    // One row, whose second cell goes on over the line, or a short one and a whole one.
    const odd = `A20,C2,"x\nA21,C1,2024-01-06,2,y"`
    const { rowsRead, rowsCounted, notices } = await load([HEADER, ...rows, odd, row(30)].join('\n'))
    expect({ rowsRead, rowsCounted }).toEqual({ rowsRead: 11, rowsCounted: 12 })
    expect(notices).toMatchObject([{ code: 'rows_not_counted', params: { n: 11, total: 12 } }])
  })

  const NOTES = [
    'x',
    '',
    'a b',
    '"q"',
    '"a\nb"',
    '"a\r\nb"',
    '"a\rb"',
    '"x ""y"" z"',
    '"c, d"',
    '" "',
    'it"s',
  ]
  const ODD = ['"open', '"a" b', '"', '"a"b,c"', '"a\nA9,C9,2024-01-05,3', 'x,y,z', '"open\n\n"x"', 'end"']
  /** A file of odd and even rows; how many of its lines can be read in one way only, or null where that is open. */
  function write(seed: number): { text: string; rows: number | null; sum: number } {
    const random = seeded(seed)
    const pick = <T>(list: T[]) => list[Math.floor(random() * list.length)]!
    const end = pick(['\n', '\r\n', '\n', '\r'])
    const mixed = end !== '\r' && random() < 0.3
    const odd = random() < 0.3
    const parts = [HEADER + end]
    let rows: number | null = odd ? null : 0
    let sum = 0
    for (let i = 0; i < 30; i++) {
      if (odd && random() < 0.05)
        parts.push(pick(['# a comment', '# another, one', 'A7', 'A8,C1', '合计,,,99,']))
      else if (random() < 0.1) parts.push(pick(['', ',,,,', '"",,,,', '  ', '']))
      else {
        const note = odd && random() < 0.2 ? pick(ODD) : pick(end === '\r' ? NOTES.slice(0, 5) : NOTES)
        parts.push(row(i, note))
        if (rows !== null) rows++
        sum += i
      }
      parts.push(mixed && random() < 0.3 ? pick(['\n', '\r\n']) : end)
    }
    return { text: parts.join(''), rows, sum }
  }

  it('in 300 files of quotes, breaks, blanks and every line end: read = counted, or it is told', async () => {
    let told = 0
    for (let seed = 1; seed <= 300; seed++) {
      const { text, rows, sum } = write(seed)
      const source = await load(text)
      const about = `seed ${seed}: ${JSON.stringify(text)}`
      const { rowsRead, rowsKept, rowsMerged, rowsSetAside, rowsCounted, notices } = source
      expect(rowsRead, about).toBe(rowsKept + rowsMerged + rowsSetAside)
      const said = notices.some(({ code }) => code === 'rows_not_counted')
      expect(rowsRead === rowsCounted, about).toBe(!said)
      if (rows !== null)
        expect({ rowsRead, rowsCounted, rowsSetAside }, about).toEqual({
          rowsRead: rows,
          rowsCounted: rows,
          rowsSetAside: 0,
        })
      if (rows !== null) {
        const [money] = await engine.query(`SELECT sum("orders.amount")::DOUBLE AS sum FROM ${source.table}`)
        expect(money, about).toEqual({ sum })
      }
      told += Number(said)
      await engine.run(`DROP TABLE ${source.table}`)
    }
    expect(told).toBeLessThan(30)
  }, 60_000)
})
