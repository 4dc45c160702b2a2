/** A stream of pseudo-random draws; the same seed and label always give the same draws. */
export function stream(seed, label) {
  const next = mulberry32(hash(`${seed}/${label}`))
  const between = (low, high) => low + (high - low) * next()
  const int = (low, high) => low + Math.floor(next() * (high - low + 1))
  const chance = (p) => next() < p
  const pick = (list) => list[Math.floor(next() * list.length)]

  function weighted(entries) {
    let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [value, weight] of entries) {
      left -= weight
      if (left < 0) return value
    }
    return entries.at(-1)[0]
  }

  function normal() {
    const radius = Math.sqrt(-2 * Math.log(1 - next()))
    return radius * Math.cos(2 * Math.PI * next())
  }

  const logNormal = (median, sigma) => median * Math.exp(sigma * normal())

  /** Marsaglia & Tsang 2000; mean = shape. */
  function gamma(shape) {
    if (shape < 1) return gamma(shape + 1) * Math.exp(Math.log(1 - next()) / shape)
    const d = shape - 1 / 3
    for (;;) {
      const x = normal()
      const root = 1 + x / Math.sqrt(9 * d)
      if (root <= 0) continue
      const v = root * root * root
      if (Math.log(1 - next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
    }
  }

  return { next, between, int, chance, pick, weighted, normal, logNormal, gamma }
}

/** Numbers in [0, 1) from a seed. */
export function mulberry32(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** FNV-1a. */
function hash(text) {
  let h = 0x811c9dc5
  for (const char of text) h = Math.imul(h ^ char.codePointAt(0), 0x01000193)
  return h >>> 0
}
