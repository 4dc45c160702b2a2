import * as v from 'valibot'
import { isPeriod } from './day'

/** The named segments, in the order in which they are looked up by default. */
export const SEGMENTS = [
  'champions',
  'loyal',
  'potential_loyal',
  'new',
  'promising',
  'need_attention',
  'about_to_sleep',
  'cannot_lose',
  'at_risk',
  'hibernating',
  'lost',
] as const
type SegmentName = (typeof SEGMENTS)[number]
/** Whom no rule takes. */
const REST: SegmentName = 'lost'

/** The eight classes: important (much spent) before general; value, develop, keep, win back. */
export const CLASSES = [
  'important_value',
  'important_develop',
  'important_keep',
  'important_retain',
  'general_value',
  'general_develop',
  'general_keep',
  'general_retain',
] as const

const score = v.pipe(v.number(), v.minValue(1), v.maxValue(5), v.multipleOf(0.5))
/** A segment takes whoever lies in both ranges, ends included; the first rule that fits decides. */
const BoundarySchema = v.strictObject({
  segment: v.picklist(SEGMENTS),
  /** Recency score, 1…5. */
  r: v.tuple([score, score]),
  /** Mean of the frequency and the monetary score, 1…5 in halves. */
  fm: v.tuple([score, score]),
})
export type Boundary = v.InferOutput<typeof BoundarySchema>

const boundary = (
  segment: SegmentName,
  r: [from: number, to: number],
  fm: [from: number, to: number],
): Boundary => ({ segment, r, fm })

export const defaultBoundaries = (): Boundary[] => [
  boundary('champions', [4, 5], [4, 5]),
  boundary('loyal', [3, 5], [3.5, 5]),
  boundary('potential_loyal', [4, 5], [2, 5]),
  boundary('new', [5, 5], [1, 5]),
  boundary('promising', [4, 4], [1, 5]),
  boundary('need_attention', [3, 3], [2, 5]),
  boundary('about_to_sleep', [3, 3], [1, 5]),
  boundary('cannot_lose', [1, 2], [4.5, 5]),
  boundary('at_risk', [1, 2], [3, 5]),
  boundary('hibernating', [1, 2], [2, 5]),
  boundary('hibernating', [2, 2], [1, 5]),
]

/** What divides high from low in the eight classes: a score above it is high. */
const CutSchema = v.variant('by', [
  v.strictObject({ by: v.picklist(['mean', 'median']) }),
  v.strictObject({ by: v.literal('fixed'), r: score, f: score, m: score }),
])

/** How RFM looks at customers; each missing part is the default. */
export const RfmSchema = v.strictObject({
  /** Over which window, as of the view's date; empty: the view's own period. */
  window: v.pipe(
    v.string(),
    v.check((text) => !text || isPeriod(text), '12m, 24m, all, 2011-01..2011-06'),
  ),
  segments: v.optional(v.pipe(v.array(BoundarySchema), v.minLength(1), v.maxLength(40)), defaultBoundaries),
  cut: v.optional(CutSchema, { by: 'mean' }),
})
export type RfmSetting = v.InferOutput<typeof RfmSchema>
export const defaultRfm = (): RfmSetting => ({
  window: '',
  segments: defaultBoundaries(),
  cut: { by: 'mean' },
})

/** The scores that a grid of recency by the mean of frequency and monetary has. */
export const R_SCORES = [5, 4, 3, 2, 1]
export const FM_SCORES = [1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5]

/** The segment of these scores. */
export const segmentAt = (segments: Boundary[], r: number, fm: number): SegmentName =>
  segments.find((rule) => r >= rule.r[0] && r <= rule.r[1] && fm >= rule.fm[0] && fm <= rule.fm[1])
    ?.segment ?? REST

interface BoundaryProblem {
  at: number
  problem: 'empty' | 'covered'
}
/** What is wrong with a table of boundaries, by the place of the rule: an empty range, or one that others have taken. */
export function boundaryProblems(segments: Boundary[]): BoundaryProblem[] {
  const taken = new Set<string>()
  return segments.flatMap(({ r, fm }, at): BoundaryProblem[] => {
    const cells = R_SCORES.filter((score) => score >= r[0] && score <= r[1]).flatMap((recency) =>
      FM_SCORES.filter((score) => score >= fm[0] && score <= fm[1]).map((score) => `${recency} ${score}`),
    )
    if (!cells.length) return [{ at, problem: 'empty' }]
    const fresh = cells.filter((cell) => !taken.has(cell))
    for (const cell of fresh) taken.add(cell)
    return fresh.length ? [] : [{ at, problem: 'covered' }]
  })
}
