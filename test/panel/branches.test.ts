import { describe, expect, test } from 'vitest'
import { CATALOGUE, panelOf } from '../../src/analysis/catalogue'
import { MARK } from '../../src/analysis/difference'
import { splitFacts, type Frame } from '../../src/analysis/panel'
import type { Row } from '../../src/model/row'
import { count, date, month, number, saidBy, share, short, type Said } from './said'

const FRAME: Frame = {
  ...{ asOf: '2024-06-30', periodStart: '2023-07-01', periodEnd: '2024-06-30', period: '12m' },
  ...{ dataStart: '2022-01-01', dataEnd: '2024-06-30', previousReview: null },
  ...{ returns: 'net', filtered: false, filter: {}, fiscalStart: 1, controls: {}, facts: {} },
}
function speak(id: string, rows: Row[], facts: Row = {}, frame: Partial<Frame> = {}) {
  const controls = Object.fromEntries((panelOf(id)!.controls ?? []).map((each) => [each.name, each.default]))
  return saidBy(panelOf(id)!, rows, {
    ...FRAME,
    ...frame,
    controls: { ...controls, ...frame.controls },
    facts,
  })
}
/** Rows with the facts that the panel works out of them. */
function worked(id: string, rows: Row[]): [Row[], Row] {
  const panel = panelOf(id)!
  return [rows, splitFacts(panel, panel.compute!(rows, FRAME)).facts]
}
/** The sentence of these rows: its key without that of the panel, and what it quotes. */
function sentence(id: string, ...given: [Row[], Row?, Partial<Frame>?]): Said {
  const { told, text } = speak(id, ...given).sentence
  const [key, params] = told.findLast(([key]) => key === text || text.startsWith(key))!
  return [key.replace(`panel.${id}.`, ''), params]
}
const note = (id: string, ...given: [Row[], Row?, Partial<Frame>?]) => speak(id, ...given).note
const params = (id: string, key: string, told: Said[]) =>
  told.find(([each]) => each === `panel.${id}.${key}`)?.[1]

/** How many rows there are is a figure by itself. */
const ROWS = ['rfm.clusters', 'quality.fields']
test.each(CATALOGUE.filter(({ id }) => !ROWS.includes(id)))(
  '$id makes no figure up where its rows and facts hold none',
  ({ id, columns, hidden = [] }) => {
    const nothing = Object.fromEntries([...columns, ...hidden].map(({ name }) => [name, null]))
    for (const row of [nothing, {}]) {
      const { sentence, note } = speak(id, [{ ...row, part: 'all' }])
      const figures = [...sentence.told, ...note.told].flatMap(([, said]) => Object.values(said ?? {}))
      expect(
        figures.filter((value) => /\b(count|share|number|short|money) -?[1-9]/.test(String(value))),
      ).toEqual([])
    }
  },
)

describe('overview.kpis says of the quiet ones', () => {
  const KPIS = { customers: 100, revenue: 5000, orders: 300, active_customers: 60, churn_days: 91 }
  const key = (row: Row) => sentence('overview.kpis', [{ ...KPIS, ...row }])[0]
  test.each<[string, Row]>([
    ['sentence', {}],
    ['sentence', { at_risk_customers: 0, active_customers: null }],
    ['gone', { active_customers: 0 }],
    ['oneOwn', { customers: 1, at_risk_customers: 1, at_risk_own: 1 }],
    ['onePooled', { customers: 1, at_risk_customers: 1, at_risk_own: 0 }],
    ['riskPlain', { at_risk_customers: 20, at_risk_own: null }],
    ['riskPlain', { at_risk_customers: 20, at_risk_own: 4 }],
    ['riskPlain', { at_risk_customers: 20, at_risk_own: 16 }],
    ['riskPlain', { at_risk_customers: 20, at_risk_own: 1 }],
    ['risk', { at_risk_customers: 20, at_risk_own: 5 }],
    ['risk', { at_risk_customers: 20, at_risk_own: 15 }],
    ['riskOwn', { at_risk_customers: 20, at_risk_own: 20 }],
    ['riskPooled', { at_risk_customers: 20, at_risk_own: 0 }],
    ['counted', { summed: true, revenue: null }],
    ['summed', { summed: true }],
    ['unnamed', { customers: 0, orders_without_customer: 2 }],
    ['sentence', { customers: 0, orders_without_customer: 0 }],
    ['sentence', { customers: 3, orders_without_customer: 2 }],
  ])('%s: %o', (expected, row) => expect(key(row)).toBe(expected))
  test('what it quotes', () => {
    expect(
      sentence('overview.kpis', [
        { ...KPIS, customers: 0, orders_without_customer: 2, sales_without_customer: 7 },
      ])[1],
    ).toEqual({
      n: 2,
      orders: count(2),
      revenue: short(7),
    })
    expect(sentence('overview.kpis', [{ ...KPIS, summed: true }])[1]).toEqual({
      customers: count(100),
      revenue: short(5000),
    })
    expect(sentence('overview.kpis', [KPIS])[1]).toMatchObject({
      n: 100,
      days: count(45),
      window: count(91),
      atRisk: count(0),
      money: short(0),
    })
    expect(
      sentence('overview.kpis', [{ ...KPIS, at_risk_customers: 20, at_risk_own: 20 }])[1],
    ).not.toHaveProperty('own')
  })
})

