import { AppError } from '../../model/error'
import { detectEncoding } from '../encoding'

/** One file inside a ZIP. */
export interface Member {
  name: string
  /** Bytes it unpacks to, by its own account. */
  size: number
  encrypted: boolean
  /** Its bytes, unpacked as they are read. */
  stream(): Promise<ReadableStream<Uint8Array>>
  text(): Promise<string>
}

const END = 0x06054b50
const END_64 = 0x06064b50
const LOCATOR_64 = 0x07064b50
const ENTRY = 0x02014b50

const view = async (file: Blob, from: number, to: number): Promise<DataView> =>
  new DataView(await file.slice(Math.max(0, from), to).arrayBuffer())

/** The list at the end of a ZIP. @throws AppError `file.damaged`, also where the end is missing */
export async function directory(file: Blob, name: string): Promise<Member[]> {
  const damaged = (cause?: unknown) => new AppError('file.damaged', { file: name, kind: 'ZIP' }, { cause })
  try {
    const tail = await view(file, file.size - 65_557, file.size)
    let at = tail.byteLength - 22
    while (at >= 0 && tail.getUint32(at, true) !== END) at--
    if (at < 0) throw damaged()
    let count = tail.getUint16(at + 10, true)
    let size = tail.getUint32(at + 12, true)
    let start = tail.getUint32(at + 16, true)
    if (at >= 20 && tail.getUint32(at - 20, true) === LOCATOR_64) {
      const offset = Number(tail.getBigUint64(at - 12, true))
      const end = await view(file, offset, offset + 56)
      if (end.getUint32(0, true) !== END_64) throw damaged()
      count = Number(end.getBigUint64(32, true))
      size = Number(end.getBigUint64(40, true))
      start = Number(end.getBigUint64(48, true))
    }
    return readEntries(file, await view(file, start, start + size), count)
  } catch (cause) {
    throw cause instanceof AppError ? cause : damaged(cause)
  }
}

interface Entry {
  raw: Uint8Array
  utf8: boolean
  size: number
  packed: number
  offset: number
  method: number
  encrypted: boolean
}

function readEntries(file: Blob, list: DataView, count: number): Member[] {
  const entries: Entry[] = []
  let at = 0
  for (let i = 0; i < count && at + 46 <= list.byteLength && list.getUint32(at, true) === ENTRY; i++) {
    const flags = list.getUint16(at + 8, true)
    const [named, extra, comment] = [28, 30, 32].map((k) => list.getUint16(at + k, true)) as [
      number,
      number,
      number,
    ]
    const bytes = (from: number, length: number) =>
      new Uint8Array(list.buffer, list.byteOffset + from, length)
    const entry: Entry = {
      raw: bytes(at + 46, named),
      utf8: (flags & 0x800) !== 0,
      encrypted: (flags & 1) !== 0,
      method: list.getUint16(at + 10, true),
      packed: list.getUint32(at + 20, true),
      size: list.getUint32(at + 24, true),
      offset: list.getUint32(at + 42, true),
    }
    readExtra(new DataView(list.buffer, list.byteOffset + at + 46 + named, extra), entry)
    entries.push(entry)
    at += 46 + named + extra + comment
  }
  const decode = nameDecoder(entries)
  return entries.map((entry) => ({
    name: decode(entry).replaceAll('\\', '/'),
    size: entry.size,
    encrypted: entry.encrypted,
    stream: () => open(file, entry),
    text: async () => new Response(await open(file, entry)).text(),
  }))
}

/** Sizes past 4 GB, and the name in Unicode where the packer wrote it beside. */
function readExtra(extra: DataView, entry: Entry): void {
  for (let at = 0; at + 4 <= extra.byteLength; at += 4 + extra.getUint16(at + 2, true)) {
    const id = extra.getUint16(at, true)
    const length = extra.getUint16(at + 2, true)
    if (id === 1) {
      let from = at + 4
      for (const field of ['size', 'packed', 'offset'] as const)
        if (entry[field] === 0xffffffff && from + 8 <= at + 4 + length) {
          entry[field] = Number(extra.getBigUint64(from, true))
          from += 8
        }
    } else if (id === 0x7075 && length > 5) {
      entry.raw = new Uint8Array(extra.buffer, extra.byteOffset + at + 9, length - 5)
      entry.utf8 = true
    }
  }
}

/** Chinese Windows writes names in its own code page and does not say so: the names of one archive decide together. */
function nameDecoder(entries: Entry[]): (entry: Entry) => string {
  const plain = entries.filter(({ utf8 }) => !utf8).flatMap(({ raw }) => [...raw, 10])
  const { encoding } = detectEncoding([Uint8Array.from(plain)])
  const own = new TextDecoder(encoding)
  const utf8 = new TextDecoder()
  return (entry) => (entry.utf8 ? utf8 : own).decode(entry.raw)
}

async function open(file: Blob, entry: Entry): Promise<ReadableStream<Uint8Array>> {
  const local = await view(file, entry.offset, entry.offset + 30)
  const start = entry.offset + 30 + local.getUint16(26, true) + local.getUint16(28, true)
  const packed = file.slice(start, start + entry.packed).stream()
  if (entry.method === 0) return packed
  if (entry.method !== 8) throw new Error(`compression ${entry.method}`)
  return packed.pipeThrough(new DecompressionStream('deflate-raw') as ReadableWritablePair<Uint8Array, never>)
}
