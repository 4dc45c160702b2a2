import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { panelOf } from '../../src/analysis/catalogue'
import { disclose } from '../../src/report/disclosure'
import { ask, csv, rowsOf, sessionOf, view } from '../support/session'
import { sayIn } from '../support/words'

const sample = (name: string) =>
  readFileSync(new URL(`../../public/samples/${name}.csv`, import.meta.url), 'utf8')

/** One answer of each score from 0 to 10, and nine more of 9: 11 promoters, 2 passives, 7 detractors of 20. */
const answers = csv(
  [...Array.from({ length: 11 }, (_, score) => score), ...Array<number>(9).fill(9)].map((score, at) => ({
    response_id: `r${at}`,
    submitted: `2024-03-${String(at + 1).padStart(2, '0')}`,
    customer_id: `c${at % 7}`,
    'How likely are you to recommend us?': score,
  })),
)
const tickets = csv(
  [
    ['2024-05-01 10:00', '2024-05-01 12:00', 'delivery'],
    ['2024-05-02 10:00', '2024-05-02 14:00', 'delivery'],
    ['2024-05-03 10:00', '2024-05-04 10:00', 'delivery'],
    ['2024-05-04 10:00', null, 'billing'],
    ['2024-05-05 10:00', '2024-05-05 16:00', 'billing'],
  ].map(([opened, resolved, category], at) => ({
    'Ticket ID': `t${at}`,
    'Customer ID': `c${at}`,
    'Created at': opened!,
    'Resolved at': resolved ?? null,
    Category: category!,
  })),
)
const deals = csv(
  [
    ['negotiation', 300, '50%'],
    ['lead', 100, '10%'],
    ['lead', 50, '10%'],
    ['lead', 25, '10%'],
  ].map(([stage, amount, likely], at) => ({
    'Deal ID': `d${at}`,
    Account: `Company ${at}`,
    'Deal stage': stage!,
    Amount: amount!,
    Probability: likely!,
    'Created date': `2024-0${at + 1}-15`,
  })),
)

describe('a file without orders stands by itself', () => {
  test('feedback: its last day is as of when, its answers are the score', async () => {
    const session = await sessionOf({ 'survey.csv': answers })
    expect(session.params).toBeNull()
    expect(session.dates).toMatchObject({ as_of: '2024-03-20', data_start: '2024-03-01' })
    const { frame, rows, n } = await ask(session, 'satisfaction.scores')
    expect(n).toBe(20)
    expect(rows.map(({ score, answers }) => [score, answers])).toEqual(
      [10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0].map((score) => [String(score), score === 9 ? 10 : 1]),
    )
    // 100 × (11 − 7) ÷ 20, and 1.96 × √(variance of 11 × 100, 2 × 0, 7 × −100 ÷ 20).
    expect(frame.facts.result).toBeCloseTo(20, 9)
    expect(frame.facts.margin).toBeCloseTo(
      (1.959964 * Math.sqrt((18 * 10_000) / 20 - 20 ** 2)) / Math.sqrt(20),
      6,
    )
    expect(panelOf('satisfaction.scores')!.sentence(rows, sayIn('en'), frame)).toBe(
      'NPS is 20.0 (± 40.6; 20 answers).',
    )
    await session.show(view({ asOf: '2024-03-05' }))
    expect((await ask(session, 'satisfaction.scores')).n).toBe(5)
    await session.filter(view({ filter: { region: ['North'] } }))
    expect(session.absent).toEqual(['region'])
    expect((await ask(session, 'satisfaction.scores')).n).toBe(20)
  })

  test('tickets: what they are about, how many are open, how long the others took', async () => {
    const session = await sessionOf({ 'tickets.csv': tickets })
    expect(session.dates?.as_of).toBe('2024-05-05')
    expect(await rowsOf(session, 'service.tickets')).toMatchObject([
      { kind: 'delivery', tickets: 3, share: 0.6, open: 0, hours: 4, hours_all: 5, resolved_all: 4 },
      { kind: 'billing', tickets: 2, share: 0.4, open: 1, hours: 6 },
    ])
  })

  test('deals: the stages in which they stand, and what they come to', async () => {
    const session = await sessionOf({ 'deals.csv': deals })
    expect(session.dates?.as_of).toBe('2024-04-15')
    expect(await rowsOf(session, 'pipeline.stages')).toMatchObject([
      { stage: 'lead', deals: 3, share: 0.75, amount: 175, amount_all: 475 },
      { stage: 'negotiation', deals: 1, share: 0.25, amount: 300 },
    ])
    await session.show(view({ asOf: '2024-02-20' }))
    const { rows, frame } = await ask(session, 'pipeline.stages')
    expect(panelOf('pipeline.stages')!.note!(rows, sayIn('en'), frame)).toBe(
      'Stages are those of the export, not of Feb 20, 2024.',
    )
  })

  test.each([
    ['feedback', 'satisfaction.scores'],
    ['tickets', 'service.tickets'],
  ])('%s of the sample alone has an as-of date and an answer', async (name, id) => {
    const session = await sessionOf({ [`${name}.csv`]: sample(name) })
    expect(session.dates?.as_of).toMatch(/^2026-09-/)
    const { state, frame } = await ask(session, id)
    expect([state, frame.asOf]).toEqual(['ready', session.dates!.as_of])
  })

  test('answers without a day count all', async () => {
    const undated = answers.replaceAll(/,2024-03-\d\d/g, '').replace(',submitted', '')
    const session = await sessionOf({ 'survey.csv': undated })
    const { frame, n } = await ask(session, 'satisfaction.scores')
    expect([n, frame.asOf]).toEqual([20, ''])
  })
})

test('beside orders, answers are of the day and the customers that are looked at, and NPS is that of the headline', async () => {
  const files = Object.fromEntries(
    ['customers', 'orders', 'feedback'].map((name) => [`${name}.csv`, sample(name)]),
  )
  const session = await sessionOf(files)
  for (const shown of [view(), view({ filter: { region: ['华东'] } })]) {
    await session.filter(shown)
    const [headline] = await rowsOf(session, 'overview.kpis')
    const { facts } = (await ask(session, 'satisfaction.scores')).frame
    expect(facts.n).toBe(headline!.nps_n)
    expect(facts.result).toBeCloseTo(Number(headline!.nps), 9)
    expect(facts.margin).toBeCloseTo(Number(headline!.nps_margin), 9)
  }
})

test('scores that few gave stand together where only sums may leave, so that the result may leave with them', async () => {
  const session = await sessionOf({ 'feedback.csv': sample('feedback') })
  const panel = panelOf('satisfaction.scores')!
  const result = await ask(session, panel.id)
  const [shared] = disclose([{ panel, result }])
  expect(result.rows.slice(-2).map(({ score, answers }) => [score, answers])).toEqual([
    ['3', 5],
    ['2', 4],
  ])
  expect(shared!.result.rows.at(-1)).toMatchObject({ score: '2–3', answers: 9, part: 'detractor' })
  expect(shared).toMatchObject({ hidden: [], sentence: true })
  expect(shared!.result.frame.facts.result).toBeCloseTo(Number(result.frame.facts.result), 2)
})
