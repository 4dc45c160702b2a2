import { describe, expect, test } from 'vitest'
import {
  end,
  historyOf,
  object,
  open,
  override,
  running,
  settle,
  standingOn,
} from '../../src/analysis/review/people'
import { known } from '../../src/analysis/review/known'
import { configOf } from '../../src/analysis/config'
import { readRecipe, emptyRecipe } from '../../src/model/recipe'
import type { Person } from '../../src/model/person'
import { csv, sessionOf, view } from '../support/session'

const hand = {
  tier: 'gold' as const,
  author: 'Li',
  reason: 'new contract',
  since: '2024-06-01',
  until: '2024-12-31',
}
const said = { author: 'Wang', reason: 'too low', at: '2024-06-02' }

describe('objections and tiers by hand', () => {
  test('an objection is raised, accepted and becomes a tier by hand; the history keeps both', () => {
    const raised = object([], 'K1', said)
    expect(open(raised)).toHaveLength(1)
    const settled = settle(raised, open(raised)[0]!.id, 'agreed', hand)
    expect(open(settled)).toEqual([])
    expect(historyOf(settled, 'K1').map((each) => each.kind)).toEqual(['override', 'objection'])
    expect(settled[0]).toMatchObject({ state: 'accepted', answer: 'agreed', reason: 'too low' })
    expect(running(settled, '2024-07-01')[0]).toMatchObject({ customer: 'K1', ...hand })
    expect(raised[0]).toMatchObject({ state: 'open' })
  })

  test('one that is rejected has its answer and changes no tier', () => {
    const settled = settle(object([], 'K1', said), 'p1', 'revenue fell by half', null)
    expect(settled).toHaveLength(1)
    expect(settled[0]).toMatchObject({ state: 'rejected', answer: 'revenue fell by half' })
    expect(running(settled, '2024-07-01')).toEqual([])
  })

  test('both days are inclusive, and what ends soonest stands first', () => {
    expect(standingOn('2024-05-31', hand)).toBe('coming')
    expect(standingOn('2024-06-01', hand)).toBe('running')
    expect(standingOn('2024-12-31', hand)).toBe('running')
    expect(standingOn('2025-01-01', hand)).toBe('over')
    const people = override(override(override([], 'A', { ...hand, until: null }), 'B', hand), 'C', {
      ...hand,
      until: '2024-08-01',
    })
    expect(running(people, '2024-07-01').map((each) => each.customer)).toEqual(['C', 'B', 'A'])
  })

  test('ended today, yesterday was its last day; what never held is said to be withdrawn', () => {
    const people = override([], 'K1', hand)
    expect(end(people, 'p1', '2024-07-01')[0]).toMatchObject({ until: '2024-06-30' })
    const [withdrawn] = end(people, 'p1', '2024-06-01') as [Extract<Person, { kind: 'override' }>]
    expect(standingOn('2024-06-01', withdrawn)).toBe('withdrawn')
  })

  test('a stored document takes what was said, and ids stay apart from others', () => {
    const other: Person = {
      kind: 'note',
      id: 'x',
      customer: 'K1',
      author: 'Li',
      text: 'call',
      at: '2024-06-02',
    }
    const people = override(object([other], 'K1', said), 'K2', hand)
    expect(people.map(({ id }) => id)).toEqual(['x', 'p1', 'p2'])
    expect(readRecipe({ ...emptyRecipe(), people }).people).toEqual(people)
  })

  test('an accepted objection grades the customer at once, and ends on its day', async () => {
    const session = await sessionOf({
      'orders.csv': csv(
        Array.from({ length: 40 }, (_, i) => ({
          order_id: `O${i}`,
          customer_id: `K${i % 8}`,
          order_date: `2024-0${1 + (i % 6)}-1${i % 9}`,
          amount: 10 + (i % 8) * 7,
        })),
      ),
    })
    const before = (await known(session, ['K0', 'K7', 'nobody'])).get('K0')!
    const tier = before.tier === 'gold' ? 'silver' : 'gold'
    const raised = object([], 'K0', said)
    const people = settle(raised, 'p1', 'yes', { ...hand, tier, since: session.params!.as_of, until: null })
    await session.configure({ overrides: configOf({ ...emptyRecipe(), people }).overrides }, view())
    const after = (await known(session, ['K0', 'nobody'])).get('K0')!
    expect(after).toMatchObject({ tier, plain: before.tier, score: before.score })
    expect((await known(session, ['nobody'])).get('nobody')).toMatchObject({ tier: null, name: null })
    const ended = end(people, 'p2', session.params!.as_of)
    await session.configure({ overrides: configOf({ ...emptyRecipe(), people: ended }).overrides }, view())
    expect((await known(session, ['K0'])).get('K0')!.tier).toBe(before.tier)
    await session.engine.stop()
  })
})
