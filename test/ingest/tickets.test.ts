import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBlocking } from '../../src/engine/blocking'
import type { Engine } from '../../src/engine/engine'
import { dataFolder } from '../setup/data.mjs'
import { sessionOf } from '../support/session'

let engine: Engine
beforeAll(async () => void (engine = await openBlocking()))
afterAll(() => engine.stop())

describe('tickets', () => {
  const head = 'Ticket ID,Customer Email,Ticket Priority,First Response Time,Time to Resolution'
  test('that say nothing of when they were opened are kept, open since the earliest that is known of them', async () => {
    const rows = [
      '1,a@x.cn,High,05-01-2024 10:00,06-01-2024 09:00',
      '2,a@x.cn,Low,,25-01-2024 08:30',
      '3,b@x.cn,Low,,',
    ]
    const session = await sessionOf({ 'tickets.csv': [head, ...rows].join('\n') }, {}, engine)
    expect(session.sources[0]).toMatchObject({ entities: ['tickets'], rowsKept: 3, rowsSetAside: 0 })
    expect(
      await engine.query('SELECT ticket_id AS id, opened_at::VARCHAR AS opened FROM tickets ORDER BY 1'),
    ).toEqual([
      { id: '1', opened: '2024-01-05 10:00:00' },
      { id: '2', opened: '2024-01-25 08:30:00' },
      { id: '3', opened: null },
    ])
  })
  test('of two files that name no day at all are all kept', async () => {
    const head = 'Ticket ID,Subject,Priority,Status'
    const part = (...ids: number[]) => [head, ...ids.map((id) => `T${id},Parcel ${id},High,Open`)].join('\n')
    await sessionOf({ 'a.csv': part(1, 2, 3), 'b.csv': part(3, 4) }, {}, engine)
    expect(await engine.query('SELECT ticket_id AS id FROM tickets ORDER BY 1')).toEqual(
      ['T1', 'T2', 'T3', 'T4'].map((id) => ({ id })),
    )
  })
  test('that know their customer by the e-mail address are those of the customer file', async () => {
    const customers = 'customer id,name,email\nK1,Ann,A@X.cn\nK2,Ben,c@x.cn\n'
    const tickets = `${head}\n1,a@x.cn,High,05-01-2024 10:00,\n2,b@x.cn,Low,15-01-2024 10:00,\n`
    const session = await sessionOf({ 'customers.csv': customers, 'tickets.csv': tickets }, {}, engine)
    expect(session.sources.map((s) => s.entities)).toEqual([['customers'], ['tickets']])
    expect(
      await engine.query('SELECT ticket_id AS id, customer_id AS customer FROM tickets ORDER BY 1'),
    ).toEqual([
      { id: '1', customer: 'K1' },
      { id: '2', customer: 'b@x.cn' },
    ])
  })
  test('in several rows take from the newest what it says, and from older ones what it leaves blank', async () => {
    const head = 'ticket_id,customer_id,opened_at,updated_at,resolved_at,status,priority'
    const rows = [
      'T1,K1,2024-01-05 09:00,2024-01-06 09:00,2024-01-06 09:00,Solved,High',
      'T1,,2024-01-05 09:00,2024-01-07 09:00,,Open,',
      'T2,K2,2024-01-08 09:00,2024-01-08 09:00,,Open,Low',
    ]
    const read = async (rows: string[][]) => {
      const files = rows.map((part, i) => [`${i}.csv`, [head, ...part].join('\n')])
      await sessionOf(Object.fromEntries(files), {}, engine)
      return engine.query(
        `SELECT ticket_id AS id, customer_id AS customer, resolved_at::VARCHAR AS resolved, status, priority
         FROM tickets ORDER BY 1`,
      )
    }
    const whole = await read([rows])
    expect(whole).toEqual([
      { id: 'T1', customer: 'K1', resolved: null, status: 'Open', priority: 'High' },
      { id: 'T2', customer: 'K2', resolved: null, status: 'Open', priority: 'Low' },
    ])
    expect(await read([rows.toReversed()])).toEqual(whole)
    expect(await read([rows.slice(0, 1), rows.slice(1)])).toEqual(whole)
  })
})

const real = `${dataFolder() ?? ''}/support_tickets/customer_support_tickets.csv`
describe.skipIf(!existsSync(real))('a public export of 8,469 tickets', () => {
  test('is read without help: all rows, day before month, who and when', async () => {
    const session = await sessionOf([real], {}, engine)
    const [source] = session.sources
    expect(source).toMatchObject({ entities: ['tickets'], rowsRead: 8469, rowsKept: 8469 })
    const formats = source!.mapping.columns.flatMap(({ header, reading }) =>
      reading.as === 'date' ? [`${header}: ${reading.format}`] : [],
    )
    expect(formats).toEqual([
      'Date of Purchase: %d-%m-%Y',
      'First Response Time: %d-%m-%Y %H:%M',
      'Time to Resolution: %d-%m-%Y %H:%M',
    ])
    // Counted with Python's csv module: rows with a first response (all with a resolution have one), addresses.
    const [row] = await engine.query(
      `SELECT count(opened_at) AS opened, count(resolved_at) AS resolved, count(satisfaction) AS rated,
        count(DISTINCT lower(customer_id)) AS customers, min(opened_at)::DATE::VARCHAR AS first FROM tickets`,
    )
    expect(row).toEqual({ opened: 5650, resolved: 2769, rated: 2769, customers: 8320, first: '2023-05-31' })
  })
})
