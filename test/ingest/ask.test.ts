import { afterAll, describe, expect, it } from 'vitest'
import { chosenOption, openQuestions, questionKey, settled, withAnswer } from '../../src/ingest/answer'
import { memoriesOf, readChoices } from '../../src/ingest/choices'
import { firstOrders } from '../../src/ingest/first'
import { loadFile, type Choices } from '../../src/ingest/load'
import { proposeMapping } from '../../src/ingest/mapping'
import type { Question } from '../../src/ingest/notice'
import { openBlocking } from '../../src/engine/blocking'

const engine = await openBlocking()
afterAll(() => engine.stop())
let id = 0
const load = (content: string, options: Parameters<typeof loadFile>[4] = {}) =>
  loadFile(engine, new Blob([content]), 'export.csv', ++id, options)

/** `who`, `when` … → the candidates, the best first. */
const asked = (header: string[], rows: string[][]): Record<string, string[]> =>
  Object.fromEntries(
    (proposeMapping(header, rows).questions ?? []).map(({ code, options }) => [
      code,
      options.map(({ label }) => label),
    ]),
  )
const rows = (row: (i: number) => string[], n = 40) => Array.from({ length: n }, (_, i) => row(i))
const day = (i: number) => `2024-0${1 + (i % 9)}-${10 + (i % 18)}`

describe('the questions about a file of unknown names', () => {
  it('take what is left on an account for no amount, whichever row stands first', () => {
    let left = 900
    const statement = rows((i) => {
      const moved = 10 + ((i * 7) % 50)
      left += i % 3 ? -moved : moved
      return [day(i), `T${i % 9}`, i % 3 ? `${moved}.00` : '', i % 3 ? '' : `${moved}.00`, `${left}.00`]
    })
    const header = ['A', 'B', 'C', 'D', 'E']
    expect(asked(header, statement).how_much!.sort()).toEqual(['C', 'D'])
    expect(asked(header, statement.toReversed()).how_much!.sort()).toEqual(['C', 'D'])
  })
  it('find who, when and how much by the cells alone, in any order of the columns', () => {
    const abc = rows((i) => [day(i), `C${i % 9}`, `${i * 7 + 3}.50`])
    expect(asked(['A', 'B', 'C'], abc)).toEqual({ who: ['B', 'option.none'], when: ['A'], how_much: ['C'] })
    const turned = abc.map(([a, b, c]) => [c!, a!, b!])
    expect(asked(['A', 'B', 'C'], turned)).toEqual({
      who: ['C', 'option.none'],
      when: ['B'],
      how_much: ['A'],
    })
  })

  it('take a number that comes again with its day and buyer as the order, and ask it', () => {
    const lines = rows((i) => [
      `K${1000 + Math.floor(i / 2)}`,
      `P${i % 5}`,
      day(Math.floor(i / 2)),
      `C${Math.floor(i / 2) % 7}`,
      `${i + 1}.25`,
    ])
    const found = asked(['k1', 'k2', 'k3', 'k4', 'k5'], lines)
    expect(found.one_order).toEqual(['k1', 'option.order.row'])
    expect(found.who![0]).toBe('k4')
    expect(found.how_much![0]).toBe('k5')
  })

  it('put what quantity and price make before quantity and price, and money before counts', () => {
    const priced = rows((i) => [
      day(i),
      `C${i % 9}`,
      `${1 + (i % 6)}`,
      `${20 + (i % 11)}`,
      `${(1 + (i % 6)) * (20 + (i % 11))}`,
    ])
    expect(asked(['A', 'B', 'C', 'D', 'E'], priced).how_much![0]).toBe('E')
  })

  it('rank phones and names that come again before a category, and never a column of free text', () => {
    const people = rows((i) => [
      day(i),
      ['tea', 'coffee'][i % 2]!,
      `1380013800${i % 9}`,
      `${i * 3 + 11}.90`,
      `please leave the parcel at the back door of house number ${i}`,
    ])
    const { who } = asked(['A', 'B', 'C', 'D', 'E'], people)
    expect(who![0]).toBe('C')
    expect(who).not.toContain('E')
  })

  it('take the earlier of two days as the day of the order, and no date of birth', () => {
    const twice = rows((i) => [
      `19${50 + i}-03-11`,
      `2024-02-${10 + (i % 15)}`,
      `2024-03-${10 + (i % 15)}`,
      `C${i % 9}`,
      `${i + 20}.5`,
    ])
    expect(asked(['A', 'B', 'C', 'D', 'E'], twice).when![0]).toBe('B')
  })

  it('are not asked of a file without days or without amounts', () => {
    expect(
      asked(
        ['A', 'B'],
        rows((i) => [`C${i}`, `${i}.5`]),
      ),
    ).toEqual({})
    expect(
      asked(
        ['A', 'B'],
        rows((i) => [day(i), `word ${i % 3}`]),
      ),
    ).toEqual({})
  })
})

