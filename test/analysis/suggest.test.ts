import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Session } from '../../src/analysis/session'
import {
  lessonsOf,
  suggestWeights,
  withWeights,
  type Material,
  type Suggestion,
} from '../../src/analysis/tiers/suggest'
import type { TierIndicator, TierScheme } from '../../src/model/scheme'
import { foretell } from '../../src/stats/foretell'
import { seeded } from '../../src/stats/random'
import { dataFolder } from '../setup/data.mjs'
import { retail } from '../support/retail'
import { csv, sessionOf } from '../support/session'

const data = dataFolder()
const learn = async ({ earlier, later, given }: Material) => foretell(earlier, later, given, { most: 400 })
async function suggested(session: Session, scheme: TierScheme, months?: number): Promise<Suggestion> {
  const found = await suggestWeights(session, scheme, learn, months)
  if ('none' in found) throw new Error(found.none)
  return found
}
const weightOf = ({ indicators, found }: Suggestion, name: string): number =>
  found.weights![indicators.findIndex((each) => each.name === name)]!
const tell = (name: string, { lesson, indicators, found }: Suggestion): void =>
  console.info(
    `suggested weights: ${name}`,
    JSON.stringify({
      ...lesson,
      customers: [found.learned, found.checked],
      weights: indicators.map((each, k) => [each.name, each.weight, found.weights?.[k]]),
      present: found.tested.present,
      suggested: found.tested.suggested,
      gain: found.gain,
    }),
  )

