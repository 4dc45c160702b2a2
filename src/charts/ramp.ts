const hex = (value: number): string => Math.round(value).toString(16).padStart(2, '0')

/** Colour `t` (0…1) of the way from one `#RRGGBB` to another. */
export const mix = (from: string, to: string, t: number): string =>
  '#' +
  [1, 3, 5]
    .map((at) => {
      const [a, b] = [parseInt(from.slice(at, at + 2), 16), parseInt(to.slice(at, at + 2), 16)]
      return hex(a + (b - a) * t)
    })
    .join('')
    .toUpperCase()

/** Colour at `t` (0…1, clamped) of a ramp of evenly spaced stops `#RRGGBB`. */
export const ramp = (stops: string[], t: number): string => {
  const at = Math.min(1, Math.max(0, t)) * (stops.length - 1)
  const step = Math.min(stops.length - 2, Math.floor(at))
  return mix(stops[step]!, stops[step + 1]!, at - step)
}

export type Scale = 'index' | 'deviation' | 'money' | 'count' | 'share' | 'number'

/**
 * Position 0…1 of a value on its ramp. An index is placed by its ratio to 100, so that 50 lies as far below the
 * middle as 200 above, over a span of at least ×1.5 and at most ×2.5; a deviation by its distance from 0, over a span of
 * at least 1 and at most 2; amounts, counts and shares start at 0; plain numbers span what is shown.
 */
export const position = (scale: Scale, values: number[]): ((value: number) => number) => {
  if (scale === 'index') {
    const ratios = values.filter((value) => value > 0).map((value) => Math.abs(Math.log(value / 100)))
    const span = Math.min(Math.log(2.5), Math.max(Math.log(1.5), ...ratios))
    return (value) => (value <= 0 ? 0 : Math.min(1, Math.max(0, 0.5 + (0.5 * Math.log(value / 100)) / span)))
  }
  if (scale === 'deviation') {
    const span = Math.min(2, Math.max(1, ...values.map(Math.abs)))
    return (value) => Math.min(1, Math.max(0, 0.5 + (0.5 * value) / span))
  }
  const low = scale === 'number' ? Math.min(...values) : 0
  const high = Math.max(...values)
  return (value) => (high > low ? Math.min(1, Math.max(0, (value - low) / (high - low))) : 0)
}