describe('tiers', () => {
  const tiers = (...counts: number[]): Row[] =>
    counts.map((customers, at) => ({
      tier: ['diamond', 'gold', 'silver', 'ordinary'][at]!,
      customers,
      share: customers / 10,
      revenue_share: 0.4,
      change: null,
      revenue_median: 100 - at,
    }))
  test('tiers.pyramid: the highest tier with somebody in it speaks', () => {
    const [key, said] = sentence('tiers.pyramid', tiers(0, 2, 8))
    expect([key, said]).toMatchObject([
      'sentence',
      { tier: 'tier.gold', n: 2, share: share(0.2), revenueShare: share(0.4, 0) },
    ])
    expect(sentence('tiers.pyramid', tiers(0, 0, 0))[1]).toMatchObject({
      tier: 'tier.diamond',
      customers: count(0),
    })
    const changed = (change: number) => sentence('tiers.pyramid', [{ ...tiers(3)[0]!, change }])
    expect(changed(-2)).toMatchObject(['sentenceChange', { change: `−${count(2)}` }])
    expect(changed(2)).toMatchObject(['sentenceChange', { change: `+${count(2)}` }])
    expect(changed(0)[0]).toBe('sentence')
  })
  test('tiers.pyramid: under it stand those without a tier, and one who is the business', () => {
    const of = (facts: Row, ...counts: number[]) => note('tiers.pyramid', tiers(...counts), facts)
    expect(of({}, 3, 8).text).toBeNull()
    expect(of({ ungraded: 2 }, 3).told).toEqual([
      ['panel.tiers.pyramid.ungraded', { n: 2, customers: count(2) }],
    ])
    const whale = (largest_share: number) => params('tiers.pyramid', 'whale', of({ largest_share }, 3).told)
    expect(whale(0.6)).toEqual({ share: share(0.6), rest: share(0.4) })
    expect(whale(0.5)).toBeUndefined()
    expect(whale(0.99996)).toEqual({ share: share(0.9999, 2), rest: share(0.0001, 2) })
    expect(whale(0.999)).toEqual({ share: share(0.999), rest: share(0.001) })
    // One customer is everything by being alone.
    expect(of({ largest_share: 1 }, 1).text).toBeNull()
    expect(of({ largest_share: 0.9 }, 2).text).not.toBeNull()
  })
  test('tiers.table: one tier has nothing beside it, and a sum of all time is none of a year', () => {
    expect(sentence('tiers.table', tiers(0, 2, 0))).toMatchObject([
      'single',
      { tier: 'tier.gold', money: short(99) },
    ])
    expect(sentence('tiers.table', tiers(0, 2, 0), { lifetime: true })[0]).toBe('singleEver')
    expect(sentence('tiers.table', tiers(1, 2, 3, 0), { lifetime: true })).toMatchObject([
      'sentenceEver',
      { other: 'tier.silver', otherMoney: short(98) },
    ])
  })
  test('tiers.concentration: one who brings more than half stands for the curve', () => {
    expect(sentence('tiers.concentration', [], { n: 8, largest_share: 0.75 })).toEqual([
      'whale',
      { n: 7, others: count(7), share: share(0.75), rest: share(0.25) },
    ])
    expect(note('tiers.concentration', [], { others: 3, others_revenue: -5 }).told).toEqual([
      ['panel.tiers.concentration.beside', { n: 3, customers: count(3), revenue: short(-5) }],
    ])
    expect(note('tiers.concentration', [], { others: 0 }).text).toBeNull()
    // Without the point that it names a share is not made up of another.
    const points = [0.05, 0.21].map((customers_share) => ({ customers_share, revenue_share: 0.3 }))
    expect(sentence('tiers.concentration', points, { gini: 0.5 })[1]).toMatchObject({
      share: share(0),
      top: share(0.3),
    })
  })
  test('tiers.profile: tiers of fewer than five are left out, and one tier tells nothing', () => {
    const points = (...each: [tier: string, customers: number, points: number][]): Row[] =>
      each.map(([tier, customers, points]) => ({ indicator: 'orders_12m', tier, customers, points }))
    expect(sentence('tiers.profile', points(['diamond', 5, 9], ['gold', 4, 1]))[0]).toBe('single')
    expect(
      sentence('tiers.profile', points(['diamond', 4, 9], ['gold', 5, 7], ['silver', 5, 2])),
    ).toMatchObject([
      'sentenceOne',
      { tier: 'tier.gold', other: 'tier.silver', high: number(7, 0), low: number(2, 0) },
    ])
    const more = points(['gold', 5, 3], ['silver', 5, 2]).map((row) => ({
      ...row,
      indicator: 'recency_days',
    }))
    expect(sentence('tiers.profile', [...points(['gold', 5, 7], ['silver', 5, 2]), ...more])).toMatchObject([
      'sentence',
      { most: 'orders_12m', least: 'recency_days', leastHigh: number(3, 0), leastLow: number(2, 0) },
    ])
  })
  test('tiers.reviews: the first day has nothing to be compared with', () => {
    const rows = [{ as_of: '2024-03-31', tier: 'diamond', customers: 3, revenue_share: 0.5, lacking: '' }]
    expect(sentence('tiers.reviews', rows)).toMatchObject([
      'single',
      { customers: count(3), before: count(3) },
    ])
    const without = (facts: Row) => note('tiers.reviews', [], facts).told.at(-1)
    expect(note('tiers.reviews', [], {}).text).toBeNull()
    expect(without({ without: 'a,b' })).toMatchObject([
      'panel.tiers.reviews.without',
      { names: 'apanel.tiers.reviews.andb' },
    ])
    expect(without({ without: 'a', known_from: '2024-01-01' })).toMatchObject([
      'panel.tiers.reviews.withoutUntil',
      { date: date('2024-01-01') },
    ])
  })
  const move = (
    from_tier: string,
    to_tier: string,
    customers: number,
    step: number | null,
    gain = 0,
  ): Row => ({
    ...{ from_tier, to_tier, customers, step },
    ...{ revenue_before: 100, revenue_after: 100 + gain },
  })
  test('tiers.migration: only steps are moves, and what did not change its size has no sign', () => {
    expect(
      sentence('tiers.migration', [move('gold', 'gold', 9, 0, 50), move('new', 'gold', 2, null)]),
    ).toMatchObject(['still', { rose: count(0), fell: count(0), fresh: count(2), all: count(11) }])
    const rows = [
      move('gold', 'diamond', 3, 1, 40),
      move('diamond', 'gold', 3, -1, -30),
      move('gold', 'gold', 1, 0),
    ]
    expect(sentence('tiers.migration', rows)).toMatchObject([
      'sentence',
      { rose: count(3), fell: count(3), up: `+${short(40)}`, down: short(-30) },
    ])
    expect(note('tiers.migration', [...rows, move('new', 'diamond', 2, null)]).told.at(-1)).toEqual([
      'panel.tiers.migration.net',
      { list: `tier.diamond +${count(2)} · tier.gold ${count(0)}`, fresh: count(2) },
    ])
    expect(
      params(
        'tiers.migration',
        'net',
        note('tiers.migration', [move('gold', 'diamond', 3, 1), move('gold', 'gold', 1, 0)]).told,
      ),
    ).toMatchObject({
      list: `tier.diamond +${count(3)} · tier.gold ${count(-3).replace('-', '−')}`,
    })
  })
  test('tiers.movers, tiers.triggers and tiers.only: nobody moved, or not all are listed', () => {
    expect(sentence('tiers.movers', [], { compared: 9 })).toMatchObject([
      'none',
      { all: count(9), rose: count(0) },
    ])
    expect(sentence('tiers.movers', [], { compared: 9, fell: 1 })[0]).toBe('sentence')
    expect(sentence('tiers.movers', [], { compared: 9, rose: 2, fell: 2 })[0]).toBe('sentence')
    for (const id of ['tiers.movers', 'tiers.triggers', 'tiers.only'])
      expect(note(id, [], {}).text).toBeNull()
    expect(note('tiers.movers', [{}, {}], { rose: 1, fell: 1 }).text).toBeNull()
    expect(note('tiers.movers', [{}, {}], { rose: 2, fell: 1 }).told).toEqual([
      ['panel.tiers.movers.cut', { shown: count(2), all: count(3) }],
    ])
    expect(sentence('tiers.triggers', [], { triggered: 4, reviewed: '2024-03-31' })).toMatchObject([
      'none',
      { n: 0, triggered: count(4) },
    ])
    expect(note('tiers.triggers', [{}], { changed: 2 }).told).toEqual([
      ['panel.tiers.movers.cut', { shown: count(1), all: count(2) }],
    ])
    expect(note('tiers.triggers', [{}], { changed: 1 }).text).toBeNull()
    expect(sentence('tiers.only', [], { a: 'x', b: 'y', months: 6 })).toMatchObject([
      'none',
      { inA: count(0), months: 6 },
    ])
    expect(sentence('tiers.only', [], { a: 'x', b: 'y', only_b: 1 })[0]).toBe('sentence')
    expect(note('tiers.only', [{}], { only_a: 1, only_b: 1 }).told).toEqual([
      ['panel.tiers.movers.cut', { shown: count(1), all: count(2) }],
    ])
    expect(note('tiers.only', [{}, {}], { only_a: 1, only_b: 1 }).text).toBeNull()
  })
  test('tiers.compare: what chance leaves open is not told as a difference', () => {
    const rows = (share: number[], kept: number[]): Row[] => [
      { group: 'a', revenue_share: 0.4 },
      { group: 'b', revenue_share: 0.5 },
      {
        group: 'difference',
        ...{ revenue_share: share[0]!, revenue_share_low: share[1]!, revenue_share_high: share[2]! },
        ...{ retained: kept[0]!, retained_low: kept[1]!, retained_high: kept[2]! },
      },
    ]
    const of = (share: number[], kept = [0, -1, 1], facts: Row = { a: 'x', b: 'y' }) =>
      sentence('tiers.compare', rows(share, kept), { months: 6, size: 9, ...facts })
    const named = (key: string) => `panel.tiers.compare.grading.${key}`
    expect(of([0.01, -0.02, 0.03])).toMatchObject([
      'unclear',
      {
        a: named('x'),
        b: named('y'),
        difference: `+${number(1)}`,
        low: number(-2).replace('-', '−'),
        high: `+${number(3)}`,
        months: 6,
      },
    ])
    expect(of([0.01, 0, 0.03])[0]).toBe('unclear')
    expect(of([-0.01, -0.03, 0])[0]).toBe('unclear')
    expect(of([0.02, 0.01, 0.03])).toMatchObject([
      'sentence',
      {
        better: named('x'),
        worse: named('y'),
        share: share(0.4),
        other: share(0.5),
        low: number(1),
        high: number(3),
      },
    ])
    expect(of([-0.02, -0.03, -0.01])).toMatchObject([
      'sentence',
      {
        better: named('y'),
        worse: named('x'),
        share: share(0.5),
        other: share(0.4),
        difference: number(2),
        low: number(1),
        high: number(3),
      },
    ])
    expect(of([0.01, -0.02, 0.03], [0.05, 0.02, 0.09])).toMatchObject([
      'kept',
      { more: named('x'), points: number(5), from: number(2), to: number(9) },
    ])
    expect(of([0.01, -0.02, 0.03], [-0.05, -0.09, -0.02])).toMatchObject([
      'kept',
      { more: named('y'), points: number(5), from: number(2), to: number(9) },
    ])
    expect(of([0.01, -0.02, 0.03], [0.05, 0, 0.09])[0]).toBe('unclear')
    expect(of([0.02, 0.01, 0.03], [0, -1, 1], { a: 'x', b: 'x' })[0]).toBe('same')
  })
})

