import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../src/analysis/say'
import { rowsOf, run, type Ran } from './run'

const folder = await mkdtemp(join(tmpdir(), 'ziggurat-answer-'))
afterAll(() => rm(folder, { recursive: true }))
async function file(name: string, content: string | Uint8Array): Promise<string> {
  await writeFile(join(folder, name), content)
  return join(folder, name)
}

// Heads that say nothing; days that can be read in two ways; two columns of people and two of money.
const ROWS = [
  'p,q,r,s,t,u',
  '1,Ann,Bob,03/04/2024,10.00,12.00',
  '2,Ann,Bob,05/06/2024,20.00,24.00',
  '3,Cid,Bob,02/03/2024,30.00,36.00',
  '4,Eve,Dan,07/08/2024,40.00,48.00',
]
const answers = (...texts: string[]) => texts.flatMap((text) => ['--answer', text])
const SAID = answers(
  'odd.csv:p=orders.order_id',
  'odd.csv:q=orders.customer_id',
  'odd.csv:s=orders.ordered_at',
  'odd.csv:t=orders.amount',
)
const report = (...args: string[]): Promise<Ran> =>
  run(...args, '--json', '@json', '--period', 'all', '--panels', 'overview.kpis')
const headline = ({ json }: Ran) => rowsOf(json!, 'overview.kpis')[0]!

describe('answers on the command line', async () => {
  const odd = await file('odd.csv', ROWS.join('\n'))

  it('say what the columns of a file mean whose heads say nothing', async () => {
    expect((await report(odd)).code).toBe(1)
    const said = await report(odd, ...SAID)
    expect(said.code).toBe(0)
    expect(headline(said)).toMatchObject({ customers: 3, orders: 4, revenue: 100 })
    const otherwise = await report(odd, ...SAID, ...answers('odd.csv:t=none', 'odd.csv:u=orders.amount'))
    expect(headline(otherwise)).toMatchObject({ revenue: 120 })
  })

  it('to a question go by its code, and an option by its words or its number', async () => {
    const asked = (await report(odd)).json!.questions
    expect(asked.map(({ code }) => code)).toEqual(expect.arrayContaining(['who', 'when', 'how_much']))
    const at = String(asked.find(({ code }) => code === 'how_much')!.options.indexOf('u') + 1)
    const said = await report(
      odd,
      ...answers('odd.csv:who=r', 'odd.csv:when=1', `odd.csv:how_much=${at}`, 'odd.csv:one_order=p'),
    )
    expect(headline(said)).toMatchObject({ customers: 2, orders: 4, revenue: 120 })
  })

  it('reach the question that another answer raised', async () => {
    const first = await report(odd, ...SAID, ...answers('odd.csv:date_order s=1'))
    const last = await report(odd, ...SAID, ...answers('odd.csv:date_order s=2'))
    expect([first.json!.asOf, last.json!.asOf]).toEqual(['2024-08-07', '2024-07-08'])
    expect(last.json!.questions.filter(({ open }) => open)).toEqual([])
  })

  it('go to one table of a workbook or an archive by its name, or to all of them by that of the file', async () => {
    const other = ROWS.map((row) => row.replace(/^(\d)/, '9$1')).join('\n')
    const zip = await file(
      'both.zip',
      zipSync({ 'a.csv': strToU8(ROWS.join('\n')), 'b.csv': strToU8(other) }),
    )
    const all = SAID.map((text) => text.replace('odd.csv', 'both.zip'))
    expect(headline(await report(zip, ...all))).toMatchObject({ orders: 8, revenue: 200 })
    const one = SAID.map((text) => text.replace('odd.csv', 'both.zip › a.csv'))
    expect(headline(await report(zip, ...one))).toMatchObject({ orders: 4, revenue: 100 })
  })

  it('go before those of a recipe, and what the recipe says beside them stays', async () => {
    const settled = ['who', 'when', 'how_much', 'one_order', 'date_order s']
    const { signature } = await import('../../src/model/header')
    const columns = {
      p: 'orders.order_id',
      q: 'orders.customer_id',
      s: 'orders.ordered_at',
      t: 'orders.amount',
    }
    const mappings = { [signature(ROWS[0]!.split(','))]: { columns, settled } }
    const { emptyRecipe } = await import('../../src/model/recipe')
    const recipe = await file('recipe.json', JSON.stringify({ ...emptyRecipe(), mappings }))
    const plain = await report(odd, '--recipe', recipe, '--strict')
    expect([plain.code, headline(plain).revenue]).toEqual([0, 100])
    const given = answers('odd.csv:t=none', 'odd.csv:u=orders.amount')
    expect(headline(await report(odd, '--recipe', recipe, ...given))).toMatchObject({
      customers: 3,
      revenue: 120,
    })
  })

  it.each([
    ['no form at all', 'odd.csv', 'FILE:COLUMN=FIELD'],
    ['another file', 'other.csv:t=orders.amount', 'odd.csv'],
    ['no such column', 'odd.csv:total=orders.amount', 'p, q, r, s, t, u'],
    ['no such field', 'odd.csv:t=orders.amonut', 'orders.amount'],
    ['no such unit', 'odd.csv:unit=week', 'id_day'],
    ['no such option', 'odd.csv:who=nobody I know', 'q, r'],
  ])('that make no sense are refused with 2, and it is said what there is: %s', async (_, text, known) => {
    const { code, notes, json } = await report(odd, ...answers(text))
    expect([code, json]).toEqual([2, null])
    expect(notes).toContain(known)
    expect(notes).not.toMatch(/report\.cli/)
  })
})

