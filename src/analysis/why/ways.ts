import type { TierIndicator, TierScheme } from '../../model/scheme'
import { interpolate } from '../../stats/interpolate'
import { invert } from '../../stats/invert'
import { othersOf, positionOf, standingOf, type Part } from './part'

/** A value that an indicator would need, and what it would bring. */
export interface Change {
  name: string
  from: number | null
  to: number
  /** The word to have, where the field holds words. */
  word: string | null
  /** Share of the others it would be better than, before and after. */
  standing: [from: number, to: number]
  points: [from: number, to: number]
}

interface Gap {
  /** Weighted total as it is and as it must be. */
  raw: number
  need: number
  /** Score to be reached. */
  score: number
  scheme: TierScheme
}

/** Indicators that by themselves lift the score far enough; the smallest step among the others first. */
export function alone(
  parts: Part[],
  columns: Record<string, Float64Array>,
  at: number,
  { raw, need, score, scheme }: Gap,
): Change[] {
  const found = parts.flatMap((part): Change[] => {
    if (!part.weight) return []
    const enough = (points: number) =>
      scoreOf(raw + part.weight * (points - part.points), scheme) >= score - 1e-9
    const wanted = part.points + (need - raw) / part.weight
    const change = reach(part, columns[part.indicator.name]!, at, wanted, enough)
    return change ? [change] : []
  })
  const step = ({ standing: [from, to] }: Change) => to - from
  return found.sort((a, b) => step(a) - step(b))
}

/**
 * The fewest indicators that lift it together where none does alone: those with the most room, each by the same share
 * of its room. Empty where all of them at their best do not.
 */
export function together(
  parts: Part[],
  columns: Record<string, Float64Array>,
  at: number,
  { raw, need, score, scheme }: Gap,
): Change[] {
  const best = (part: Part) => Math.max(...offered(part.indicator))
  const room = (part: Part) => part.weight * (best(part) - part.points)
  const open = parts.filter((part) => room(part) > 0).sort((a, b) => room(b) - room(a))
  for (let size = 2; size <= open.length; size++) {
    const chosen = open.slice(0, size)
    const all = chosen.reduce((sum, part) => sum + room(part), 0)
    const share = (need - raw) / all
    if (share > 1 + 1e-9) continue
    for (const more of [share, 1]) {
      const changes = chosen.map((part) => {
        const wanted = Math.min(best(part), part.points + more * (best(part) - part.points))
        return reach(part, columns[part.indicator.name]!, at, wanted, (points) => points >= wanted - 1e-6)
      })
      const reached = changes.reduce(
        (sum, change, i) => sum + (change ? chosen[i]!.weight * (change.points[1] - change.points[0]) : 0),
        raw,
      )
      const whole = changes.filter((change) => change !== null)
      if (whole.length === size && scoreOf(reached, scheme) >= score - 1e-9) return whole
    }
  }
  return []
}

/** Points that the indicator can give. */
const offered = (indicator: TierIndicator): number[] =>
  indicator.table ? indicator.table.map(({ points }) => interpolate(points, indicator)) : indicator.points

/** As grading writes a score: six digits. */
const scoreOf = (raw: number, { calibration }: TierScheme): number =>
  Math.round(interpolate(raw, calibration) * 1e6) / 1e6

/** The nearest value that can be told and has the wanted points; null where there is none. */
function reach(
  part: Part,
  column: Float64Array,
  at: number,
  wanted: number,
  enough: (points: number) => boolean,
): Change | null {
  const { indicator, points, value } = part
  const others = othersOf(column, at)
  const pointsAt = (x: number) => interpolate(positionOf(x, others, indicator), indicator)
  const from = value ?? (indicator.relative ? (others[others.length >> 1] ?? 0) : indicator.median)
  const to = indicator.table
    ? fromWords(indicator, enough)
    : indicator.relative
      ? fromOthers(others, from, (x) => enough(pointsAt(x)), grainOf(column, indicator.name))
      : fromLine(indicator, from, wanted, grainOf(column, indicator.name), (x) => enough(pointsAt(x)))
  if (to === null) return null
  const standing = (x: number) => standingOf(x, others, indicator)
  return {
    name: indicator.name,
    from: value,
    to,
    word: indicator.table?.find((each) => each.points === to)?.value ?? null,
    standing: [part.standing ?? standing(from), standing(to)],
    points: [points, pointsAt(to)],
  }
}

/** The lowest of the words that is enough. */
function fromWords(indicator: TierIndicator, enough: (points: number) => boolean): number | null {
  const given = indicator.table!.map(({ points }) => points).filter((x) => enough(interpolate(x, indicator)))
  return given.length ? Math.min(...given) : null
}

/** A rank is reached by the value of somebody who has it, or just beyond everybody. */
function fromOthers(
  others: Float64Array,
  from: number,
  enough: (x: number) => boolean,
  grain: number,
): number | null {
  const ends = others.length ? [others[0]! - grain, others.at(-1)! + grain] : []
  let best: number | null = null
  let last = NaN
  for (const x of [...ends, ...others]) {
    if (x === last || (best !== null && Math.abs(x - from) >= Math.abs(best - from))) continue
    last = x
    if (enough(x)) best = x
  }
  return best
}

/** The crossing of the anchors' line, moved on to a value that can be written down. */
function fromLine(
  indicator: TierIndicator,
  from: number,
  wanted: number,
  grain: number,
  enough: (x: number) => boolean,
): number | null {
  // What is at its best within rounding counts as reached.
  const crossing = invert(wanted - 1e-9, from, indicator)
  if (crossing === null) return null
  const up = crossing >= from
  const near = (up ? Math.ceil(crossing / grain - 1e-6) : Math.floor(crossing / grain + 1e-6)) * grain
  for (const x of [near, near + (up ? grain : -grain)]) {
    const told = Number(x.toFixed(3))
    if (enough(told)) return told
  }
  return null
}

const RATES = /share|rate/
/** The step in which values are told: whole ones where all are, tenths of a percent, else cents. */
const grainOf = (column: Float64Array, name: string): number =>
  RATES.test(name)
    ? 0.001
    : column.every((value) => Number.isNaN(value) || Number.isInteger(value))
      ? 1
      : 0.01