describe('lifecycle and trend', () => {
  const month1 = { start: '2024-05-01', revenue: 100, unfinished: false, year_change: null, change: null }
  test('trend.revenue: the last whole period, against a year before where there is one', () => {
    const said = (row: Row) =>
      sentence('trend.revenue', [
        { ...month1, ...row },
        { ...month1, start: '2024-06-01', unfinished: true },
      ])
    expect(said({})).toEqual(['single', { month: month('2024-05-01'), money: short(100) }])
    expect(said({ unfinished: true })[0]).toBe('onlyUnfinished')
    expect(said({ change: 0.1 })).toMatchObject(['before.up', { change: share(0.1) }])
    expect(said({ change: 0.1, year_change: -0.2 })).toMatchObject(['year.down', { change: share(0.2) }])
    expect(said({ change: -0.1 })[0]).toBe('before.down')
    expect(said({ year_change: 0.0049 })[0]).toBe('year.level')
    expect(said({ year_change: -0.0049 })[0]).toBe('year.level')
    expect(said({ year_change: 0.005 })[0]).toBe('year.up')
  })
  const stage = (stage: string, customers: number | null, revenue_share: number | null = 0.1): Row => ({
    stage,
    customers,
    revenue_share,
  })
  test('lifecycle.stages: nobody bought, days are unknown, or some have no stage', () => {
    expect(sentence('lifecycle.stages', [stage('potential', 4)])).toEqual(['unsold', { customers: count(4) }])
    const rows = [stage('active', 3), stage('dormant', null, null), stage('churned', 1)]
    expect(sentence('lifecycle.stages', ...worked('lifecycle.stages', rows))).toMatchObject([
      'undated',
      { customers: count(4), here: count(3), share: share(0.75), churned: count(1) },
    ])
    expect(note('lifecycle.stages', [], {}).text).toBeNull()
    expect(note('lifecycle.stages', [], { without_stage: 1 }).told).toEqual([
      ['panel.lifecycle.stages.without', { n: 1, customers: count(1) }],
    ])
  })
  const grown = (row: Row): Row => ({
    ...{
      start: '2024-05-01',
      customers: 9,
      net: 2,
      new_customers: 3,
      resurrected: 1,
      churned: 2,
      quick_ratio: 2,
    },
    ...{ unfinished: false, start_of_data: false },
    ...row,
  })
  test('lifecycle.growth: whole periods alone, six of them together', () => {
    const said = (...rows: Row[]) => sentence('lifecycle.growth', ...worked('lifecycle.growth', rows))
    const noted = (...rows: Row[]) => note('lifecycle.growth', ...worked('lifecycle.growth', rows))
    expect(said(grown({ start_of_data: true }), grown({ unfinished: true }))[0]).toBe('early')
    expect(said(grown({ quick_ratio: null, net: 0 }))).toMatchObject(['unlost', { net: `±${count(0)}` }])
    expect(said(grown({ net: -2 }))).toMatchObject(['sentence', { net: `−${count(2)}` }])
    expect(noted(grown({})).text).toBeNull()
    expect(noted(grown({ churned: 0 }), grown({ churned: 0 })).text).toBeNull()
    expect(noted(...Array.from({ length: 8 }, () => grown({}))).told[0]![1]).toMatchObject({
      periods: 6,
      lost: count(12),
      ratio: number(2, 2),
    })
    expect(noted(grown({}), grown({})).told[0]![1]).toMatchObject({ periods: 2 })
  })
  test('lifecycle.flow: a short memory is told', () => {
    const rows = [{ stage_before: 'new', stage_now: 'new', customers: 3 }]
    expect(
      note('lifecycle.flow', rows, { short: true, known_days: 40, churned_days: 90 }).told.at(-1),
    ).toEqual(['panel.lifecycle.flow.short', { days: count(40), churned: count(90) }])
    expect(note('lifecycle.flow', rows, {}).text).toBe('')
  })
  const point = (cohort: string | null, days: number, share: number, median: number | null = null): Row => ({
    ...{ cohort, days, share, low: share - 0.1, high: share + 0.1, median },
  })
  test('lifecycle.second: of the first and the last cohort that reach the day', () => {
    expect(sentence('lifecycle.second', [point(null, 20, 0.3)])).toMatchObject([
      'unreached',
      { days: count(14), longest: count(20) },
    ])
    expect(sentence('lifecycle.second', [point(null, 5, 0.3)])).toMatchObject([
      'unreached',
      { days: count(5), share: share(0.3) },
    ])
    const rows = [
      point('2023-01-01', 90, 0.6),
      point('2023-04-01', 80, 0.5),
      point('2023-04-01', 95, 0.55),
      point('2023-07-01', 30, 0.2),
    ]
    expect(sentence('lifecycle.second', rows)).toMatchObject([
      'cohorts',
      { days: count(90), share: share(0.5), low: share(0.4), high: share(0.6), shareBefore: share(0.6) },
    ])
    expect(sentence('lifecycle.second', rows.slice(0, 1))[0]).toBe('one')
    expect(note('lifecycle.second', [], { unknown: 0 }).text).toBeNull()
  })
})

