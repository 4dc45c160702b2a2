import type { Encoding } from './encoding/names'

export { ENCODINGS, type Encoding } from './encoding/names'
export { detectEncoding } from './encoding/detect'
export { textOf } from './encoding/text'
export { toUtf8, type Decoded } from './encoding/transcode'

export interface EncodingGuess {
  encoding: Encoding
  /** Message key of the reason. */
  reason: 'bom' | 'valid' | 'mostly' | 'units' | 'score' | 'fallback' | 'chosen'
  /** False where another encoding is nearly as likely: the reader is asked. */
  sure: boolean
  /** The next likely ones, where it is not sure. */
  also?: Encoding[]
}