describe('the command line, strict', async () => {
  const odd = await file('strict.csv', ROWS.join('\n'))
  const said = SAID.map((text) => text.replace('odd.csv', 'strict.csv'))

  it('ends with 1 where a question stands open, and writes all the same', async () => {
    const lax = await report(odd, ...said)
    expect(lax.code).toBe(0)
    const strict = await report(odd, ...said, '--strict')
    expect(strict.code).toBe(1)
    expect(strict.json).toEqual(lax.json)
    expect(strict.json!.questions.map(({ code, open }) => [code, open])).toEqual([['date_order', true]])
  })

  it.each(LANGUAGES)('tells each open question with the argument that answers it, in %s', async (lang) => {
    const { notes, json } = await report(odd, ...said, '--lang', lang)
    expect(notes).toContain('--answer "strict.csv:date_order s=…"')
    expect(notes).toContain(json!.questions[0]!.options[1]!)
  })

  it('ends with 0 when all is answered', async () => {
    const { code, notes } = await report(odd, ...said, ...answers('strict.csv:date_order s=1'), '--strict')
    expect([code, notes.trim().split('\n').length]).toEqual([0, 1])
  })

  it('knows what one order is where it was said', async () => {
    const tills = ['小票号,会员卡号,日期,金额']
    for (let day = 1; day <= 9; day++)
      for (let n = 1; n <= 3; n++)
        for (const amount of [10 * n + day, 10 * n + day + 1])
          tills.push(`${n},M${(day * 7 + n) % 8},2024-03-0${day},${amount}`)
    const till = await file('till.csv', tills.join('\n'))
    expect(headline(await report(till))).toMatchObject({ orders: 27 })
    expect(headline(await report(till, ...answers('till.csv:unit=row')))).toMatchObject({ orders: 54 })
  })

  it('takes an answer to what only all orders together ask', async () => {
    const state = (n: number) => (n % 3 ? 'completed' : 'zorbled')
    const rows = Array.from({ length: 12 }, (_, n) => `${n},C${n % 4},2024-03-${n + 10},10,${state(n)}`)
    const made = await file(
      'states.csv',
      ['order_id,customer_id,order_date,amount,order_status', ...rows].join('\n'),
    )
    const open = await report(made, '--strict')
    expect([open.code, headline(open).revenue]).toEqual([1, 120])
    expect(open.json!.questions.map(({ code }) => code)).toEqual(['status'])
    const at = String(open.json!.questions[0]!.options.indexOf('As cancelled') + 1)
    const said = await report(made, '--strict', ...answers(`states.csv:status=${at}`))
    expect([said.code, headline(said).revenue, said.json!.questions]).toEqual([0, 80, []])
  })

  it('asks of a word that leaves the sale open, unless another column says whether money came', async () => {
    const codes = async (head: string, row: (n: number) => string) => {
      const rows = Array.from({ length: 12 }, (_, n) => `${n},C${n % 4},2024-03-${n + 10},10,${row(n)}`)
      const made = await file(
        'open.csv',
        [`order_id,customer_id,order_date,amount,${head}`, ...rows].join('\n'),
      )
      return (await report(made)).json!.questions.map(({ code }) => code)
    }
    const state = (n: number) => (n % 3 ? '已完成' : '处理中')
    expect(await codes('order_status', state)).toEqual(['status'])
    expect(await codes('order_status,payment_status', (n) => `${state(n)},已支付`)).toEqual([])
  })
})

