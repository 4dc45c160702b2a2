import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actionsFor, actionsOf, openActions, type Action } from '../../../src/analysis/action/list'
import { nextReview } from '../../../src/analysis/action/prepare'
import { dueText, whyText } from '../../../src/analysis/action/why'
import { numberCustomers } from '../../../src/analysis/customers/number'
import type { Session } from '../../../src/analysis/session'
import { openBlocking } from '../../../src/engine/blocking'
import type { Engine } from '../../../src/engine/engine'
import { ACTIONS, later, marked, type Mark } from '../../../src/model/action'
import { ask, csv, rowsOf, sessionOf, view } from '../../support/session'
import { sayIn } from '../../support/words'

let engine: Engine
beforeAll(async () => void (engine = await openBlocking()))
afterAll(() => engine.stop())

const say = sayIn('en')

/** Days on which a customer orders, from a day back by a rhythm. */
const days = (last: string, every: number, times: number): string[] =>
  Array.from({ length: times }, (_, k) => later(last, -k * every)).reverse()
const ordersOf = (plan: Record<string, string[]>, amount = 100) =>
  csv(
    Object.entries(plan).flatMap(([customer_id, list]) =>
      list.map((day, k) => ({ order_id: `${customer_id}-${k}`, customer_id, order_date: day, amount })),
    ),
  )

/** The present is 2024-06-30. `regular` orders every ten days, `quiet` did until the end of May; `gone` left long ago. */
const ORDERS = ordersOf({
  regular: days('2024-06-30', 10, 30),
  quiet: days('2024-05-31', 10, 27),
  gone: days('2023-09-30', 10, 8),
  slow: days('2024-06-20', 30, 9),
  fresh: ['2024-06-28'],
})
const CUSTOMERS = csv([
  { customer_id: 'regular', name: 'R', birth_date: '1990-07-05' },
  { customer_id: 'quiet', name: 'Q', birth_date: '1992-02-29' },
  { customer_id: 'slow', name: 'S', birth_date: '1880-07-05' },
  { customer_id: 'never', name: 'N', birth_date: '1985-10-01' },
])
const TICKETS = csv([
  {
    ticket_id: 1,
    customer_id: 'regular',
    opened_at: '2024-06-10',
    resolved_at: '',
    is_complaint: 'yes',
    category: 'delivery',
    reason: 'late',
  },
  {
    ticket_id: 2,
    customer_id: 'regular',
    opened_at: '2024-06-01',
    resolved_at: '',
    is_complaint: 'no',
    category: 'question',
    reason: 'price',
  },
  {
    ticket_id: 3,
    customer_id: 'slow',
    opened_at: '2024-06-02',
    resolved_at: '2024-06-03',
    is_complaint: 'yes',
    category: 'quality',
    reason: 'broken',
  },
  {
    ticket_id: 4,
    customer_id: 'slow',
    opened_at: '2022-01-02',
    resolved_at: '',
    is_complaint: 'yes',
    category: 'quality',
    reason: 'forgotten',
  },
])
const FILES = { 'orders.csv': ORDERS, 'customers.csv': CUSTOMERS, 'tickets.csv': TICKETS }

async function all(
  session: Session,
  part: Partial<Parameters<typeof openActions>[1]> = {},
): Promise<Action[]> {
  await numberCustomers(session, [])
  const actions = (await openActions(session, { kind: '', role: '', horizon: 90, ...part }))!
  return actionsOf(session, actions, 0, actions.rows.length)
}
const of = (list: Action[], kind: string) => list.filter((each) => each.kind === kind)
const only = (list: Action[], kind: string) => of(list, kind).map((each) => each.customer_id)

