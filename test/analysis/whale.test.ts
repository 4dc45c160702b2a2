import { describe, expect, test } from 'vitest'
import { panelOf } from '../../src/analysis/catalogue'
import { presetScheme } from '../../src/analysis/tiers/preset'
import { LANGUAGES } from '../../src/analysis/say'
import { PRESETS } from '../../src/model/preset'
import { ask, csv, sessionOf, view } from '../support/session'
import { sayIn } from '../support/words'

/** 50 who buy a little, and one who bought for `whale` long ago and not since. */
const orders = (whale: number) =>
  csv([
    ...Array.from({ length: 50 }, (_, i) =>
      Array.from({ length: 1 + (i % 3) }, (_, k) => ({
        order_id: `o${i}-${k}`,
        customer_id: `c${String(i).padStart(2, '0')}`,
        ordered_at: `2024-${String(12 - ((i + 3 * k) % 9)).padStart(2, '0')}-15`,
        amount: 1 + (i % 9),
      })),
    ).flat(),
    { order_id: 'w', customer_id: 'whale', ordered_at: '2024-02-01', amount: whale },
  ])

describe('a customer who is the business', () => {
  test('is Diamond, in every preset too, and pyramid and concentration say it in three languages', async () => {
    const session = await sessionOf({ 'orders.csv': orders(12_000_000) }, { period: 'all' })
    const tierOf = async () =>
      (
        await session.engine.query<{ tier: string; decided: number }>(
          "SELECT t.tier, t.decided FROM customer_tier AS t JOIN params AS p ON p.as_of = t.as_of WHERE customer_id = 'whale'",
        )
      )[0]
    expect(await tierOf()).toEqual({ tier: 'diamond', decided: 1 })
    const pyramid = await ask(session, 'tiers.pyramid')
    expect(Number(pyramid.rows[0]!.revenue_share)).toBeGreaterThan(0.99)
    const concentration = await ask(session, 'tiers.concentration')
    const said = LANGUAGES.map((language) => {
      const say = sayIn(language, { units: 'km', currency: '' })
      return [
        panelOf('tiers.pyramid')!.note!(pyramid.rows, say, pyramid.frame),
        panelOf('tiers.concentration')!.sentence(concentration.rows, say, concentration.frame),
      ]
    })
    expect(said).toEqual([
      [
        'One customer alone brings 99.99% of the revenue shown.',
        'One customer alone brings 99.99% of revenue, the other 50 customers 0.01%.',
      ],
      ['仅一位客户就带来所示收入的 99.99%。', '仅一位客户就带来 99.99% 的收入，其余 50 位客户合计 0.01%。'],
      ['僅一位客戶就帶來所示營收的 99.99%。', '僅一位客戶就帶來 99.99% 的營收，其餘 50 位客戶合計 0.01%。'],
    ])
    for (const preset of PRESETS) {
      await session.regrade((await presetScheme(session, preset, (key) => key))!, view({ period: 'all' }))
      expect(await tierOf(), preset.id).toMatchObject({ tier: 'diamond' })
    }
    await session.engine.stop()
  })
  test('is not made of the largest among many: nothing is said and no rule stands', async () => {
    const session = await sessionOf({ 'orders.csv': orders(30) }, { period: 'all' })
    expect(session.scheme!.rules).toEqual([])
    const { rows, frame } = await ask(session, 'tiers.pyramid')
    const say = sayIn('en')
    expect(panelOf('tiers.pyramid')!.note!(rows, say, frame)).toBeNull()
    await session.engine.stop()
  })
})
