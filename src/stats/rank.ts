/**
 * Mid-ranks of values, again and again for other numbers of how often each counts (a resample): equal values share the
 * mean of their places. Sorted once; the array that comes back is written anew by the next call.
 */
export function ranker(values: Float64Array): (drawn?: Uint16Array) => Float64Array {
  const order = Uint32Array.from(values, (_, i) => i).sort((a, b) => values[a]! - values[b]!)
  const ranks = new Float64Array(values.length)
  return (drawn) => {
    let below = 0
    for (let from = 0; from < order.length;) {
      const value = values[order[from]!]!
      let [to, among] = [from, 0]
      while (to < order.length && values[order[to]!] === value)
        among += drawn ? drawn[order[to++]!]! : (to++, 1)
      for (let k = from; k < to; k++) ranks[order[k]!] = below + (among + 1) / 2
      below += among
      from = to
    }
    return ranks
  }
}

/** Pearson's correlation, −1 … 1; of ranks it is Spearman's (1904). NaN where one of both does not vary. */
export function correlation(x: Float64Array, y: Float64Array, drawn?: Uint16Array): number {
  let [n, sx, sy] = [0, 0, 0]
  for (let i = 0; i < x.length; i++) {
    const times = drawn ? drawn[i]! : 1
    n += times
    sx += times * x[i]!
    sy += times * y[i]!
  }
  const [mx, my] = [sx / n, sy / n]
  let [xx, yy, xy] = [0, 0, 0]
  for (let i = 0; i < x.length; i++) {
    const times = drawn ? drawn[i]! : 1
    const [a, b] = [x[i]! - mx, y[i]! - my]
    xx += times * a * a
    yy += times * b * b
    xy += times * a * b
  }
  return xy / Math.sqrt(xx * yy)
}