describe('what is to be done', () => {
  it('an open complaint is for service, a day after it was raised; a solved or forgotten one is none', async () => {
    const session = await sessionOf(FILES, {}, engine)
    const complaints = of(await all(session), 'complaint')
    expect(complaints).toMatchObject([
      {
        customer_id: 'regular',
        role: 'service',
        due: '2024-06-11',
        due_in: -19,
        n: 1,
        word: 'delivery · late',
      },
    ])
    expect(whyText(complaints[0]!, say)).toBe(
      'Complaint without a solution since Jun 10, 2024. delivery · late',
    )
    expect(whyText(complaints[0]!, say, true)).not.toContain('late')
  })

  it('who is silent beyond the own rhythm is named with the own figures', async () => {
    const session = await sessionOf(FILES, {}, engine)
    await engine.run("UPDATE customer_stage SET stage = 'active' WHERE customer_id = 'quiet'")
    const found = (await all(session)).filter((each) => each.customer_id === 'quiet')
    const warning = found.find((each) => ['overdue', 'dormant'].includes(each.kind))!
    expect(warning.figure).toBe(30)
    expect(whyText(warning, say)).toMatch(/30 days/)
    // Called for that already.
    expect(only(found, 'contact')).toEqual([])
  })

  it('a contact is due so many days after the last one as the treatment says, and another rhythm moves it', async () => {
    const session = await sessionOf(FILES, {}, engine)
    const [before] = of(await all(session), 'contact').filter((each) => each.customer_id === 'fresh')
    expect(before!.due).toBe(later('2024-06-28', before!.other!))
    expect(before!.word).toBe('order')
    const { tier, stage } = before!
    const playbook = [
      {
        tier: tier as 'gold',
        stage,
        service: '',
        offer: '',
        contactDays: 5,
        budget: null,
        role: 'service' as const,
      },
    ]
    await session.configure({ playbook }, view())
    const [after] = of(await all(session, { role: 'service', kind: 'contact' }), 'contact')
    expect(after).toMatchObject({ customer_id: 'fresh', due: '2024-07-03', due_in: 3, role: 'service' })
  })

  it('somebody who never ordered is to be contacted as far as nobody did', async () => {
    const session = await sessionOf(FILES, {}, engine)
    const [never] = of(await all(session), 'contact').filter((each) => each.customer_id === 'never')
    expect(never).toMatchObject({ tier: 'none', stage: 'potential', day: null, due: '2024-06-30', due_in: 0 })
    expect(whyText(never!, say)).toMatch(/^Never contacted/)
  })

  it('birthdays come with the age, those of 29 February on the 28th, and nobody is 144', async () => {
    const session = await sessionOf(FILES, {}, engine)
    expect(of(await all(session), 'birthday')).toMatchObject([
      { customer_id: 'regular', due: '2024-07-05', figure: 34 },
    ])
    const onDay = async (asOf: string) => {
      await session.show(view({ asOf }))
      return of(await all(session), 'birthday').filter((each) => each.customer_id === 'quiet')
    }
    expect(await onDay('2024-01-05')).toMatchObject([{ due: '2024-02-29', figure: 32 }])
    expect(await onDay('2023-12-20')).toMatchObject([{ due: '2024-02-29' }])
  })

  it('in a year without 29 February the birthday is the day before March', async () => {
    const orders = ordersOf({ leap: days('2023-02-20', 10, 10), other: days('2023-02-27', 10, 10) })
    const born = csv([
      { customer_id: 'leap', name: 'L', birth_date: '1992-02-29' },
      { customer_id: 'other', name: 'O', birth_date: '1990-02-27' },
    ])
    const session = await sessionOf({ 'orders.csv': orders, 'customers.csv': born }, {}, engine)
    expect(
      of(await all(session), 'birthday').map(({ customer_id, due, due_in }) => [customer_id, due, due_in]),
    ).toEqual(
      expect.arrayContaining([
        ['leap', '2023-02-28', 1],
        ['other', '2023-02-27', 0],
      ]),
    )
  })

  it('sums by kind are those of the list, whatever is chosen', async () => {
    const session = await sessionOf(FILES, {}, engine)
    for (const controls of [
      {},
      { horizon: '7' },
      { role: 'service' },
      { horizon: '90', role: 'sales' },
    ] as Record<string, string>[]) {
      const rows = await rowsOf(session, 'actions.kinds', controls)
      const role = controls.role ?? ''
      const list = await all(session, { role, horizon: Number(controls.horizon ?? 30) })
      for (const row of rows)
        expect(Number(row.actions ?? 0), String(row.action)).toBe(of(list, String(row.action)).length)
      expect(rows[0]!.due_customers).toBe(new Set(list.map((each) => each.customer_id)).size)
    }
  })

  it('a filter chooses among them and nothing is worked out anew', async () => {
    const session = await sessionOf(FILES, {}, engine)
    const before = await all(session)
    await session.filter(view({ filter: { stage: ['potential'] } }))
    const chosen = await all(session)
    expect(chosen).toEqual(before.filter((each) => each.stage === 'potential'))
  })

  it('says which files would add what, and that orders stand for contacts', async () => {
    const session = await sessionOf({ 'orders.csv': ORDERS }, {}, engine)
    const rows = await rowsOf(session, 'actions.kinds')
    expect(rows[0]!.missing).toBe('complaint,birthday,event,rose,contact')
    expect(rows.find(({ action }) => action === 'birthday')!.actions).toBe(null)
    expect(rows.find(({ action }) => action === 'contact')!.actions).toBeGreaterThan(0)
  })

  it('an event of the last 30 days is told of, an older one is not', async () => {
    const events = csv([
      { customer_id: 'slow', event_time: '2024-06-25', event_type: 'dispute', remark: 'x' },
      { customer_id: 'regular', event_time: '2024-05-01', event_type: 'signing', remark: 'y' },
    ])
    const session = await sessionOf({ ...FILES, 'events.csv': events }, {}, engine)
    expect(of(await all(session), 'event')).toMatchObject([
      { customer_id: 'slow', due: '2024-07-02', word: 'dispute', n: 1 },
    ])
  })

  it('summed-up customers without a day have nothing but their tier to be called for', async () => {
    const summed = csv(
      Array.from({ length: 40 }, (_, k) => ({
        customer_id: `C${k}`,
        tenure_months: k + 1,
        total_spend: (k + 1) ** 2,
      })),
    )
    const session = await sessionOf({ 'customers.csv': summed }, {}, engine)
    const list = await all(session)
    expect(new Set(list.map(({ kind }) => kind))).toEqual(new Set(['hold', 'lift']))
    expect(list.every(({ due, due_in }) => due === null && due_in === null)).toBe(true)
    expect(dueText(list[0]!, say)).toBe('next review')
    expect((await ask(session, 'actions.kinds')).state).toBe('ready')
    const [{ customer_id: customer, kind }] = list as [Action]
    const marks = marked([], { customer, kind: kind as Mark['kind'], done: true, at: '2024-05-01' })
    await session.configure({ marks }, view())
    expect(await all(session)).toEqual(list.slice(1))
  })
})

