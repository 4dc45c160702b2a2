const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Text of XML without its escapes, among them the `_x000D_` of Office. */
export function unescape(text: string): string {
  const plain = text.includes('&')
    ? text.replace(
        /&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi,
        (whole, hex?: string, dec?: string, named?: string) =>
          named ? (NAMED[named] ?? whole) : charOf(hex ? parseInt(hex, 16) : Number(dec)),
      )
    : text
  return plain.includes('_x')
    ? plain.replace(/_x([\dA-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : plain
}

/** The character of a number; U+FFFD for a number that is none. */
export const charOf = (code: number): string => (code > 0x10ffff ? '\uFFFD' : String.fromCodePoint(code))

/** Elements of a name with their attributes, whatever the prefix of their vocabulary is. */
export function* elements(xml: string, name: string): Generator<Record<string, string>> {
  for (const [, attributes = ''] of xml.matchAll(new RegExp(`<(?:\\w+:)?${name}(\\s[^<>]*?)?/?>`, 'g'))) {
    const found: Record<string, string> = {}
    for (const [, key, double, single] of attributes.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g))
      found[key!.replace(/^\w+:/, '')] = unescape(double ?? single ?? '')
    yield found
  }
}

/** The runs of a string item put together, without the pronunciation beside them. */
export function textOf(item: string): string {
  const spoken = item.includes('rPh>') ? item.replace(/<(\w+:)?rPh\b[\s\S]*?<\/(\w+:)?rPh>/g, '') : item
  let text = ''
  for (const [, part] of spoken.matchAll(/<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)</g)) text += part
  return unescape(text)
}

/** All of a stream, in UTF-8. */
export async function readText(stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder()
  const reader = stream.getReader()
  let text = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    text += decoder.decode(value, { stream: true })
  }
}

/** No row of a sheet is longer, and no text that cells share. */
const LONGEST = 32 << 20

/**
 * Reads XML as it comes and hands over stretches that end with the closing tag of an element, and the prefix of its
 * vocabulary (mostly none).
 * @returns what stands after the last of them
 */
export async function eachStretch(
  stream: ReadableStream<Uint8Array>,
  element: string,
  visit: (text: string, prefix: string) => void,
): Promise<string> {
  const decoder = new TextDecoder()
  const reader = stream.getReader()
  let rest = ''
  /** The last characters of `rest`: a closing tag may be cut by the next stretch. */
  let seam = ''
  let waiting: string[] = []
  let size = 0
  let prefix: string | null = null
  const take = () => {
    const fresh = waiting.join('')
    waiting = []
    size = 0
    prefix ??= /<(\w+:)?[A-Za-z]/.exec(fresh.replace(/<\?[^>]*>/g, ''))?.[1] ?? ''
    const end = `</${prefix}${element}>`
    const last = (seam + fresh).lastIndexOf(end)
    const text = rest + fresh
    const cut = last < 0 ? 0 : rest.length - seam.length + last + end.length
    if (cut) visit(text.slice(0, cut), prefix)
    rest = cut ? text.slice(cut) : text
    seam = (cut ? rest : seam + fresh).slice(-end.length)
    if (rest.length > LONGEST) throw new RangeError(`no end of ${element}`)
  }
  for (;;) {
    const { done, value } = await reader.read()
    const text: string = done ? decoder.decode() : decoder.decode(value, { stream: true })
    waiting.push(text)
    size += text.length
    if (done || size > 1 << 20) take()
    if (done) return rest
  }
}
