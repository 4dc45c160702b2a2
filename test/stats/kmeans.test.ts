import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cluster, settle } from '../../src/stats/kmeans'
import { seeded } from '../../src/stats/random'
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

  test('of points on a line finds the two halves and their middles, and adds up the squares', () => {
    const { centres, labels, inertia } = cluster([[0], [2], [10], [12]], 2, { restarts: 5, seed: 1 })
    expect(centres.flat().sort((a, b) => a - b)).toEqual([1, 11])
    expect(labels[0]).toBe(labels[1])
    expect(labels[2]).toBe(labels[3])
    expect(labels[0]).not.toBe(labels[2])
    expect(inertia).toBe(4)
  })

  test('of one group is the mean, and of as many groups as points nothing is left', () => {
    const points = [
      [0, 0],
      [4, 0],
      [2, 6],
    ]
    expect(cluster(points, 1, { restarts: 1, seed: 1 })).toEqual({
      centres: [[2, 2]],
      labels: Uint8Array.of(0, 0, 0),
      // (4 + 4) + (4 + 4) + 16
      inertia: 32,
    })
    expect(cluster(points, 3, { restarts: 5, seed: 1 }).inertia).toBe(0)
  })

  test('begins as often as it is told and keeps the best: more beginnings are never worse', () => {
    const random = seeded(41)
    const points = Array.from({ length: 120 }, () => [random(), random()])
    const of = (restarts: number) => cluster(points, 9, { restarts, seed: 3 }).inertia
    const found = [1, 2, 4, 8, 16].map(of)
    expect(found).toEqual([...found].sort((a, b) => b - a))
    expect(found.at(-1)).toBeLessThan(found[0]!)
  })

  test('a point as near to one centre as to another is with the first', () => {
    expect([...settle([[0], [5], [10], [0], [10]], [[0], [10]]).labels]).toEqual([0, 0, 1, 0, 1])
  })
})