describe('who rose, fell, and stands near a threshold', () => {
  /** Two years of orders; `up` orders more from the second year on, `down` stops nearly. */
  const monthly = (amounts: (k: number) => number) => Array.from({ length: 24 }, (_, k) => amounts(k))
  const plans: Record<string, number[]> = Object.fromEntries([
    ...Array.from({ length: 30 }, (_, k) => [`c${k}`, monthly(() => 20 + k * 15)]),
    ['up', monthly((k) => (k < 18 ? 20 : 900))],
    ['down', monthly((k) => (k < 18 ? 900 : 1))],
  ])
  const orders = csv(
    Object.entries(plans).flatMap(([customer_id, amounts]) =>
      amounts.map((amount, k) => ({
        order_id: `${customer_id}-${k}`,
        customer_id,
        order_date: `${2022 + Math.floor(k / 12)}-${String((k % 12) + 1).padStart(2, '0')}-15`,
        amount,
      })),
    ),
  )

  it('a tier that rose or fell at the last review is told of until the next one', async () => {
    const session = await sessionOf({ 'orders.csv': orders }, {}, engine)
    const list = await all(session)
    const up = of(list, 'rose').find((each) => each.customer_id === 'up')!
    expect(up).toMatchObject({ day: '2023-09-30', due: '2023-12-31' })
    const graded = await engine.query<{ as_of: string; tier: string }>(
      "SELECT as_of, tier FROM customer_tier WHERE customer_id = 'up' AND as_of IN ('2023-06-30', '2023-09-30') ORDER BY as_of",
    )
    expect(up.word).toBe(graded.map(({ tier }) => tier).join('>'))
    expect(only(list, 'fell')).toContain('down')
    expect(whyText(up, say)).toMatch(/^Rose from .* to .* at the review of Sep 30, 2023\.$/)
  })

  it('near means less than the points of the buffer, on the right side of the threshold', async () => {
    const session = await sessionOf({ 'orders.csv': orders }, {}, engine)
    const list = await all(session)
    for (const { figure, other } of of(list, 'hold')) {
      expect(figure! - other!).toBeGreaterThanOrEqual(0)
      expect(figure! - other!).toBeLessThan(2)
    }
    for (const { figure, other } of of(list, 'lift')) expect(other! - figure!).toBeGreaterThan(0)
    expect(of(list, 'hold').length + of(list, 'lift').length).toBeGreaterThan(0)
    await session.regrade({ ...session.scheme!, mode: 'quota' }, view())
    for (const { figure, other } of of(await all(session), 'hold'))
      expect(figure).toBeGreaterThanOrEqual(other!)
  })

  it('the next review is the end of the quarter or month, never the same day', () => {
    expect(nextReview('2024-06-29', 'quarter')).toBe('2024-06-30')
    expect(nextReview('2024-06-30', 'quarter')).toBe('2024-09-30')
    expect(nextReview('2024-12-31', 'quarter')).toBe('2025-03-31')
    expect(nextReview('2024-02-29', 'month')).toBe('2024-03-31')
  })
})

