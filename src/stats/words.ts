const RATING = /^([A-Da-d]{1,4})([+-]?)$/
const YES = new Set(['yes', 'true', '1', '是', 'y'])
const NO = new Set(['no', 'false', '0', '否', 'n'])

/**
 * Points for the words of a field, to begin with: ratings such as AAA, AA+, B spread from 100 down to 0 in their order,
 * yes is 100 and no 0, other words stand in the middle until somebody says what they are worth.
 */
export function proposeTable(words: string[]): { value: string; points: number }[] {
  const same = (value: string, points: number) => ({ value, points })
  if (words.length > 1 && words.every((word) => RATING.test(word))) {
    const sorted = [...words].sort((a, b) => ratingOf(b) - ratingOf(a))
    return sorted.map((value, i) =>
      same(value, Math.round((100 * (sorted.length - 1 - i)) / (sorted.length - 1))),
    )
  }
  return words.map((value) => {
    const plain = value.trim().toLowerCase()
    return same(value, YES.has(plain) ? 100 : NO.has(plain) ? 0 : 50)
  })
}

/** AAA before AA before A before BBB; + before nothing before −. */
function ratingOf(word: string): number {
  const [, letters = '', sign = ''] = RATING.exec(word)!
  const letter = letters.toUpperCase().charCodeAt(0) - 64
  return -letter * 100 + letters.length * 10 + (sign === '+' ? 1 : sign === '-' ? -1 : 0)
}
