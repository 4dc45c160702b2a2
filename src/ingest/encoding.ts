import { AppError } from '../model/error'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'big5' | 'windows-1252'
export const ENCODINGS: Encoding[] = ['utf-8', 'gb18030', 'big5', 'utf-16le', 'utf-16be', 'windows-1252']

export interface EncodingGuess {
  encoding: Encoding
  /** Message key of the reason. */
  reason: 'bom' | 'valid' | 'mostly' | 'zeros' | 'score' | 'fallback' | 'chosen'
}

/** Frequent characters of business Chinese in both scripts: a wrong decoding hits almost none of them. */
const COMMON = new Set(
  '的一是不了人在有我他这中大来上个国到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市客户名称编号订单金额数量日期类型地区省城市电话手机邮箱状态备注销售商品产品价格单价客戶名稱編號訂單金額數量類型地區電話郵箱狀態備註銷售產品價格單價會員級別時間總計優惠華東廣東臺灣國區號碼員經應帳款業務項',
)

const decodes = (bytes: Uint8Array, encoding: Encoding): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

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

/** Few broken sequences among many whole ones: UTF-8 with a damaged cell, which by chance no other encoding gives. */
function mostlyUtf8(slices: Uint8Array[]): boolean {
  let [whole, broken] = [0, 0]
  for (const slice of slices)
    for (const char of new TextDecoder().decode(wholeUtf8(slice)))
      if (char === '\uFFFD') broken++
      else if (char > '\x7f') whole++
  return whole > 4 * broken
}

/** Cuts a slice at line ends, where every encoding agrees on the boundary. */
function wholeLines(bytes: Uint8Array, first: boolean): Uint8Array {
  const start = first ? 0 : bytes.indexOf(10) + 1
  const end = bytes.lastIndexOf(10)
  return end > start ? bytes.subarray(start, end) : bytes
}

/** Share of common characters among the non-ASCII ones, lowered by what only a wrong decoding produces. */
function likelihood(slices: Uint8Array[], encoding: Encoding): number {
  const decoder = new TextDecoder(encoding)
  let [wide, common, odd] = [0, 0, 0]
  for (const [i, slice] of slices.entries())
    for (const char of decoder.decode(wholeLines(slice, i === 0))) {
      const code = char.codePointAt(0)!
      if (code < 128) continue
      wide++
      if (COMMON.has(char)) common++
      else if (char === '\uFFFD') odd += 2
      else if ((code >= 0xe000 && code < 0xf900) || code > 0xffff || (code >= 0x3400 && code < 0x4e00)) odd++
    }
  return wide ? (common - odd) / wide : 0
}

/**
 * The encoding of a file from slices of its head, middle and tail: BOM, strict UTF-8, UTF-16 by zero bytes, then a
 * score between GB18030 and Big5 (each decodes most of the other, so validity proves nothing), then windows-1252.
 */
export function detectEncoding(slices: Uint8Array[]): EncodingGuess {
  const head = slices[0]!
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', reason: 'bom' }
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', reason: 'bom' }
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', reason: 'bom' }
  if (
    slices.every((slice, i) => decodes(i || slice.length > 1e5 ? wholeUtf8(slice) : slice, 'utf-8') !== null)
  ) {
    const zeros = zeroShare(head)
    if (zeros.even < 0.2 && zeros.odd < 0.2) return { encoding: 'utf-8', reason: 'valid' }
  }
  const zeros = zeroShare(head)
  if (zeros.odd > 0.2 && zeros.even < 0.05) return { encoding: 'utf-16le', reason: 'zeros' }
  if (zeros.even > 0.2 && zeros.odd < 0.05) return { encoding: 'utf-16be', reason: 'zeros' }
  if (mostlyUtf8(slices)) return { encoding: 'utf-8', reason: 'mostly' }
  const gb = likelihood(slices, 'gb18030')
  const big5 = likelihood(slices, 'big5')
  if (Math.max(gb, big5) > 0.02) return { encoding: gb >= big5 ? 'gb18030' : 'big5', reason: 'score' }
  return { encoding: 'windows-1252', reason: 'fallback' }
}

function zeroShare(bytes: Uint8Array): { even: number; odd: number } {
  const n = Math.min(bytes.length, 4096)
  let even = 0
  let odd = 0
  for (let i = 0; i < n; i++) {
    if (bytes[i] !== 0) continue
    if (i % 2) odd++
    else even++
  }
  return { even: n ? (2 * even) / n : 0, odd: n ? (2 * odd) / n : 0 }
}

/**
 * A file in another encoding → the same text in UTF-8, slice by slice, so that memory stays bounded by the result.
 * Bytes that the encoding cannot read become U+FFFD.
 * @throws AppError `cancelled`
 */
export async function toUtf8(file: Blob, encoding: Encoding, signal?: AbortSignal): Promise<Blob> {
  const decoder = new TextDecoder(encoding)
  const encoder = new TextEncoder()
  const parts: Blob[] = []
  const SLICE = 8 << 20
  for (let at = 0; at < file.size; at += SLICE) {
    if (signal?.aborted) throw new AppError('cancelled')
    const bytes = await file.slice(at, at + SLICE).arrayBuffer()
    parts.push(new Blob([encoder.encode(decoder.decode(bytes, { stream: at + SLICE < file.size }))]))
  }
  return new Blob(parts)
}
