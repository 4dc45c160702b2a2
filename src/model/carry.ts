import type { TierIndicator, TierScheme } from './scheme'

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
const lineOf = ({ values, points, median, relative, table }: TierIndicator) => ({
  values,
  points,
  median,
  relative,
  table,
})

/**
 * A draft of one scheme, made again on another that took its place, say because new files brought another proposal: what
 * the draft changed goes over, what it left alone is as in the new one. What the new one counts beside keeps its weight.
 */
export function carry(base: TierScheme, draft: TierScheme, now: TierScheme): TierScheme {
  const part = <K extends keyof TierScheme>(name: K) => ({
    [name]: same(base[name], draft[name]) ? now[name] : draft[name],
  })
  return {
    ...now,
    ...part('mode'),
    ...part('levels'),
    ...part('calibration'),
    ...part('rules'),
    ...part('keep'),
    ...part('review'),
    ...part('judgements'),
    indicators: same(base.indicators, draft.indicators)
      ? now.indicators
      : indicatorsOf(base.indicators, draft.indicators, now.indicators),
  }
}

function indicatorsOf(base: TierIndicator[], draft: TierIndicator[], now: TierIndicator[]): TierIndicator[] {
  const [old, fresh] = [base, now].map((all) => new Map(all.map((each) => [each.name, each]))) as [
    Map<string, TierIndicator>,
    Map<string, TierIndicator>,
  ]
  const more = now.filter(({ name }) => !old.has(name) && !draft.some((each) => each.name === name))
  const rest = 1 - more.reduce((sum, { weight }) => sum + weight, 0)
  const carried = draft.map((each) => {
    const [was, is] = [old.get(each.name), fresh.get(each.name)]
    const untouched = was && is && same(lineOf(was), lineOf(each))
    return { ...each, ...(untouched ? lineOf(is) : {}), weight: each.weight * rest }
  })
  return [...carried, ...more]
}
