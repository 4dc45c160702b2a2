const THINNEST = 10

/**
 * Width of each step in px. Grows with the customers to the power of 0.6, so that a tip of 3 % stays visible and
 * a step is always wider than one with fewer customers; an empty or hidden step keeps the thinnest width.
 */
export const stepWidths = (counts: (number | null)[], widest: number): number[] => {
  const most = Math.max(1, ...counts.map((count) => count ?? 0))
  return counts.map((count) => THINNEST + (widest - THINNEST) * (Math.max(0, count ?? 0) / most) ** 0.6)
}

/** A run of texts in one line; `x` and `y` from the centre of the step. */
export interface Line {
  texts: ('count' | 'change')[]
  x: number
  y: number
  align: 'center' | 'left'
  inside: boolean
}

const GAP = 8
const HALF = 9

/**
 * Where count and change stand: in the step side by side, else one above the other, else beside the step on its
 * right; a change without room anywhere is left to the tooltip.
 *
 * @param texts their widths in px; a change of 0 px is none
 * @param room from the step's centre to what stands right of the pyramid
 */
export const placeTexts = (
  step: { width: number; height: number; hollow: boolean },
  texts: { count: number; change: number },
  room: number,
): Line[] => {
  const { count, change } = texts
  const fits = (width: number, margin: number) => !step.hollow && width + margin <= step.width
  const beside = step.width / 2 + GAP
  const stacked = step.height >= 40
  const inside = (names: Line['texts'], y = 0): Line => ({
    texts: names,
    x: 0,
    y,
    align: 'center',
    inside: true,
  })
  const outside = (names: Line['texts'], y = 0): Line => ({
    texts: names,
    x: beside,
    y,
    align: 'left',
    inside: false,
  })

  if (!change) return [fits(count, 4) ? inside(['count']) : outside(['count'])]
  const both = count + GAP + change
  if (fits(both, 8)) return [inside(['count', 'change'])]
  if (stacked && fits(Math.max(count, change), 6)) return [inside(['count'], -HALF), inside(['change'], HALF)]
  if (fits(count, 4)) return [inside(['count']), ...(beside + change <= room ? [outside(['change'])] : [])]
  if (beside + both <= room) return [outside(['count', 'change'])]
  if (stacked && beside + change <= room) return [outside(['count'], -HALF), outside(['change'], HALF)]
  return [outside(['count'])]
}
