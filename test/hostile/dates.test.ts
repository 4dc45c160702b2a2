import { expect, it } from 'vitest'
import { CATALOGUE } from '../../src/analysis/catalogue'
import type { Look } from '../../src/charts/look'
import { font, palettes } from '../../src/charts/theme'
import { csv, sessionOf } from '../support/session'
import { openBlocking } from '../../src/engine/blocking'
import { plainTable, tableOf } from '../../src/show/table'
import { sayIn } from '../support/words'

/** What programs write where there is no date, or none to come. */
const FAR = ['2099-12-31', '9999-12-31', '0001-01-01', '1900-01-01', '1753-01-01', '2999-12-31']
const at = (i: number, far: string, every: number) =>
  i % every === 3
    ? far
    : `2024-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')}`

const orders = (far: string, column: string) =>
  csv(
    Array.from({ length: 240 }, (_, i) => ({
      order_id: `o${i}`,
      customer_id: `c${i % 40}`,
      ordered_at: column === 'ordered_at' ? at(i, far, 30) : at(i, '2024-05-05', 30),
      paid_at: column === 'paid_at' ? at(i, far, 5) : at(i, '2024-05-05', 30),
      shipped_at: column === 'shipped_at' ? at(i, far, 5) : at(i, '2024-05-05', 30),
      amount: 10 + i,
      status: i % 11 ? 'completed' : 'refunded',
    })),
  )
const customers = (far: string, column: string) =>
  csv(
    Array.from({ length: 40 }, (_, i) => ({
      customer_id: `c${i}`,
      name: `n${i}`,
      registered_at:
        column === 'registered_at' ? at(i, far, 5) : `2020-01-${String(1 + (i % 28)).padStart(2, '0')}`,
      birth_date:
        column === 'birth_date' ? at(i, far, 5) : `1980-01-${String(1 + (i % 28)).padStart(2, '0')}`,
      contract_end:
        column === 'contract_end' ? at(i, far, 4) : `2025-01-${String(1 + (i % 28)).padStart(2, '0')}`,
    })),
  )
const tickets = (far: string, column: string) =>
  csv(
    Array.from({ length: 60 }, (_, i) => ({
      ticket_id: `t${i}`,
      customer_id: `c${i % 40}`,
      opened_at: column === 'opened_at' ? at(i, far, 30) : at(i, '2024-05-05', 30),
      closed_at: column === 'closed_at' ? at(i, far, 5) : at(i, '2024-06-05', 30),
      subject: 'x',
      status: i % 4 ? 'closed' : 'open',
    })),
  )
const deals = (far: string, column: string) =>
  csv(
    Array.from({ length: 60 }, (_, i) => ({
      deal_id: `d${i}`,
      customer_id: `c${i % 40}`,
      stage: ['lead', 'won', 'lost'][i % 3]!,
      created_at: column === 'created_at' ? at(i, far, 20) : at(i, '2024-05-05', 30),
      closed_date: column === 'closed_date' ? at(i, far, 5) : at(i, '2024-06-05', 30),
      amount: 100 + i,
    })),
  )
const feedback = (far: string, column: string) =>
  csv(
    Array.from({ length: 60 }, (_, i) => ({
      response_id: `r${i}`,
      customer_id: `c${i % 40}`,
      score: i % 11,
      submitted_at: column === 'submitted_at' ? at(i, far, 30) : at(i, '2024-05-05', 30),
    })),
  )
const COLUMNS = [
  ...['ordered_at', 'paid_at', 'shipped_at', 'registered_at', 'birth_date', 'contract_end'],
  ...['opened_at', 'closed_at', 'created_at', 'closed_date', 'submitted_at'],
]
const pick = process.env.ZIGGURAT_LONG ? FAR : null

it.each(COLUMNS)(
  'a far day in %s moves no last day, and nothing is drawn over thousands of months',
  async (column) => {
    const engine = await openBlocking()
    try {
      const say = sayIn('en')
      const look: Look = {
        ...{ theme: 'light', palette: palettes.light, font, format: say, motion: false, decal: false },
        ...{ rise: 'green', fall: 'red', width: 800 },
      }
      for (const far of pick ?? [FAR[COLUMNS.indexOf(column) % 3]!]) {
        const session = await sessionOf(
          {
            'orders.csv': orders(far, column),
            'customers.csv': customers(far, column),
            'tickets.csv': tickets(far, column),
            'deals.csv': deals(far, column),
            'feedback.csv': feedback(far, column),
          },
          { period: 'all' },
          engine,
        )
        expect(session.sources.flatMap(({ entities }) => entities)).toEqual(
          expect.arrayContaining(['orders', 'customers', 'tickets', 'deals', 'feedback']),
        )
        let ready = 0
        const problems: string[] = []
        if (!/^2024-12/.test(String(session.dates?.as_of))) problems.push(`as of ${session.dates?.as_of}`)
        for (const panel of CATALOGUE) {
          const result = await session.run(panel)
          if (result.state === 'error') problems.push(`${panel.id} ${JSON.stringify(result.reason)}`)
          if (result.state !== 'ready') continue
          ready++
          panel.chart?.(result.rows, look, result.frame)
          if (result.rows.length > 2000) problems.push(`${panel.id} ${result.rows.length} rows`)
          panel.sentence(result.rows, say, result.frame)
          tableOf(panel, result, say)
          plainTable(panel, result, say)
          for (const row of [...result.rows, result.frame.facts])
            for (const [name, value] of Object.entries(row)) {
              if (typeof value === 'string' && /^(0001|9999|2099|1900|1753|2999)-/.test(value))
                problems.push(`${panel.id}.${name} ${value}`)
              if (
                typeof value === 'number' &&
                (Math.abs(value) > 60_000 || (/tenure|month|years|^age/i.test(name) && Math.abs(value) > 700))
              )
                problems.push(`${panel.id}.${name} ${value}`)
            }
        }
        expect(ready).toBeGreaterThan(20)
        for (const { id } of [...session.sources]) await session.remove(id)
        expect([...new Set(problems)], `${far} in ${column}`).toEqual([])
      }
    } finally {
      await engine.stop()
    }
  },
  120_000,
)