describe('what was done', () => {
  it('is hidden until the occasion comes again, and can be taken back', async () => {
    const session = await sessionOf(FILES, {}, engine)
    const before = await all(session)
    const at = '2024-06-30'
    const done = (kind: Mark['kind'], customer: string, isDone = true) =>
      session.configure({ marks: marked([], { customer, kind, done: isDone, at }) }, view())
    await done('complaint', 'regular')
    expect(only(await all(session), 'complaint')).toEqual([])
    expect((await all(session)).length).toBe(before.length - 1)
    await session.configure({ marks: [] }, view())
    expect(await all(session)).toEqual(before)
  })

  it('a contact that was made counts for the rhythm; one that is put off comes back after a week', async () => {
    const session = await sessionOf(FILES, {}, engine)
    const at = '2024-06-30'
    const marks = marked([], { customer: 'never', kind: 'contact', done: true, at })
    await session.configure({ marks }, view())
    const of90 = (await all(session)).filter(
      (each) => each.customer_id === 'never' && each.kind === 'contact',
    )
    expect(of90).toEqual([])
    expect(marked(marks, { customer: 'never', kind: 'contact', done: false, at })).toEqual([
      { customer: 'never', kind: 'contact', done: false, at, until: '2024-07-07' },
    ])
    await session.configure({ marks: [{ ...marks[0]!, at: '2024-06-01', until: '2024-06-02' }] }, view())
    const back = (await all(session)).filter(
      (each) => each.customer_id === 'never' && each.kind === 'contact',
    )
    expect(back).toMatchObject([{ word: 'contact', day: '2024-06-01', due: '2024-08-30' }])
  })

  it('one customer has its own actions, soonest first, and every kind can be said', async () => {
    const session = await sessionOf(FILES, {}, engine)
    await numberCustomers(session, [])
    const own = await actionsFor(session, 'regular')
    expect(own.map(({ kind }) => kind).slice(0, 2)).toEqual(['complaint', 'birthday'])
    const actions = (await openActions(session, { kind: '', role: '', horizon: 90 }))!
    expect(actions.numbers.every((number) => number > 0)).toBe(true)
    for (const kind of ACTIONS)
      expect(whyText({ ...own[0]!, kind, figure: 3, other: 2, n: 1, word: 'order' }, say), kind).not.toMatch(
        /action\.why/,
      )
  })
})
