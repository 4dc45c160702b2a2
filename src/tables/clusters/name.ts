import type { FeatureName } from './features'

type Centre = Partial<Record<FeatureName, number>>
const LETTERS: [FeatureName, string][] = [
  ['recency', 'r'],
  ['frequency', 'f'],
  ['monetary', 'm'],
]

/** How far from the mean, in standard deviations, words go up a step. */
const CLEAR = 0.4
const STRONG = 1.2

/** 2 below, 3 about, 4 above the mean. */
const plain = (value: number): number => (value > CLEAR ? 4 : value < -CLEAR ? 2 : 3)
/** The same, with 1 and 5 far from it. */
const fine = (value: number): number => (value > STRONG ? 5 : value < -STRONG ? 1 : plain(value))

/**
 * A name for each centre, such as `r4f3m2`: a level 1…5 for each feature, which the messages put into words. All differ:
 * the fine levels are taken only where the plain ones would name two alike, and a number where these do too.
 */
export function nameClusters(centres: Centre[]): string[] {
  for (const level of [plain, fine]) {
    const names = centres.map((centre) => coded(centre, level))
    if (new Set(names).size === names.length) return names
    if (level === fine) return numbered(names)
  }
  return []
}

const coded = (centre: Centre, level: (value: number) => number): string =>
  LETTERS.flatMap(([name, letter]) =>
    centre[name] === undefined ? [] : `${letter}${level(centre[name])}`,
  ).join('')

/** Those that are named alike are told apart by their order. */
function numbered(names: string[]): string[] {
  const seen = new Map<string, number>()
  return names.map((name) => {
    if (names.filter((other) => other === name).length === 1) return name
    const number = (seen.get(name) ?? 0) + 1
    seen.set(name, number)
    return `${name}-${number}`
  })
}

/** Place of a name among others: who spends most first, then who comes oftener and later. */
export function placeOfName(name: string): number {
  const { levels, number } = partsOf(name)
  const weights: Record<string, number> = { m: 100, f: 10, r: 1 }
  return (number ?? 0) / 100 - levels.reduce((sum, [letter, level]) => sum + weights[letter]! * level, 0)
}

/** The levels of a name, `[feature's letter, level]`, and the number that tells it from others named alike. */
export function partsOf(name: string): { levels: [letter: string, level: number][]; number: number | null } {
  const [code = '', number] = name.split('-')
  return {
    levels: [...code.matchAll(/([rfm])([1-5])/g)].map(([, letter, level]) => [letter!, Number(level)]),
    number: number ? Number(number) : null,
  }
}
