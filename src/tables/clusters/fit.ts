import { FEWEST_CLUSTERS, MOST_CLUSTERS, type ClustersSetting } from '../../model/clusters'
import { cluster, settle } from '../../stats/kmeans'
import { moments } from '../../stats/moments'
import { seeded } from '../../stats/random'
import { silhouette } from '../../stats/silhouette'
import { FEATURES, LEAST_CLUSTERED, type FeatureName, type Features, type Fit } from './features'
import { nameClusters } from './name'

const SAMPLE = 2000
const SEED = 20
const RESTARTS = 10
/** From here on a feature's few largest values would make the groups. */
const SKEWED = 1

/**
 * Groups customers by k-means on standardised features, logarithms where they are skewed. How many: the largest mean
 * silhouette on a sample, the smaller number of equals. Nobody is drawn by lot but from a seed: the same answer each time.
 */
export function fit(features: Features, k: ClustersSetting['k']): Fit {
  const count = features.recency.length
  const unknown = FEATURES.filter((name) => knownIn(features[name]) < count / 2)
  const told = FEATURES.filter((name) => !unknown.includes(name))
  const places = Array.from({ length: count }, (_, at) => at).filter((at) =>
    told.every((name) => !Number.isNaN(features[name][at]!)),
  )
  const scaled = told.map((name) =>
    scale(
      name,
      Float64Array.from(places, (at) => features[name][at]!),
    ),
  )
  const used = scaled.filter(({ values }) => values !== null)
  const answer: Fit = {
    used: used.map(({ name }) => name),
    logged: used.filter(({ logged }) => logged).map(({ name }) => name),
    constant: scaled.filter(({ values }) => !values).map(({ name }) => name),
    unknown,
    k: 0,
    widths: [],
    labels: new Uint8Array(count),
    centres: [],
  }
  if (places.length < LEAST_CLUSTERED || !used.length) return answer

  const points = places.map((_, at) => used.map(({ values }) => values![at]!))
  const sample = drawn(points, SAMPLE)
  const different = new Set(sample.map((point) => point.join())).size
  const tried = []
  for (let groups = FEWEST_CLUSTERS; groups <= Math.min(MOST_CLUSTERS, different); groups++) {
    const found = cluster(sample, groups, { restarts: RESTARTS, seed: SEED })
    tried.push({ k: groups, found, width: silhouette(sample, found.labels) })
  }
  answer.widths = tried.map(({ k, width, found }) => ({ k, width, inertia: found.inertia }))
  const best = tried.reduce((a, b) => (b.width > a.width ? b : a))
  const wanted = k === undefined ? best : (tried.find((each) => each.k === k) ?? tried.at(-1)!)
  answer.k = wanted.k
  const whole = sample === points ? wanted.found : settle(points, wanted.found.centres)

  const order = whole.centres
    .map((centre, number) => ({ number, sum: rank(centre, used) }))
    .sort((a, b) => b.sum - a.sum || a.number - b.number)
  const place = new Map(order.map(({ number }, at) => [number, at + 1]))
  places.forEach((at, i) => (answer.labels[at] = place.get(whole.labels[i]!)!))
  const centres = order.map(({ number }) =>
    Object.fromEntries(used.map(({ name }, i) => [name, whole.centres[number]![i]!])),
  )
  const names = nameClusters(centres)
  answer.centres = centres.map((at, i) => ({ cluster: names[i]!, at }))
  return answer
}

const knownIn = (values: Float64Array): number => values.filter((value) => !Number.isNaN(value)).length

/** Standard deviations from the mean, up is better; null: nothing varies. Less than nothing spent counts as nothing. */
function scale(name: FeatureName, raw: Float64Array) {
  const plain = raw.map((value) => Math.max(0, value))
  const logged = moments(plain).skewness > SKEWED
  const values = logged ? plain.map(Math.log1p) : plain
  const { mean, deviation } = moments(values)
  const sign = name === 'recency' ? -1 : 1
  return { name, logged, values: deviation ? values.map((v) => (sign * (v - mean)) / deviation) : null }
}

/** So many of the points by a fixed lot, in their order; all of them where there are no more. */
function drawn(points: number[][], most: number): number[][] {
  if (points.length <= most) return points
  const random = seeded(SEED)
  // Selection sampling (Knuth, The Art of Computer Programming 2, 3.4.2, algorithm S).
  let wanted = most
  return points.filter((_, at) => {
    const taken = random() * (points.length - at) < wanted
    if (taken) wanted--
    return taken
  })
}

/** Spending decides, then the others. */
const rank = (centre: number[], used: { name: FeatureName }[]): number =>
  centre.reduce((sum, value, at) => sum + value * (used[at]!.name === 'monetary' ? 2 : 1), 0)
