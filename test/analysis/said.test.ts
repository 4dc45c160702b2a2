import { describe, expect, test } from 'vitest'
import { panelOf } from '../../src/analysis/catalogue'
import type { Session } from '../../src/analysis/session'
import { ask, csv, sessionOf, view } from '../support/session'
import { sayIn } from '../support/words'

const say = sayIn('en')
async function sentence(session: Session, id: string): Promise<string> {
  const { rows, frame } = await ask(session, id)
  return panelOf(id)!.sentence(rows, say, frame)
}
/** Twelve customers, one order a month each from January to the given month of 2024. */
const monthly = (last: number, of = 12) =>
  csv(
    Array.from({ length: of }, (_, k) =>
      Array.from({ length: last }, (_, m) => ({
        order_id: `${k}-${m}`,
        customer_id: `K${k}`,
        order_date: `2024-${String(m + 1).padStart(2, '0')}-10`,
        amount: 10 + k,
      })),
    ).flat(),
  )

describe('what is said', () => {
  test('of a scheme is a cap for defaults and disputes where events tell of such, and none where they do not', async () => {
    const events = (kind: string) => csv([{ customer_id: 'K3', event_date: '2024-11-20', event_type: kind }])
    const rules = async (kind: string) => {
      const session = await sessionOf({ 'orders.csv': monthly(12), 'events.csv': events(kind) })
      const ids = session.scheme!.rules.map(({ id }) => id)
      const [tier] = await session.engine.query<{ tier: string }>(
        "SELECT t.tier FROM customer_tier AS t JOIN params AS p ON p.as_of = t.as_of WHERE customer_id = 'K3'",
      )
      await session.engine.stop()
      return [ids, ['silver', 'ordinary'].includes(tier!.tier)]
    }
    expect(await rules('违约')).toEqual([['defaulted'], true])
    expect((await rules('dispute'))[0]).toEqual(['disputed'])
    expect((await rules('visit'))[0]).toEqual([])
  })
  test('where nobody is left is what took them away: the filter, the period, or what the files do not say', async () => {
    const session = await sessionOf({ 'orders.csv': monthly(12) })
    expect((await ask(session, 'segments.compare')).reason!.key).toBe('panel.segments.compare.none')
    await session.show(view({ period: '2023-01..2023-02' }))
    expect((await ask(session, 'rfm.grid')).reason!.key).toBe('reason.period')
    await session.show(view({ filter: { region: ['nowhere'] } }))
    const { state, reason } = await ask(session, 'rfm.grid')
    expect([state, reason?.key]).not.toContain('reason.period')
    await session.engine.stop()
  })
  test('of sums without days is no year, of the tiers in figures', async () => {
    const session = await sessionOf({
      'customers.csv': csv(
        Array.from({ length: 30 }, (_, i) => ({
          customer_id: `K${i}`,
          total_spend: 100 * i + 5,
          orders: 1 + (i % 7),
        })),
      ),
    })
    expect(await sentence(session, 'tiers.table')).toContain('in all')
    expect(await sentence(session, 'tiers.table')).not.toContain('12 months')
    await session.engine.stop()
  })
  test('of a few contacts a year is not “each working day”', async () => {
    const session = await sessionOf({ 'orders.csv': monthly(12, 5) })
    expect(await sentence(session, 'playbook.plan')).not.toContain('working day')
    await session.engine.stop()
  })
  test('of who is quiet is whose rhythm it is', async () => {
    // Twenty who bought every ten days until September, and ten who bought once in September, as of December.
    const rows = [
      ...Array.from({ length: 20 }, (_, k) =>
        Array.from({ length: 24 }, (_, i) => ({
          order_id: `a${k}-${i}`,
          customer_id: `A${k}`,
          order_date: new Date(Date.UTC(2024, 0, 10 + 10 * i)).toISOString().slice(0, 10),
          amount: 10 + k,
        })),
      ).flat(),
      ...Array.from({ length: 20 }, (_, k) => ({
        order_id: `b${k}`,
        customer_id: `B${k}`,
        order_date: '2024-09-01',
        amount: 5,
      })),
      { order_id: 'z', customer_id: 'Z', order_date: '2024-09-25', amount: 5 },
    ]
    const session = await sessionOf({ 'orders.csv': csv(rows) })
    const [kpi] = (await ask(session, 'overview.kpis')).rows
    // Z bought on the last day; those of ten days have been silent for 26, the others for 24 of at least 30.
    expect(kpi).toMatchObject({ at_risk_customers: 40, at_risk_own: 20 })
    expect(await sentence(session, 'overview.kpis')).toContain(
      '20 against their own rhythm, 20 against that of all',
    )
    await session.engine.stop()
  })
})