describe('groups', () => {
  test('rfm.grid: scores that are one for everybody tell nobody apart', () => {
    expect(sentence('rfm.grid', [], { r_alike: true, m_alike: true })).toEqual([
      'alike.sentence',
      { n: 2, scores: 'panel.rfm.grid.alike.rpanel.rfm.grid.alike.andpanel.rfm.grid.alike.m' },
    ])
    expect(sentence('rfm.grid', [], { f_alike: true })[0]).toBe('alike.sentence')
    // Money does not make the grid: there it stands below.
    expect(sentence('rfm.grid', [], { m_alike: true })[0]).toBe('sentence')
    expect(note('rfm.grid', [], { m_alike: true }).text).toBe('panel.rfm.grid.alike.sentence')
    expect(note('rfm.grid', [], { m_alike: true, f_alike: true }).text).toBeNull()
    expect(note('rfm.grid', [], {}).text).toBeNull()
    expect(note('rfm.segments', [], { r_alike: true }).text).toBe('panel.rfm.grid.alike.sentence')
  })
  test('rfm.movement: what came and went, up or down', () => {
    const row = (before: string, now: string, customers: number): Row => ({ before, now, customers })
    const said = (...rows: Row[]) => sentence('rfm.movement', rows)[1]
    expect(
      said(
        row('champions', 'lost', 5),
        row('new', 'champions', 2),
        row('none', 'lost', 1),
        row('lost', 'none', 1),
      ),
    ).toMatchObject({
      ...{ came: count(2), went: count(5), net: `−${count(3)}`, stayed: count(0), down: count(5) },
    })
    expect(said(row('champions', 'champions', 5))).toMatchObject({
      came: count(0),
      net: `+${count(0)}`,
      stayed: count(5),
    })
    expect(note('rfm.movement', [row('new', 'new', 3)]).text).toBeNull()
  })
  test('rfm.clusters: features as they went in', () => {
    const facts = { logged: 'recency', constant: 'frequency', unknown: 'monetary', unplaced: 2 }
    expect(note('rfm.clusters', [{ cluster: 'r1' }], facts).told.filter(([, said]) => said)).toEqual([
      ['panel.rfm.clusters.logged', { features: 'panel.rfm.clusters.recency' }],
      ['panel.rfm.clusters.constant', { features: 'panel.rfm.clusters.frequency' }],
      ['panel.rfm.clusters.unknown', { features: 'panel.rfm.clusters.monetary' }],
      ['panel.rfm.clusters.unplaced', { n: 2, customers: count(2) }],
    ])
    expect(note('rfm.clusters', [{ cluster: 'r1' }], {}).text).toBeNull()
  })
  test.each([
    [0.71, 'strong'],
    [0.7, 'clear'],
    [0.5, 'weak'],
    [0.25, 'none'],
  ])('rfm.clusterfit: a silhouette of %d is %s (Kaufman & Rousseeuw 1990, table 4)', (width, clarity) => {
    const rows = [
      { groups: '2', width, chosen: true, widest: false },
      { groups: '3', width: 0.9, chosen: false, widest: true },
    ]
    expect(sentence('rfm.clusterfit', rows)).toMatchObject([
      'other',
      { clarity: `panel.rfm.clusterfit.clarity.${clarity}`, best: '3', n: 2 },
    ])
  })
  const cell = (row_value: string, index: number, difference: string | null, column_value = 'gold'): Row => ({
    ...{
      row_value,
      column_value,
      index,
      difference,
      share_group: 0.2,
      share_base: 0.1,
      customers: 9,
      value: 7,
    },
  })
  test('profile.index: what is above the base goes before what is below, and others are no group', () => {
    const said = (...rows: Row[]) => sentence('profile.index', rows)
    expect(said(cell('x', 130, null))[0]).toBe('alike')
    expect(said(cell('x', 40, 'down'), cell('y', 30, 'down'), cell('z', 120, 'up'))).toMatchObject([
      'up',
      { row: 'z' },
    ])
    expect(said(cell('x', 40, 'down'), cell('y', 30, 'down'))).toMatchObject([
      'down',
      { row: 'y', times: number(0.3, 1) },
    ])
    expect(said(cell('x', 109, 'up'))[1]).toMatchObject({ times: number(1.09, 2), index: number(109, 0) })
    expect(said(cell('x', 110, 'up'))[1]).toMatchObject({ times: number(1.1, 1) })
    expect(said(cell('x', 100.5, 'up'))[1]).toMatchObject({ times: number(1.005, 3) })
    expect(said(cell('x', 101, 'up'))[1]).toMatchObject({ times: number(1.01, 2) })
    expect(note('profile.index', [cell('x', 100, null)], {}, { filtered: true }).text).toBe(
      'panel.profile.index.filtered',
    )
    expect(note('profile.index', [], {}, { filtered: true }).text).toBeNull()
    expect(note('profile.index', [cell('x', 100, null)]).text).toBeNull()
  })
  test('what lies above the base points up, and what lies below it down', () => {
    expect(MARK).toEqual({
      up: expect.stringContaining('▲') as string,
      down: expect.stringContaining('▼') as string,
    })
  })
  test('heatmap.matrix: a share or a mean, above or below', () => {
    const said = (metric: string, ...rows: Row[]) =>
      sentence('heatmap.matrix', [...rows, cell('w', 100, null)], {}, { controls: { metric } })
    expect(said('customers', cell('x', 40, 'down'))[0]).toBe('sentenceBelow')
    expect(said('customers', cell('x', 140, 'up'))).toMatchObject([
      'sentence',
      { row: 'x', column: 'tier.gold', times: number(1.4) },
    ])
    expect(said('customers', cell('x', 140, null))[0]).toBe('alike')
    expect(said('customers', cell('w', 140, 'up'))[0]).toBe('plain')
    expect(said('average', cell('x', 140, 'up'))).toMatchObject([
      'mean',
      { metric: 'metricName.average', times: number(1.4) },
    ])
    expect(said('average', cell('x', 40, 'down'))[0]).toBe('meanBelow')
    expect(note('heatmap.matrix', []).text).toBeNull()
  })
})

