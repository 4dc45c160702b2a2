import type { Encoding } from '../encoding'

const MARKS = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

/** Bytes → text. Node reads windows-1252 as ISO-8859-1, which has control characters where the marks are. */
export function textOf(bytes: Uint8Array, encoding: Encoding): string {
  const text = new TextDecoder(encoding).decode(bytes)
  return encoding === 'windows-1252'
    ? text.replace(/[\x80-\x9f]/g, (char) => MARKS[char.charCodeAt(0) - 0x80]!)
    : text
}
