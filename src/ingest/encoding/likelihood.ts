import { CHINESE, KOREAN, PUNCTUATION, WESTERN } from './frequent'

/** A way of writing for which the probability of every character is known. */
export type Script = 'chinese' | 'japanese' | 'korean' | 'western'

const UNITS = 0x10000
const NEVER = Math.log(1e-9)

/** Characters of a block of two-byte codes: national standards put the frequent ones into one of their own. */
function block(encoding: string, from: number, to: number): string {
  const bytes: number[] = []
  for (let lead = from >> 8; lead <= to >> 8; lead++)
    for (let trail = 0x40; trail < 0xff; trail++) {
      const code = (lead << 8) | trail
      if (code >= from && code <= to && trail !== 0x7f && (encoding !== 'gb18030' || trail > 0xa0))
        bytes.push(lead, trail)
    }
  return new TextDecoder(encoding).decode(Uint8Array.from(bytes)).replace(/[\0-\u2fff\uFFFD]/g, '')
}

const fill = (table: Float32Array, from: number, to: number, p: number) =>
  table.fill(Math.log(p), from, to + 1)
const put = (table: Float32Array, chars: Iterable<string>, p: number) => {
  for (const char of chars) table[char.charCodeAt(0)] = Math.log(p)
}

/** Probabilities are coarse on purpose: what counts is that they differ by orders of magnitude. */
function build(script: Script): Float32Array {
  const table = new Float32Array(UNITS).fill(NEVER)
  fill(table, 0x20, 0x7e, 1e-2)
  put(table, '\t\n\r', 1e-2)
  fill(table, 0xa1, 0xff, 1e-6)
  fill(table, 0x2000, 0x27ff, 3e-6)
  put(table, '\uFFFD', 1e-7)
  if (script === 'western') {
    fill(table, 0xa1, 0xff, 3e-5)
    put(table, WESTERN, 8e-4)
    for (const [from, to] of ALPHABETS) fill(table, from, to, 1e-3)
    put(table, '\u00a0', 1e-4)
    return table
  }
  fill(table, 0x3400, 0x4dbf, 1e-8)
  fill(table, 0x4e00, 0x9fff, 5e-7)
  fill(table, 0x3000, 0x33ff, 1e-6)
  fill(table, 0xff01, 0xff5e, 2e-5)
  fill(table, 0x3041, 0x30fe, 2e-6)
  put(table, PUNCTUATION, 1e-3)
  if (script === 'chinese') {
    put(table, block('gb18030', 0xb0a1, 0xd7f9), 3e-5)
    put(table, block('big5', 0xa440, 0xc67e), 3e-5)
    put(table, CHINESE, 3e-4)
    put(table, 'の①②③④⑤×√★●○￥', 5e-5)
  } else if (script === 'japanese') {
    put(table, block('shift_jis', 0x889f, 0x9872), 3e-5)
    put(table, CHINESE, 1e-4)
    fill(table, 0x3041, 0x3093, 4e-3)
    fill(table, 0x30a1, 0x30f6, 2e-3)
    put(table, 'ーのをにはがで株式会社県都番号様円々', 5e-3)
    fill(table, 0xff61, 0xff9f, 2e-6)
  } else {
    fill(table, 0xac00, 0xd7a3, 2e-7)
    put(table, block('euc-kr', 0xb0a1, 0xc8fe), 1.2e-4)
    put(table, KOREAN, 4e-3)
    fill(table, 0x4e00, 0x9fff, 5e-7)
  }
  return table
}

const tables = new Map<Script, Float32Array>()
function tableOf(script: Script): Float32Array {
  const table = tables.get(script) ?? build(script)
  tables.set(script, table)
  return table
}

/** Letters that only Unicode puts beside the western ones: of middle Europe, Greek, Cyrillic, Hebrew, Arabic. */
const ALPHABETS = [
  [0x100, 0x24f],
  [0x386, 0x3ce],
  [0x401, 0x45f],
  [0x5d0, 0x5ea],
  [0x621, 0x64a],
] as const

/**
 * Letters with accents seldom stand side by side; bytes of a two-byte encoding always do. Letters of another alphabet
 * stand beside their own.
 */
const SIDE_BY_SIDE = Math.log(1 / 30)
const apart = (before: number, code: number): boolean =>
  before > 0x7f && code > 0x7f && (code < 0x250 || before < 0x250 || before >> 8 !== code >> 8)

/** Characters of East Asia stand in words of their own: beside a small letter they are bytes that were misread (`S鴕ensen`). */
const AMID_LETTERS = Math.log(1 / 30)
const isSmall = (code: number): boolean => code > 0x60 && code < 0x7b
const misfits = (before: number, code: number): boolean =>
  (code > 0x2e7f && isSmall(before)) || (before > 0x2e7f && isSmall(code))

/** How likely a text is, in nats (natural logarithm of its probability); only differences mean something. */
export function likelihood(text: string, script: Script): number {
  const table = tableOf(script)
  let sum = 0
  let before = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    sum += table[code]!
    if (script === 'western') sum += apart(before, code) ? SIDE_BY_SIDE : 0
    else if (misfits(before, code)) sum += AMID_LETTERS
    before = code
  }
  return sum
}