const ABC = [
  'A,B,C',
  ...rows((i) => [day(i), `C${i % 9}`, `${i * 7 + 3}.50`]).map((row) => row.join(',')),
].join('\n')

describe('an answer', () => {
  it('to who, when and how much makes orders of a file, and none of the questions stays open', async () => {
    const before = await load(ABC)
    expect(before.entities).toEqual([])
    expect(openQuestions(before).map(({ code, chosen }) => [code, chosen])).toEqual([
      ['who', -1],
      ['when', -1],
      ['how_much', -1],
    ])
    const said = before.questions.reduce<Choices>(
      (choices, question) => withAnswer(choices, question, question.options[0]!),
      {},
    )
    const after = await load(ABC, { choices: settled(said, before.questions) })
    expect(after.entities).toEqual(['orders', 'customers'])
    expect(after.rowsKept).toBe(40)
    expect(openQuestions(after)).toEqual([])
    // The next file of the header is read so without a question.
    const memory = new Map(Object.entries(memoriesOf({ ...after, found: before.found }, after.choices)))
    const next = await load(ABC, { remembered: (signature) => memory.get(signature) })
    expect([next.entities[0], openQuestions(next).length]).toEqual(['orders', 0])
  })

  it('that nobody is named gives sales without customers', async () => {
    const { questions } = await load(ABC)
    const nobody = questions[0]!.options.findIndex(({ label }) => label === 'option.none')
    const said = questions.reduce<Choices>(
      (choices, question, i) => withAnswer(choices, question, question.options[i ? 0 : nobody]!),
      {},
    )
    const after = await load(ABC, { choices: said })
    expect([after.entities, after.mapping.anonymous]).toEqual([['orders'], 'absent'])
  })

  const option = (header: string, target: string | null = 'orders.customer_id') => ({
    label: header,
    choices: { columns: { [header]: target } },
  })
  const who: Question = {
    code: 'who',
    file: 'x.csv',
    params: {},
    options: [option('A'), option('B'), { label: 'option.none', choices: {} }],
    chosen: 1,
    confidence: 0.5,
  }
  it('takes back what another answer to the same question said, and leaves the rest', () => {
    const first = withAnswer({ columns: { Z: 'orders.amount' } }, who, who.options[0]!)
    expect(first.columns).toEqual({ Z: 'orders.amount', A: 'orders.customer_id' })
    const second = withAnswer(first, who, who.options[1]!)
    expect(second.columns).toEqual({ Z: 'orders.amount', B: 'orders.customer_id' })
    expect(withAnswer(second, who, who.options[2]!).columns).toEqual({ Z: 'orders.amount' })
    // A column that is no candidate gives the meaning away as well.
    expect(withAnswer({ columns: { Q: 'orders.customer_id' } }, who, who.options[0]!).columns).toEqual({
      A: 'orders.customer_id',
    })
  })
  it('is the one that the choices hold, else the reading that was taken, else the best', () => {
    expect(chosenOption(who, {})).toBe(1)
    expect(chosenOption(who, { columns: { A: 'orders.customer_id' } })).toBe(0)
    expect(chosenOption({ ...who, chosen: -1 }, {})).toBe(0)
  })
  it('about how cells are read is kept as well, column by column', () => {
    const question: Question = {
      ...who,
      code: 'date_order',
      column: 'day',
      options: [
        { label: 'option.day_first', choices: { types: { day: { as: 'date', format: '%d/%m/%Y' } } } },
        { label: 'option.month_first', choices: { types: { day: { as: 'date', format: '%m/%d/%Y' } } } },
      ],
    }
    const said = settled(withAnswer({}, question, question.options[1]!), [question])
    expect(said).toEqual({
      types: { day: { as: 'date', format: '%m/%d/%Y' } },
      settled: ['date_order day'],
    })
    expect(chosenOption(question, said)).toBe(1)
    expect(openQuestions({ questions: [question, who], choices: said }).map(questionKey)).toEqual(['who'])
    expect(readChoices(JSON.parse(JSON.stringify(said)))).toEqual(said)
  })
})