describe('suggested weights: the sample company', () => {
  let session: Session
  const folder = new URL('../../public/samples/', import.meta.url)
  const { files } = JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8')) as { files: string[] }
  beforeAll(async () => {
    session = await sessionOf(
      Object.fromEntries(files.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')])),
    )
  }, 60_000)
  afterAll(() => session.engine.stop())

  test('orders, recency and recent revenue foretell most, as it was planted, and better than the proposed weights', async () => {
    const found = await suggested(session, session.scheme!)
    tell('sample', found)
    expect(found.lesson).toEqual({
      earlier: '2025-09-20',
      later: '2026-03-20',
      until: '2026-09-20',
      months: 6,
    })
    const planted = ['orders_12m', 'recency_days', 'revenue_12m', 'margin_12m']
    expect(planted.reduce((sum, name) => sum + weightOf(found, name), 0)).toBeGreaterThan(0.6)
    expect(found.found.gain!.low).toBeGreaterThan(0)
    // Growth looks back two years, and on the earlier day the data began less than that before.
    expect(found.undated).toEqual(['growth_12m'])
    expect(found.indicators.map(({ name }) => name)).toEqual(
      session.scheme!.indicators.map(({ name }) => name).filter((name) => name !== 'growth_12m'),
    )
  })

  test('what was compared in pairs is tested on the same customers', async () => {
    const judgements = { dimensions: { names: ['financial', 'potential', 'risk'], upper: [1, 1 / 5, 1 / 5] } }
    const { judged, indicators, found } = await suggested(session, { ...session.scheme!, judgements }, 3)
    const risk = indicators.reduce((sum, each, k) => sum + (each.dimension === 'risk' ? judged![k]! : 0), 0)
    expect(risk).toBeCloseTo(5 / 7, 6)
    expect(found.tested.judged!.rank.value).not.toBe(found.tested.present!.rank.value)
    expect(found.tested.judged!.rank.low).toBeLessThan(found.tested.judged!.rank.value)
  })

  test('of shuffled outcomes a gain is claimed in at most one of ten', async () => {
    let material: Material | null = null
    await suggestWeights(session, session.scheme!, (given) => {
      material = given
      return learn(given)
    })
    let claims = 0
    for (let seed = 1; seed <= 50; seed++) {
      const draw = seeded(seed)
      const mixed = ({ points, outcome }: Material['later']) => {
        const keys = outcome.map(() => draw())
        const order = Array.from(outcome, (_, i) => i).sort((a, b) => keys[a]! - keys[b]!)
        return { points, outcome: outcome.map((_, i) => outcome[order[i]!]!) }
      }
      const { earlier, later, given } = material!
      const { gain } = foretell(mixed(earlier), mixed(later), given, { seed, most: 200 })
      claims += Number((gain?.low ?? 0) > 0)
    }
    console.info('suggested weights: claims of 50 shuffled samples', claims)
    expect(claims).toBeLessThanOrEqual(5)
  }, 60_000)

  test('what only customer files say keeps its weight and teaches nothing', async () => {
    const now: TierIndicator = {
      name: 'credit_rating',
      dimension: 'risk',
      weight: 0.25,
      median: 50,
      values: [0, 100],
      points: [0, 100],
      table: [{ value: 'AAA', points: 100 }],
    }
    const scheme = {
      ...session.scheme!,
      indicators: [...session.scheme!.indicators.map((i) => ({ ...i, weight: i.weight * 0.75 })), now],
    }
    const found = await suggested(session, scheme, 3)
    expect(found.undated).toEqual(['credit_rating'])
    const names = found.indicators.map(({ name }) => name)
    expect(names).not.toContain('credit_rating')
    const taken = withWeights(scheme, names, found.found.weights!)
    expect(taken.at(-1)).toEqual(now)
    expect(taken.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9)
  })
})

describe('suggested weights: too little', () => {
  test('less than two periods after the first year says so', () => {
    const of = (data_start: string, as_of: string, summed = false) =>
      lessonsOf({ params: { data_start, as_of } as never, summed }).map(({ months }) => months)
    expect(of('2024-01-03', '2025-06-30')).toEqual([3])
    expect(of('2024-01-03', '2025-05-30')).toEqual([])
    expect(of('2021-06-30', '2025-06-30')).toEqual([12, 6, 3])
    expect(of('2021-06-30', '2025-06-30', true)).toEqual([])
  })
  test('a handful of customers teaches nothing', async () => {
    const rows = Array.from({ length: 240 }, (_, i) => ({
      order_id: `o${i}`,
      customer_id: `c${i % 12}`,
      order_date: new Date(Date.UTC(2023, 0, 1 + i * 4)).toISOString().slice(0, 10),
      amount: 100 + ((i * 37) % 90),
    }))
    const session = await sessionOf({ 'orders.csv': csv(rows) })
    expect(await suggestWeights(session, session.scheme!, learn)).toEqual({ none: 'few', customers: 12 })
    session.engine.stop()
  })
})

describe.skipIf(!data)('suggested weights: published data', () => {
  test('Online Retail is a year long: too short for two periods after the first year', async () => {
    const session = await sessionOf({ 'online_retail.csv': await retail() })
    expect(await suggestWeights(session, session.scheme!, learn)).toEqual({ none: 'short' })
    session.engine.stop()
  }, 60_000)
  test('CDNOW: when somebody last ordered foretells the next quarter best', async () => {
    const lines = readFileSync(`${data}/cdnow/CDNOW_sample.txt`, 'utf8').trim().split('\n')
    const rows = lines.map((line, i) => {
      const [id, , day, quantity, amount] = line.trim().split(/\s+/) as [
        string,
        string,
        string,
        string,
        string,
      ]
      const order_date = day.replace(/(\d{4})(\d\d)(\d\d)/, '$1-$2-$3')
      return { order_id: `o${i}`, customer_id: `c${id}`, order_date, quantity, amount }
    })
    const session = await sessionOf({ 'orders.csv': csv(rows) })
    const found = await suggested(session, session.scheme!)
    tell('CDNOW', found)
    expect(found.lesson.months).toBe(3)
    expect(
      found.indicators
        .map(({ name }) => weightOf(found, name))
        .sort()
        .at(-1),
    ).toBe(weightOf(found, 'recency_days'))
    expect(found.found.tested.suggested!.rank.value).toBeGreaterThan(0.3)
    session.engine.stop()
  }, 60_000)
})
