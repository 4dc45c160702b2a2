import { createReadStream, existsSync, openAsBlob } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createGunzip } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Session } from '../../src/analysis/session'
import { openBlocking } from '../../src/engine/blocking'
import type { Engine } from '../../src/engine/engine'
import { defaultDecisions } from '../../src/model/quality'
import { dataFolder } from '../setup/data.mjs'
import { rowsOf, sessionOf, view } from '../support/session'

const data = dataFolder() ?? ''
const path = (...parts: string[]): string => join(data, ...parts)
const retail = path('online_retail', 'online_retail.csv.gz')
const crm = path('maven_crm')
const tickets = path('support_tickets', 'customer_support_tickets.csv')
const mall = path('zh')

let engine: Engine
beforeAll(async () => {
  engine = await openBlocking()
}, 60_000)
afterAll(() => engine.stop())

async function found(session: Session): Promise<Record<string, [number, number]>> {
  const rows = await rowsOf(session, 'quality.rules')
  return Object.fromEntries(
    rows.map((row) => [`${row.rule} ${row.subject}`, [Number(row.n), Number(row.total)]]),
  )
}

// Counted apart from the product: distinct rows of Python's csv module; pandas for orders.
describe.skipIf(!existsSync(retail))('Online Retail', () => {
  test('5,268 lines repeat another; orders without a customer; counted once, the sum falls by what they say', async () => {
    const chunks: Buffer[] = []
    for await (const chunk of createReadStream(retail).pipe(createGunzip())) chunks.push(chunk as Buffer)
    const session = await sessionOf(
      { 'retail.csv': Buffer.concat(chunks).toString('utf8') },
      { period: 'all' },
      engine,
    )
    expect(await found(session)).toMatchObject({
      'identical retail.csv': [5268, 541909],
      'no_customer @orders': [3710, 25900],
      'set_aside retail.csv': [0, 541909],
      'far_dates @ordered_at': [0, 25900],
    })
    const lines = 'SELECT count(*) AS n, sum(amount)::DOUBLE AS amount FROM order_lines'
    const [all] = await engine.query<{ n: number; amount: number }>(lines)
    await session.decide({ ...defaultDecisions(), identicalOnce: true }, view({ period: 'all' }))
    const [once] = await engine.query<{ n: number; amount: number }>(lines)
    expect(all!.n - once!.n).toBe(5268)
    expect(all!.amount).toBeCloseTo(9747747.934, 3)
    expect(once!.amount).toBeLessThan(all!.amount)
    expect(await found(session)).toMatchObject({ 'identical retail.csv': [5268, 541909] })
    await session.decide(defaultDecisions(), view({ period: 'all' }))
    const [again] = await engine.query<{ n: number }>(lines)
    expect(again!.n).toBe(all!.n)
    for (const source of session.sources) await session.remove(source.id)
  }, 120_000)
})

describe.skipIf(!existsSync(tickets))('support tickets', () => {
  test('half of the resolutions lie before the first response', async () => {
    const session = new Session(engine)
    const columns = {
      'First Response Time': 'tickets.first_response_at',
      'Time to Resolution': 'tickets.resolved_at',
      'Date of Purchase': 'tickets.opened_at',
    }
    const text = (await readFile(tickets, 'utf8')).replace(/\b(\d\d)-(\d\d)-(20\d\d)\b/g, '$3-$2-$1')
    await session.add(new Blob([text]), 'tickets.csv', { choices: { columns } })
    await session.rebuild(view())
    expect((await found(session))['date_order @resolved_responded']).toEqual([1365, 2769])
    for (const source of session.sources) await session.remove(source.id)
  }, 60_000)
})

describe.skipIf(!existsSync(crm))('Maven CRM', () => {
  test('the product and the industry that are spelled otherwise are named', async () => {
    const files = ['accounts', 'products', 'sales_pipeline'].map((name) => join(crm, `${name}.csv`))
    const session = await sessionOf(files, {}, engine)
    expect(await session.hits('spelling', '@industry', 9)).toEqual([
      { ref: 'technolgy', found: null, instead: 'technology', n: 12 },
    ])
    expect(await session.hits('spelling', '@product', 9)).toEqual([
      { ref: 'GTXPro', found: null, instead: 'GTX Pro', n: 1480 },
    ])
    for (const source of session.sources) await session.remove(source.id)
  }, 60_000)
})

describe.skipIf(!existsSync(mall))('a Chinese mall', () => {
  test('GBK and UTF-8 give the same findings, and every cell in use is filled', async () => {
    const results: unknown[] = []
    for (const name of ['gbk', 'utf8_twin']) {
      const session = new Session(engine)
      await session.add(await openAsBlob(join(mall, `商城详细销售数据_${name}.csv`)), 'mall.csv')
      await session.rebuild(view())
      // Blanks are counted in the sample, which is cut by bytes.
      const { 'trimmed mall.csv': _, ...rest } = await found(session)
      results.push(rest)
      expect((await rowsOf(session, 'quality.rules'))[0]!.score).toBe(100)
      for (const source of session.sources) await session.remove(source.id)
    }
    expect(results[0]).toEqual(results[1])
    expect(results[0]).toMatchObject({ 'identical mall.csv': [0, 9959], 'set_aside mall.csv': [0, 9959] })
  }, 60_000)
})
