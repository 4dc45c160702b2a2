import { describe, expect, test } from 'vitest'
import { seeded } from '../../src/stats/random'
import { silhouette } from '../../src/stats/silhouette'

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

  // scikit-learn 1.9.1: silhouette_score of seven points of a plane, one of them alone in its group.
  const points = [
    [0, 0],
    [1, 0],
    [0, 2],
    [8, 8],
    [9, 8],
    [8, 10],
    [20, 0],
  ]
  test('is that of scikit-learn, also below 0 where groups lie across each other', () => {
    expect(silhouette(points, Uint8Array.of(0, 0, 0, 1, 1, 1, 2))).toBeCloseTo(0.7254030935499544, 12)
    expect(silhouette(points, Uint8Array.of(0, 1, 0, 1, 0, 1, 0))).toBeCloseTo(-0.12346629879860736, 12)
  })

  test('does not mind how groups are numbered, or numbers that nobody has', () => {
    expect(silhouette(points, Uint8Array.of(0, 0, 0, 2, 2, 2, 5))).toBeCloseTo(0.7254030935499544, 12)
    expect(silhouette(points, Uint8Array.of(3, 3, 3, 1, 1, 1, 0))).toBeCloseTo(0.7254030935499544, 12)
    expect(silhouette(points, new Uint8Array(7).fill(2))).toBeNaN()
  })

  test('of nothing and of one point there is none', () => {
    expect(silhouette([], new Uint8Array())).toBeNaN()
    expect(silhouette([[1]], Uint8Array.of(0))).toBeNaN()
  })

  test('does not change where everything is moved or stretched', () => {
    const random = seeded(2)
    const drawn = Array.from({ length: 40 }, () => [random(), random(), random()])
    const labels = Uint8Array.from(drawn, () => Math.floor(random() * 4))
    const width = silhouette(drawn, labels)
    const moved = drawn.map((point) => point.map((x) => 7 * x - 100))
    expect(silhouette(moved, labels)).toBeCloseTo(width, 9)
    expect(Math.abs(width)).toBeLessThan(1)
  })
})