describe('the first orders', () => {
  const read = (header: string[], cells: string[][], chosen = {}) =>
    firstOrders({ rows: cells }, proposeMapping(header, cells, chosen))
  it('are those of the rows, with customer, day and amount as the file is read', () => {
    const cells = rows((i) => [`0${i}`, `C${i}`, `2024年3月${i + 1}日`, `¥1,${100 + i}.50`])
    expect(read(['订单号', '客户编号', '下单时间', '实付金额'], cells)).toEqual(
      Array.from({ length: 5 }, (_, i) => ({
        customer: `C${i}`,
        day: `2024-03-0${i + 1}`,
        amount: 1100.5 + i,
        rows: 1,
      })),
    )
  })
  it('add the lines of an order up, and take an amount that stands on each of them once', () => {
    const header = ['order id', 'customer id', 'order date', 'product name', 'quantity', 'unit price']
    const cells = rows((i) => [`K${Math.floor(i / 2)}`, 'C1', '2024-01-05', `P${i}`, '2', '1.10'])
    expect(read(header, cells)[0]).toEqual({ customer: 'C1', day: '2024-01-05', amount: 4.4, rows: 2 })
    const total = ['order id', 'customer id', 'order date', 'product name', 'quantity', 'order total']
    const whole = rows((i) => [`K${Math.floor(i / 2)}`, 'C1', '2024-01-05', `P${i}`, '2', '30'])
    expect(read(total, whole)[0]).toMatchObject({ amount: 30, rows: 2 })
  })
  it('are told apart by the day where numbers start anew each day, and by what was chosen', () => {
    const header = ['流水号', '营业日期', '会员卡号', '实收金额']
    const cells = rows((i) => [`000${1 + (i % 4)}`, day(Math.floor(i / 4)), `C${i}`, `${i + 1}.5`])
    expect(read(header, cells).map(({ rows, amount }) => [rows, amount])).toEqual(
      Array.from({ length: 5 }, (_, i) => [1, i + 1.5]),
    )
    const mapping = proposeMapping(header, cells)
    expect(firstOrders({ rows: cells }, mapping, 'id')[0]!.rows).toBeGreaterThan(1)
  })
  it('show what cannot be read as missing, and change with the meaning of a column', () => {
    const cells = rows((i) => [day(i), `C${i}`, `${i}.5`, 'x'])
    const chosen = { A: 'orders.ordered_at', B: 'orders.customer_id', C: 'orders.amount' }
    expect(read(['A', 'B', 'C', 'D'], cells, chosen)[1]).toEqual({
      customer: 'C1',
      day: day(1),
      amount: 1.5,
      rows: 1,
    })
    const wrong = { A: 'orders.ordered_at', B: 'orders.customer_id', D: 'orders.amount' }
    expect(read(['A', 'B', 'C', 'D'], cells, wrong)[1]).toMatchObject({ customer: 'C1', amount: null })
  })
})
