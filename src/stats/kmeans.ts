import { kmeans } from 'ml-kmeans'

/** Points in groups: `labels` says for each point which of the `centres` is nearest. */
interface Clustering {
  centres: number[][]
  labels: Uint8Array
  /** Sum of squared distances of the points from their centre. */
  inertia: number
}

/**
 * k-means with k-means++ beginnings (Arthur & Vassilvitskii 2007, SODA), the best of so many by inertia. The same seed
 * gives the same answer. Needs at least `k` different points; groups that end empty are left out.
 */
export function cluster(
  points: number[][],
  k: number,
  { restarts, seed }: { restarts: number; seed: number },
): Clustering {
  let best: Clustering | null = null
  for (let start = 0; start < restarts; start++) {
    const found = told(points, kmeans(points, k, { seed: seed + start, ...UNTIL }).centroids)
    if (!best || found.inertia < best.inertia) best = found
  }
  return best!
}

/** k-means from given centres on. */
export const settle = (points: number[][], centres: number[][]): Clustering =>
  told(points, kmeans(points, centres.length, { initialization: centres, ...UNTIL }).centroids)

/** Until no centre moves any more; rounds without end are no concern, as each lowers the inertia. */
const UNTIL = { tolerance: 0, maxIterations: 1000 }

/** Each point with its nearest centre; a centre without points is none. */
function told(points: number[][], found: number[][]): Clustering {
  const nearest = points.map((point) => nearestOf(point, found))
  const used = new Set(nearest.map(([label]) => label))
  const kept = found.map((_, at) => at).filter((at) => used.has(at))
  const place = new Map(kept.map((at, now) => [at, now]))
  return {
    centres: kept.map((at) => found[at]!),
    labels: Uint8Array.from(nearest, ([label]) => place.get(label)!),
    inertia: nearest.reduce((sum, [, distance]) => sum + distance, 0),
  }
}

function nearestOf(point: number[], centres: number[][]): [label: number, squared: number] {
  let [label, least] = [0, Infinity]
  for (let at = 0; at < centres.length; at++) {
    const centre = centres[at]!
    let sum = 0
    for (let i = 0; i < point.length; i++) sum += (point[i]! - centre[i]!) ** 2
    if (sum < least) [label, least] = [at, sum]
  }
  return [label, least]
}
