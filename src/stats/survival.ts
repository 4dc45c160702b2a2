/** The curve from one distinct time to the next. */
interface SurvivalStep {
  time: number
  /** How many were still followed just before this time. */
  atRisk: number
  events: number
  censored: number
  /** Share to whom it has not happened up to and including this time. */
  survival: number
  /** Greenwood's standard error of it. */
  se: number
  /** Pointwise 95 % interval; null where nothing or everything has happened and it is not defined. */
  low: number | null
  high: number | null
}

export interface Survival {
  n: number
  events: number
  /** One step for each distinct time, censored ones as well; ascending. */
  steps: SurvivalStep[]
  /** First time at which half are left or fewer; null: not reached. */
  median: number | null
  medianLow: number | null
  medianHigh: number | null
}

const Z = 1.959963984540054

/**
 * Kaplan–Meier estimate of the time until something happens, where some were not followed until it did (Kaplan & Meier
 * 1958): S(t) = Π (1 − events ÷ at risk) over the times up to t. Who is censored at a time was still at risk at it.
 * Variance by Greenwood's formula; the 95 % interval is pointwise and on the scale log(−log S), so that it stays within
 * 0…1 (Kalbfleisch & Prentice 1980; R `survfit(conf.type = "log-log")`, Stata `sts list`).
 *
 * @param times how long each was followed, 0 or more
 * @param happened whether it happened at that time; else the case is censored there
 * @param counts how many cases each entry stands for; 1 each when absent
 */
export function kaplanMeier(times: number[], happened: boolean[], counts?: number[]): Survival {
  const order = times.map((_, at) => at).sort((a, b) => times[a]! - times[b]!)
  const count = (at: number) => counts?.[at] ?? 1
  const n = order.reduce((sum, at) => sum + count(at), 0)
  const steps: SurvivalStep[] = []
  let atRisk = n
  let survival = 1
  let greenwood = 0
  for (let i = 0; i < order.length;) {
    const time = times[order[i]!]!
    let events = 0
    let censored = 0
    for (; i < order.length && times[order[i]!] === time; i++) {
      if (happened[order[i]!]) events += count(order[i]!)
      else censored += count(order[i]!)
    }
    survival *= 1 - events / atRisk
    greenwood += events / (atRisk * (atRisk - events))
    const se = survival > 0 ? survival * Math.sqrt(greenwood) : 0
    steps.push({ time, atRisk, events, censored, survival, se, ...interval(survival, greenwood) })
    atRisk -= events + censored
  }
  return {
    n,
    events: steps.reduce((sum, step) => sum + step.events, 0),
    steps,
    median: half(steps, ({ survival }) => survival),
    medianLow: half(steps, ({ low }) => low),
    medianHigh: half(steps, ({ high }) => high),
  }
}

function interval(survival: number, greenwood: number): Pick<SurvivalStep, 'low' | 'high'> {
  if (survival <= 0 || survival >= 1) return { low: null, high: null }
  const half = (Z * Math.sqrt(greenwood)) / Math.log(survival)
  return { low: survival ** Math.exp(-half), high: survival ** Math.exp(half) }
}

/** First time at which a curve is down at one half; where it lies at one half for a while, the middle of that while. */
function half(steps: SurvivalStep[], of: (step: SurvivalStep) => number | null): number | null {
  const down = steps.findIndex((step) => (of(step) ?? 1) <= 0.5 + 1e-9 || step.survival === 0)
  if (down < 0) return null
  const { time } = steps[down]!
  if (Math.abs((of(steps[down]!) ?? 0) - 0.5) > 1e-9) return time
  const next = steps.slice(down).find((step) => (of(step) ?? 0) < 0.5 - 1e-9)
  return next ? (time + next.time) / 2 : time
}

/** How it stands at a time: the last step up to it, and how many are still followed then. */
export function survivalAt(
  { n, steps }: Survival,
  time: number,
): Pick<SurvivalStep, 'survival' | 'low' | 'high' | 'atRisk'> {
  const next = steps.findIndex((step) => step.time > time)
  const last = next < 0 ? steps.at(-1) : steps[next - 1]
  const followed = steps.find((step) => step.time >= time)
  return {
    survival: last?.survival ?? 1,
    low: last?.low ?? null,
    high: last?.high ?? null,
    atRisk: followed?.atRisk ?? (steps.length ? 0 : n),
  }
}
