import type { Encoding, EncodingGuess } from '../encoding'
import { accident, tellingWords } from './accident'
import { likelihood, type Script } from './likelihood'
import { textOf } from './text'

interface Candidate {
  encoding: Encoding
  script: Script
  /** How often such files are met, before looking into one. */
  prior: number
}
const CANDIDATES: Candidate[] = [
  { encoding: 'gb18030', script: 'chinese', prior: 0.5 },
  { encoding: 'big5', script: 'chinese', prior: 0.3 },
  { encoding: 'windows-1252', script: 'western', prior: 0.15 },
  { encoding: 'shift_jis', script: 'japanese', prior: 0.03 },
  { encoding: 'euc-kr', script: 'korean', prior: 0.02 },
]
/** The second best must be this many times less likely, in nats: about 1 in 3000. */
const CERTAIN = 8
/** Enough text to decide on, in bytes. */
const ENOUGH = 48 << 10

/** Cuts an unfinished UTF-8 sequence off the end and stray continuation bytes off the start. */
function wholeUtf8(bytes: Uint8Array): Uint8Array {
  let start = 0
  while (start < 3 && start < bytes.length && (bytes[start]! & 0xc0) === 0x80) start++
  let end = bytes.length
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!
    if ((byte & 0xc0) === 0x80) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    if (length > back) end = bytes.length - back
    break
  }
  return bytes.subarray(start, end)
}

/** Sequences of more than one byte, whole and broken. */
function utf8Sequences(slices: Uint8Array[]): { whole: number; broken: number; long: number } {
  const found = { whole: 0, broken: 0, long: 0 }
  for (const [i, slice] of slices.entries()) {
    const bytes = i || slice.length > 1e5 ? wholeUtf8(slice) : slice
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
    const before = found.broken
    for (let k = 0; k < text.length; k++) {
      const code = text.charCodeAt(k)
      if (code < 0x80) continue
      if (code === 0xfffd) found.broken++
      else found.whole++
      if (code > 0x7ff && code !== 0xfffd) found.long++
    }
    // What was lost before the file was written stands in it as a code like any other.
    const lost = found.broken > before ? replaced(bytes) : 0
    found.broken -= lost
    found.whole += lost
    found.long += lost
  }
  return found
}

/** How often U+FFFD itself stands in the bytes. */
function replaced(bytes: Uint8Array): number {
  let n = 0
  for (let i = bytes.indexOf(0xef); i >= 0; i = bytes.indexOf(0xef, i + 1))
    if (bytes[i + 1] === 0xbf && bytes[i + 2] === 0xbd) n++
  return n
}

/** The lines that tell something, cut where every encoding agrees on the boundary; those that are UTF-8 apart. */
function tellingLines(slices: Uint8Array[]): { text: Uint8Array; unicode: number; other: number } {
  let [unicode, other] = [0, 0]
  const parts: Uint8Array[] = []
  let size = 0
  const most = ENOUGH / slices.length
  for (const [i, slice] of slices.entries()) {
    let taken = 0
    let at = i === 0 ? 0 : slice.indexOf(10) + 1
    while (at < slice.length && taken < most) {
      const end = slice.indexOf(10, at)
      // The last line of a cut slice ends anywhere; that of a short file is a line like others.
      if (end < 0 && slice.length > 60_000) break
      const line = slice.subarray(at, end < 0 ? slice.length : end + 1)
      if (line.some((byte) => byte > 0x7f)) {
        taken += line.length
        if (isUtf8(line)) unicode++
        else {
          other++
          parts.push(line)
          size += line.length
        }
      }
      at = end < 0 ? slice.length : end + 1
    }
  }
  if (!size) return { text: slices[0]!, unicode, other }
  const out = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return { text: out, unicode, other }
}

/** Lines with several three-byte codes that all fit are UTF-8 and no chance. */
function isUtf8(line: Uint8Array): boolean {
  const { broken, long } = utf8Sequences([line])
  return !broken && long > 1
}

/** Every encoding that a text may have and how likely it makes it, best first. */
export function rank(bytes: Uint8Array): { encoding: Encoding; nats: number }[] {
  return CANDIDATES.map(({ encoding, script, prior }) => ({
    encoding,
    nats: likelihood(textOf(bytes, encoding), script) + Math.log(prior),
  })).sort((a, b) => b.nats - a.nats)
}

