const BINS = 4096

/**
 * The value at a rising place (0 … n − 1), asked for a few times without sorting all: values are counted by where they
 * lie between the smallest and the largest, and only those around the place are looked at. The scratch is kept, so that
 * it can be read again while a scheme is dragged.
 */
export function picker(size: number): (values: Float64Array) => (place: number) => number {
  const counts = new Uint32Array(BINS)
  const bins = new Uint16Array(size)
  const near = new Float64Array(size)
  return (values) => {
    let [least, most] = [Infinity, -Infinity]
    for (let i = 0; i < size; i++) {
      const value = values[i]!
      if (value < least) least = value
      if (value > most) most = value
    }
    if (!(most > least)) return () => least
    const scale = (BINS - 1) / (most - least)
    counts.fill(0)
    for (let i = 0; i < size; i++) {
      const bin = ((values[i]! - least) * scale) | 0
      bins[i] = bin
      counts[bin]!++
    }
    return (place) => {
      let [bin, below] = [0, 0]
      while (below + counts[bin]! <= place) below += counts[bin++]!
      let n = 0
      for (let i = 0; i < size; i++) if (bins[i] === bin) near[n++] = values[i]!
      return select(near, n, place - below)
    }
  }
}

/** The value at a rising place of the first n, without sorting all (Hoare 1961); the values change their order. */
function select(values: Float64Array, n: number, place: number): number {
  let [low, high] = [0, n - 1]
  while (low < high) {
    const pivot = values[(low + high) >>> 1]!
    let [i, k] = [low, high]
    while (i <= k) {
      while (values[i]! < pivot) i++
      while (values[k]! > pivot) k--
      if (i > k) break
      const value = values[i]!
      values[i++] = values[k]!
      values[k--] = value
    }
    if (place <= k) high = k
    else if (place >= i) low = i
    else break
  }
  return values[place]!
}
