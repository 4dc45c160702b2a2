export type Written = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'big5'

/** Text in an encoding that the platform only reads: its table of double bytes, read once and turned round. */
export function encode(text: string, encoding: Written): Uint8Array<ArrayBuffer> {
  switch (encoding) {
    case 'utf-8':
      return new TextEncoder().encode(text)
    case 'utf-8-bom':
      return new TextEncoder().encode(`\uFEFF${text}`)
    case 'utf-16le':
    case 'utf-16be': {
      const bytes = new Uint8Array(2 * text.length)
      const view = new DataView(bytes.buffer)
      for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), encoding === 'utf-16le')
      return bytes
    }
    default: {
      const table = tableOf(encoding)
      const bytes: number[] = []
      for (const char of text) {
        const code = char.codePointAt(0)!
        if (code < 128) bytes.push(code)
        else {
          const pair = table.get(char)
          if (!pair) throw new Error(`${char} is not in ${encoding}`)
          bytes.push(...pair)
        }
      }
      return new Uint8Array(bytes)
    }
  }
}

/** Whether every character can be written in the encoding. */
export const writable = (text: string, encoding: Written): boolean =>
  encoding.startsWith('utf') || [...text].every((char) => char < '\x80' || tableOf(encoding).has(char))

const tables = new Map<string, Map<string, number[]>>()
function tableOf(encoding: string): Map<string, number[]> {
  const known = tables.get(encoding)
  if (known) return known
  const table = new Map<string, number[]>()
  const decoder = new TextDecoder(encoding)
  for (let first = 0x81; first <= 0xfe; first++)
    for (let second = 0x40; second <= 0xfe; second++) {
      const char = decoder.decode(new Uint8Array([first, second]))
      if ([...char].length === 1 && char !== '\uFFFD' && !table.has(char)) table.set(char, [first, second])
    }
  tables.set(encoding, table)
  return table
}