/**
 * UTF-16 without a mark: in the right byte order its units are letters, digits, marks and characters of the two common
 * ranges; zero bytes tell little where everything is Chinese, and in an upright order a zero may be either byte (一 4E00).
 */
function utf16Order(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (!bytes.subarray(0, 1 << 16).includes(0)) return null
  const n = Math.min(bytes.length, 1 << 16) & ~1
  if (n < 4) return null
  const count = { le: 0, be: 0, leMarks: 0, beMarks: 0 }
  const likely = (unit: number): boolean =>
    (unit >= 0x20 && unit < 0x7f) ||
    (unit >= 0x4e00 && unit <= 0x9fff) ||
    (unit >= 0x3000 && unit <= 0x30ff) ||
    (unit >= 0xff01 && unit <= 0xff5e) ||
    (unit >= 0xac00 && unit <= 0xd7a3) ||
    (unit >= 0xa0 && unit <= 0xff)
  const mark = (unit: number): boolean =>
    unit === 0x0a || unit === 0x0d || unit === 0x2c || unit === 0x09 || unit === 0x3b || unit === 0x7c
  for (let i = 0; i < n; i += 2) {
    const [a, b] = [bytes[i]!, bytes[i + 1]!]
    const [le, be] = [a | (b << 8), b | (a << 8)]
    count.le += Number(likely(le) || mark(le))
    count.be += Number(likely(be) || mark(be))
    count.leMarks += Number(mark(le))
    count.beMarks += Number(mark(be))
  }
  const units = n / 2
  const enough = (fits: number, marks: number) => fits > 0.9 * units && marks > 0
  const le = enough(count.le, count.leMarks)
  const be = enough(count.be, count.beMarks)
  if (le && be) return count.leMarks * count.le >= count.beMarks * count.be ? 'utf-16le' : 'utf-16be'
  return le ? 'utf-16le' : be ? 'utf-16be' : null
}

/**
 * The encoding of a file from slices of its head, middle and tail: BOM, UTF-16 by its units, strict UTF-8, then the
 * encoding that makes the text most likely (each of those decodes most of the others, so their validity proves nothing).
 * Two-byte codes alone prove UTF-8 by how improbable so many are that fit by accident. `sure` is false where another encoding is nearly as likely: the page then asks.
 */
export function detectEncoding(slices: Uint8Array[]): EncodingGuess {
  const head = slices[0]!
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf)
    return { encoding: 'utf-8', reason: 'bom', sure: true }
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', reason: 'bom', sure: true }
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', reason: 'bom', sure: true }
  const wide = utf16Order(head)
  if (wide) return { encoding: wide, reason: 'units', sure: true }
  const { whole, broken, long } = utf8Sequences(slices)
  // Three bytes that fit each other are no chance.
  if (!broken && (long > 0 || whole === 0)) return { encoding: 'utf-8', reason: 'valid', sure: true }
  // Few broken sequences among many whole ones: UTF-8 with damaged cells, or with lines of another encoding.
  if (broken && long > 4 * broken) return { encoding: 'utf-8', reason: 'mostly', sure: true }
  const { text, unicode, other } = tellingLines(slices)
  if (unicode > other) return { encoding: 'utf-8', reason: 'mostly', sure: true }
  const ranked = rank(text)
  if (!broken || whole > 4 * broken) {
    const reason = broken ? 'mostly' : 'valid'
    const against = accident(text)
    if (against > CERTAIN) return { encoding: 'utf-8', reason, sure: true }
    const words = tellingWords(text)
    const others = rank(words)
    const nats = likelihood(new TextDecoder().decode(words), 'western') + against
    if (nats > others[0]!.nats) return guess({ encoding: 'utf-8', nats }, others, reason)
  }
  const best = ranked[0]!
  return guess(best, ranked.slice(1), best.encoding === 'windows-1252' ? 'fallback' : 'score')
}

type Ranked = ReturnType<typeof rank>[number]
function guess(best: Ranked, others: Ranked[], reason: EncodingGuess['reason']): EncodingGuess {
  const near = others.filter(({ nats }) => best.nats - nats <= CERTAIN)
  const { encoding } = best
  return near.length
    ? { encoding, reason, sure: false, also: near.map((other) => other.encoding) }
    : { encoding, reason, sure: true }
}