describe('zone and currency on the command line', async () => {
  const zoned = await file(
    'zoned.csv',
    'order_id,customer_id,created_at,amount\n1,A,2024-01-31 20:00:00 +0000,10\n2,B,2024-02-01 03:00:00 +0800,20\n3,A,2024-01-30 12:00:00 +0000,30\n',
  )
  const mixed = await file(
    'mixed.csv',
    'order_id,customer_id,order_date,amount,currency\n1,A,2024-01-01,10,USD\n2,B,2024-01-02,20,USD\n3,A,2024-01-03,30,EUR\n',
  )

  it('times are told in the zone that was given', async () => {
    expect((await report(zoned, '--time-zone', 'UTC')).json!.asOf).toBe('2024-01-31')
    expect((await report(zoned, '--time-zone', 'Asia/Shanghai')).json!.asOf).toBe('2024-02-01')
  })

  it('the figures are of the currency that was given, and the others are told', async () => {
    expect(headline(await report(mixed))).toMatchObject({ orders: 2, revenue: 30 })
    const euro = await report(mixed, '--currency', 'eur')
    expect(headline(euro)).toMatchObject({ customers: 1, revenue: 30 })
    expect(euro.json!.currencies).toEqual([
      { currency: 'USD', orders: 2, amount: 30, counts: false },
      { currency: 'EUR', orders: 1, amount: 30, counts: true },
    ])
    expect(euro.json!.panels['overview.kpis']!.sentence).toContain('€')
  })

  it.each([
    [['--time-zone', 'Middle/Earth'], 'Middle/Earth'],
    [['--currency', 'groats'], 'groats'],
    [['--currency', 'CHF'], 'USD, EUR'],
  ])('%j is refused with 2', async (args, word) => {
    const { code, notes, json } = await report(mixed, ...args)
    expect([code, json]).toEqual([2, null])
    expect(notes).toContain(word)
  })
})

it('the parts of an export are read alike in whatever order they are given, and nothing is asked that one of them says', async () => {
  const part = (name: string, days: string[]) =>
    file(
      name,
      [
        'order_id,customer_id,order_date,amount',
        ...days.map((day, n) => `${name}${n},C${n},${day},${n + 5}`),
      ].join('\n'),
    )
  const open = await part('open.csv', ['03/04/2024', '05/04/2024', '04/05/2024', '11/02/2024'])
  const proof = await part('proof.csv', ['06/13/2024', '06/21/2024', '06/30/2024', '07/04/2024'])
  for (const files of [
    [open, proof],
    [proof, open],
  ]) {
    const { json } = await report(...files)
    expect([json!.asOf, json!.questions, json!.sources.every(({ sha256 }) => sha256.length === 64)]).toEqual([
      '2024-11-02',
      [],
      true,
    ])
  }
})
