/** A text of another encoding passes a two-byte code for UTF-8 about this often: lead in C2…DF and trail in 80…BF. */
const BY_CHANCE = Math.log(1 / 7)
/** … and has it beside a plain letter (`M체ller`, `拢12`) still more seldom: its characters stand in words of their own. */
const AMID_LETTERS = Math.log(1 / 20)

const isLetter = (byte: number | undefined): boolean =>
  byte !== undefined && ((byte > 0x60 && byte < 0x7b) || (byte > 0x40 && byte < 0x5b))

/**
 * How unlikely it is, in nats, that the two-byte codes of a text are valid UTF-8 by accident. What repeats itself tells
 * nothing twice: each code counts once, and so does each broken one, against it.
 */
export function accident(bytes: Uint8Array): number {
  const [whole, amid, broken] = [new Set<number>(), new Set<number>(), new Set<number>()]
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!
    if (byte < 0x80) continue
    const trail = bytes[i + 1] ?? 0
    const code = (byte << 8) | trail
    if (byte >= 0xc2 && byte <= 0xdf && (trail & 0xc0) === 0x80) {
      whole.add(code)
      if (isLetter(bytes[i - 1]) || isLetter(bytes[i + 2])) amid.add(code)
      i++
    } else {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 0
      let k = 1
      while (k < length && ((bytes[i + k] ?? 0) & 0xc0) === 0x80) k++
      if (length && k === length) i += length - 1
      else broken.add(code)
    }
  }
  const plain = amid.size * AMID_LETTERS + whole.size * BY_CHANCE
  return -plain + 2 * broken.size * BY_CHANCE
}

/** The words that hold more than ASCII, each once: what stands in every row would else outweigh everything. */
export function tellingWords(bytes: Uint8Array): Uint8Array {
  const seen = new Set<string>()
  const out: number[] = []
  for (let at = 0; at < bytes.length; at++) {
    let end = at
    let high = false
    for (; end < bytes.length && (bytes[end]! > 0x7f || isLetter(bytes[end])); end++)
      high ||= bytes[end]! > 0x7f
    if (high) {
      const word = bytes.subarray(at, end)
      const key = word.join()
      if (!seen.has(key)) {
        seen.add(key)
        out.push(...word, 10)
      }
    }
    at = end
  }
  return Uint8Array.from(out)
}
