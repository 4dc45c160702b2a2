import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBlocking } from '../../src/engine/blocking'
import type { Engine } from '../../src/engine/engine'
import { dirtySql, hintSql, isDirty, keySql, type Key } from '../../src/ingest/value/key'

let engine: Engine
beforeAll(async () => void (engine = await openBlocking()))
afterAll(() => engine.stop())

interface Cell extends Record<string, string | boolean | null> {
  cell: string
  key: string | null
  dirty: boolean
  hint: boolean
}
/** What the engine makes of each cell, in their order. */
async function cells(key: Key, texts: string[]): Promise<Cell[]> {
  await engine.put('cells', { n: Float64Array.from(texts.keys()), cell: texts })
  return engine.query<Cell>(
    `SELECT cell, ${keySql(key, 'cell')} AS key, ${dirtySql(key, 'cell')} AS dirty, ${hintSql(key, 'cell')} AS hint
     FROM cells ORDER BY n`,
  )
}

const WRITTEN: [Key, string, string | null][] = [
  ['id', 'K1 ', 'K1'],
  ['id', 'K1\t', 'K1'],
  ['id', '\u200bK1\u200b', 'K1'],
  ['id', '\u202dK1\u202c', 'K1'],
  ['id', '\ufeffK1', 'K1'],
  ['id', 'K1\u00a0', 'K1'],
  ['id', '\u3000K1', 'K1'],
  ['id', 'Ｋ１', 'K1'],
  ['id', '="0012"', '0012'],
  ['id', '="\t0012"', '0012'],
  ['id', "'0012", '0012'],
  ['id', '`0012', '0012'],
  ['id', 'Ann.Lee@Example.com', 'ann.lee@example.com'],
  ['id', '\u200b', null],
  ['phone', '+86 13800001003', '13800001003'],
  ['phone', '86-13800001003', '13800001003'],
  ['phone', '0086 138-0000-1003', '13800001003'],
  ['phone', '(+86)13800001003', '13800001003'],
  ['phone', '\u202d13800001003\u202c', '13800001003'],
  ['phone', '13800001003.0', '13800001003'],
  ['phone', '010-8888 6666', '01088886666'],
  ['phone', '+86 10 8888 6666', '01088886666'],
  ['phone', '+886 912 345 678', '0912345678'],
  ['phone', '0049 30 1234567', '+49301234567'],
  ['phone', '+49 (0)30 1234567', '+49301234567'],
  ['phone', '+1 (555) 223-4567', '5552234567'],
  ['phone', '13800001003 / 13800001004', '13800001003 / 13800001004'],
  ['phone', '138****1003', '138****1003'],
  ['email', ' Ann.Lee@Example.com ', 'ann.lee@example.com'],
  ['name', ' 章　一 ', '章 一'],
  ['name', 'ＡＢＣ（中国）', 'ABC（中国）'],
]
const CLEAN: [Key, string][] = [
  ['id', 'K1'],
  ['id', 'k1'],
  ['id', '=2'],
  ['id', '-7'],
  ['id', 'A B'],
  ['id', '客户１'.replace('１', '1')],
  ['phone', '13800001003'],
  ['phone', '138****1003'],
  ['email', 'ann@example.com'],
  ['name', 'Ann Lee'],
  ['name', '甲公司（旧）'],
  ['name', "O'Neil"],
]

describe('keys', () => {
  for (const kind of ['id', 'phone', 'email', 'name'] as const) {
    test(`${kind}: written in many ways it is one`, async () => {
      const own = WRITTEN.filter(([key]) => key === kind)
      const found = await cells(
        kind,
        own.map(([, text]) => text),
      )
      expect(found.map(({ key }) => key)).toEqual(own.map(([, , form]) => form))
    })
    test(`${kind}: what differs from its form is seen at the first look, by the pattern and by the sample alike`, async () => {
      const own = WRITTEN.filter(([key, text, form]) => key === kind && text !== form).map(([, text]) => text)
      const found = await cells(kind, own)
      expect(found.filter(({ hint }) => !hint)).toEqual([])
      expect(found.filter(({ dirty }) => !dirty)).toEqual([])
      expect(own.filter((text) => !isDirty(kind, text))).toEqual([])
    })
    test(`${kind}: what is in its form stays, and is not looked at twice`, async () => {
      const own = CLEAN.filter(([key]) => key === kind).map(([, text]) => text)
      const found = await cells(kind, own)
      expect(found.map(({ key }) => key)).toEqual(own)
      expect(found.filter(({ dirty }) => dirty)).toEqual([])
      expect(own.filter((text) => isDirty(kind, text))).toEqual([])
    })
    test(`${kind}: its form has no other form`, async () => {
      const once = await cells(
        kind,
        WRITTEN.filter(([key]) => key === kind).map(([, text]) => text),
      )
      const forms = once.flatMap(({ key }) => key ?? [])
      expect((await cells(kind, forms)).map(({ key }) => key)).toEqual(forms)
    })
  }
})
