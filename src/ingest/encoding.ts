export { detectEncoding } from './encoding/detect'
export { textOf } from './encoding/text'
export { toUtf8, type Decoded, type Strange } from './encoding/transcode'

export type Encoding =
  'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'big5' | 'shift_jis' | 'euc-kr' | 'windows-1252'
export const ENCODINGS: Encoding[] = [
  'utf-8',
  'gb18030',
  'big5',
  'utf-16le',
  'utf-16be',
  'shift_jis',
  'euc-kr',
  'windows-1252',
]

export interface EncodingGuess {
  encoding: Encoding
  /** Message key of the reason. */
  reason: 'bom' | 'valid' | 'mostly' | 'units' | 'score' | 'fallback' | 'chosen'
  /** False where another encoding is nearly as likely: the reader is asked. */
  sure: boolean
  /** The next likely ones, where it is not sure. */
  also?: Encoding[]
}
