/** Text for an HTML tooltip; names come from files and are never markup. */
export const escape = (text: string): string =>
  text.replace(
    /[&<>"']/g,
    (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[char]!,
  )

// Widths in em of Inter, rounded up; charts are built where no canvas can measure.
const em = (char: string): number => {
  if (
    /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60\uFFE0-\uFFE6]/.test(char)
  )
    return 1
  if (/[0-9¥€£$+–<>=±≥≤]/.test(char)) return 0.64
  if (/[%@mwMW→▲▼…—]/.test(char)) return 0.9
  if (/[A-Z]/.test(char)) return 0.7
  if (/[ .,:;'|!ijlI·()[\]/-]/.test(char)) return 0.34
  return char.charCodeAt(0) < 0x250 ? 0.58 : 0.9
}

/** Approximate width of a text in px. */
export const measure = (text: string, size: number, weight = 400): number => {
  let width = 0
  for (const char of text) width += em(char)
  return Math.ceil(width * size * (weight >= 600 ? 1.05 : 1))
}

/** The text, cut with an ellipsis where it is wider than `width` px. */
export const ellipsis = (text: string, width: number, size: number, weight = 400): string => {
  if (measure(text, size, weight) <= width) return text
  const chars = [...text]
  while (chars.length > 1 && measure(chars.join('') + '…', size, weight) > width) chars.pop()
  return chars.join('').trimEnd() + '…'
}

/** Widest of several texts in px. */
export const widest = (texts: string[], size: number, weight = 400): number =>
  Math.max(0, ...texts.map((text) => measure(text, size, weight)))