describe('work and files', () => {
  test('actions.kinds: nothing, nothing late, and what the files lack', () => {
    expect(sentence('actions.kinds', [], {})).toMatchObject(['nothing', { days: '30', stake: short(0) }])
    expect(sentence('actions.kinds', [{ late: 0 }], { due_customers: 2, stake: 5 })).toMatchObject([
      'early',
      { n: 2 },
    ])
    expect(sentence('actions.kinds', [{ late: 3 }], { due_customers: 2, stake: 5 })).toMatchObject([
      'sentence',
      { late: count(3), stake: short(5) },
    ])
    expect(note('actions.kinds', [], { missing: '' }).text).toBeNull()
    expect(note('actions.kinds', [], { missing: 'event,contact' }).told).toHaveLength(2)
  })
  test('playbook.plan: a rhythm by the day, by the week or none, and money of what it is a share', () => {
    const row = (more: Row) => ({ customers: 4, contacts: 30, budget: 50, revenue: 200, basis: 1, ...more })
    const all = (more: Row) => worked('playbook.plan', [row(more)])
    const said = (more: Row) => sentence('playbook.plan', ...all(more))
    expect(said({})).toMatchObject(['sentence', { rate: '', share: share(0.25), contacts: count(30) }])
    expect(said({ basis: 2 })[0]).toBe('year')
    expect(said({ basis: 3 })[0]).toBe('whole')
    expect(said({ revenue: 0 })).toMatchObject(['bare', { share: share(0) }])
    expect(speak('playbook.plan', ...all({ contacts: 50 })).sentence.told).toHaveLength(1)
    expect(speak('playbook.plan', ...all({ contacts: 104 })).sentence.told).toContainEqual([
      'panel.playbook.plan.weekly',
      { weekly: count(2) },
    ])
    expect(speak('playbook.plan', ...all({ contacts: 375 })).sentence.told).toContainEqual([
      'panel.playbook.plan.daily',
      { daily: count(2) },
    ])
    expect(speak('playbook.plan', ...all({ contacts: 374 })).sentence.told[0]![0]).toBe(
      'panel.playbook.plan.weekly',
    )
    expect(note('playbook.plan', [row({ proposed: true })]).text).toBe('panel.playbook.plan.proposed')
    expect(note('playbook.plan', [row({ proposed: false })]).text).toBeNull()
    expect(note('playbook.plan', [row({ proposed: true, budget: 0 })]).text).toBeNull()
  })
  test('quality: nothing found, nothing that counts, no cell looked at; nearly full is not full', () => {
    const facts = { rows_read: 80, checks: 9, found: 2, weighty: 0, score: null }
    expect(sentence('quality.rules', [], facts)).toMatchObject(['light', { n: 2, rows: count(80) }])
    expect(sentence('quality.rules', [], { ...facts, weighty: 1 })[0]).toBe('sentence')
    expect(sentence('quality.rules', [], { ...facts, found: 0 })).toMatchObject(['clean', { n: 80 }])
    const filled = (share: number) =>
      sentence('quality.fields', [
        { header: 'h', share },
        { header: 'g', share: 1 },
      ])[1]
    expect(filled(0.995)).toMatchObject({ share: share(0.995, 1), full: count(1), all: count(2) })
    expect(filled(0.99)).toMatchObject({ share: share(0.99, 0) })
    expect(sentence('quality.fields', [{ header: 'g', share: 1 }])).toEqual([
      'full',
      { full: count(1), all: count(1) },
    ])
  })
  test('data.reconcile: sales that name nobody are the headline where they are all there is', () => {
    const rows = [
      { step: 'plain', amount: 90 },
      { step: 'unnamed', amount: -80 },
    ]
    expect(sentence('data.reconcile', rows)[0]).toBe('unnamed')
    expect(sentence('data.reconcile', rows)[1]).toMatchObject({ revenue: 'money 80' })
    expect(sentence('data.reconcile', [...rows, { step: 'revenue', amount: 10 }])).toMatchObject([
      'sentence',
      { revenue: 'money 10' },
    ])
  })
  test('satisfaction.scores: a mean has two digits, and no spread no margin', () => {
    const facts = { recommends: false, result: 4.2, margin: null, scale_max: 5, n: 3, item: 'How was it?' }
    expect(sentence('satisfaction.scores', [], facts)).toEqual([
      'mean',
      { result: number(4.2, 2), margin: '–', most: number(5, 0), n: 3 },
    ])
    expect(sentence('satisfaction.scores', [], { ...facts, margin: 0.5 })[1]).toMatchObject({
      margin: number(0.5, 2),
    })
    expect(sentence('satisfaction.scores', [], { ...facts, recommends: true, margin: 0.5 })).toMatchObject([
      'nps',
      { result: number(4.2), margin: number(0.5) },
    ])
    expect(note('satisfaction.scores', [], facts).told).toEqual([
      ['panel.satisfaction.scores.item', { item: 'How was it?' }],
    ])
    expect(note('satisfaction.scores', [], {}).text).toBeNull()
  })
  test('service.tickets and pipeline.stages: of one kind, of none that is said, and without sums', () => {
    const kinds = (...kinds: (string | null)[]): Row[] =>
      kinds.map((kind) => ({ kind, tickets: 2, share: 0.5 }))
    const said = (rows: Row[], facts: Row = {}) => speak('service.tickets', rows, facts).sentence.told
    expect(said(kinds('a'))).toMatchObject([['panel.service.tickets.all', { n: 2 }]])
    expect(said(kinds(null, 'a'))[0]![0]).toBe('panel.service.tickets.all')
    expect(said(kinds('a', 'b'), { hours_all: 3, resolved_all: 4 })).toMatchObject([
      ['panel.service.tickets.most', { kind: 'a', n: 4 }],
      ['panel.service.tickets.took', { hours: number(3), n: 4 }],
    ])
    const deals = [
      { stage: 'x', deals: 1, share: 0.25 },
      { stage: null, deals: 3, share: 0.75 },
    ]
    expect(sentence('pipeline.stages', deals)).toEqual([
      'counted',
      { n: 4, money: short(0), stage: 'panel.pipeline.stages.unsaid', share: share(0.75, 0) },
    ])
  })
})
