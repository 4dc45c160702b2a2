import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cluster, settle } from '../../src/stats/kmeans'
import { seeded } from '../../src/stats/random'
import { moments } from '../../src/stats/moments'
import { silhouette } from '../../src/stats/silhouette'

/** Fisher's iris (1936), 150 flowers: as scikit-learn has it, not as the UCI archive, where two of them are wrong. */
const iris = readFileSync(join(import.meta.dirname, '../fixtures/iris.csv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(',').map(Number))

describe('k-means', () => {
  // inertia_ of sklearn.cluster.KMeans on load_iris().data, and silhouette_score of its labels.
  test.each([
    [2, 152.347951760358, 0.681046169211746],
    [3, 78.851441426146, 0.5528190123564095],
    [4, 57.228473214285, 0.49805050499728815],
  ])('on iris finds what scikit-learn finds: %i groups', (k, inertia, width) => {
    const found = cluster(iris, k, { restarts: 30, seed: 1 })
    expect(found.inertia).toBeCloseTo(inertia, 3)
    expect(silhouette(iris, found.labels)).toBeCloseTo(width, 3)
  })

  test('gives the same for the same seed, and stands still where it began from its own centres', () => {
    const once = cluster(iris, 3, { restarts: 3, seed: 7 })
    expect(cluster(iris, 3, { restarts: 3, seed: 7 })).toEqual(once)
    expect(settle(iris, once.centres).labels).toEqual(once.labels)
  })

  test('goes on until every point is with its nearest centre, and every centre is the mean of its points', () => {
    const random = seeded(3)
    const points = Array.from({ length: 3000 }, () => [random(), random() ** 2])
    const { centres, labels } = cluster(points, 7, { restarts: 1, seed: 5 })
    centres.forEach((centre, k) => {
      const own = points.filter((_, i) => labels[i] === k)
      centre.forEach((at, d) =>
        expect(own.reduce((sum, point) => sum + point[d]!, 0) / own.length).toBeCloseTo(at, 12),
      )
    })
  })

  test('leaves out a group that nobody is in', () => {
    const points = [[0], [0.1], [5], [5.1]]
    expect(settle(points, [[0], [5], [99]])).toMatchObject({ labels: Uint8Array.of(0, 0, 1, 1) })
    expect(settle(points, [[0], [5], [99]]).centres).toHaveLength(2)
  })
})

describe('silhouette', () => {
  test('of four points on a line, worked out by hand', () => {
    // 0, 1 | 5, 6. The outer ones: a 1, b 5.5; the inner ones: a 1, b 4.5.
    const width = (2 * (1 - 1 / 5.5) + 2 * (1 - 1 / 4.5)) / 4
    expect(silhouette([[0], [1], [5], [6]], Uint8Array.of(0, 0, 1, 1))).toBeCloseTo(width, 12)
  })

  test('counts who is alone as 0, and gives no answer for one group', () => {
    expect(silhouette([[0], [1], [9]], Uint8Array.of(0, 0, 1))).toBeCloseTo((8 / 9 + 7 / 8) / 3, 12)
    expect(silhouette([[0], [1]], Uint8Array.of(0, 0))).toBeNaN()
    expect(silhouette([[3], [3]], Uint8Array.of(0, 1))).toBe(0)
  })
})

test('skewness is that of scipy.stats.skew, and nothing is skewed where nothing varies', () => {
  // The example of scipy.stats.skew: skew([2, 8, 0, 4, 1, 9, 9, 0]) = 0.2650554122698573.
  expect(moments(Float64Array.of(2, 8, 0, 4, 1, 9, 9, 0)).skewness).toBeCloseTo(0.2650554122698573, 12)
  expect(moments(new Float64Array(30).fill(0.1))).toEqual({
    mean: expect.closeTo(0.1),
    deviation: 0,
    skewness: 0,
  })
})
