/** First in a `.ziggurat` file and not compressed, so that its first bytes say what it is. */
export const MARK = 'ziggurat.json'

/** Whether the first bytes of a file are those of a `.ziggurat` file that is not sealed. */
export const isPacked = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 &&
  bytes[1] === 0x4b &&
  new TextDecoder().decode(bytes.subarray(30, 30 + MARK.length)) === MARK
