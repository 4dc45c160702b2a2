import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBlocking } from '../../src/engine/blocking'
import type { Engine } from '../../src/engine/engine'
import { firstOrders } from '../../src/ingest/first'
import { sessionOf } from '../support/session'

let engine: Engine
beforeAll(async () => void (engine = await openBlocking()))
afterAll(() => engine.stop())

const orders = async (text: string, name = 'orders.csv') => {
  const session = await sessionOf({ [name]: text }, { period: 'all' }, engine)
  const rows = await engine.query<{ at: string }>(
    'SELECT ordered_at::VARCHAR AS at FROM orders ORDER BY order_id',
  )
  return { session, at: rows.map((row) => row.at) }
}
const people = async (text: string) => {
  const session = await sessionOf({ 'people.csv': text }, {}, engine)
  const rows = await engine.query<{ name: string }>('SELECT name FROM customers ORDER BY customer_id')
  return { session, names: rows.map((row) => row.name) }
}

describe('a date and its time in two columns', () => {
  test('are one moment, as PayPal writes them', async () => {
    const { session, at } = await orders(
      `"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","From Email Address","Transaction ID","Balance Impact"
"13/01/2024","08:05:09","CET","Ann","Payment","Completed","EUR","10.00","-0.50","9.50","a@x.org","1","Credit"
"14/01/2024","23:15:00","CET","Ben","Payment","Completed","EUR","20.00","-0.50","19.50","b@x.org","2","Credit"
"15/01/2024","","CET","Ben","Payment","Completed","EUR","20.00","-0.50","19.50","b@x.org","3","Credit"
`,
    )
    expect(session.sources[0]!.mapping.preset).toBe('paypal-activity')
    // A blank time leaves the day.
    expect(at).toEqual(['2024-01-13 08:05:09', '2024-01-14 23:15:00', '2024-01-15 00:00:00'])
  })
  test('are found by what their heads share, in Chinese and with halves of the day too', async () => {
    const head = '订单编号,客户编号,下单日期,下单时间,发货日期,发货时间,金额'
    const { at } = await orders(
      `${head}\n1,A,2024-01-05,9:05,2024-01-06,18:00,10\n2,B,2024-01-06,下午3:30,2024-01-07,19:00,20\n`,
    )
    expect(at).toEqual(['2024-01-05 09:05:00', '2024-01-06 15:30:00'])
    expect(await engine.query('SELECT max(delivered_at)::VARCHAR AS at FROM orders')).toEqual([
      { at: '2024-01-07 19:00:00' },
    ])
  })
  test('stay apart where the date has a time already', async () => {
    const text = 'order id,customer id,order date,order time,amount\n1,A,2024-01-05 07:00:00,09:05:00,10\n'
    expect((await orders(text)).at).toEqual(['2024-01-05 07:00:00'])
  })
  test('are whole on every line of an order that says them once', async () => {
    const { at } = await orders(
      `Order ID,Customer ID,Order Date,Order Time,Product Name,Quantity,Order Total
1,A,2024-01-05,09:05:00,Pen,1,30
1,,,,Ink,2,
2,B,2024-01-06,10:00:00,Pen,1,10
`,
    )
    expect(at).toEqual(['2024-01-05 09:05:00', '2024-01-06 10:00:00'])
    expect(
      await engine.query('SELECT DISTINCT ordered_at::VARCHAR AS at FROM order_lines ORDER BY 1'),
    ).toEqual([{ at: '2024-01-05 09:05:00' }, { at: '2024-01-06 10:00:00' }])
  })
})

describe('first and last name in two columns', () => {
  test('are one name, in the order of their script', async () => {
    const { session, names } = await people(
      'First Name,Last Name,Customer ID,Email\nAnn,Lee,1,a@x.org\n三,张,2,b@x.org\n,Solo,3,c@x.org\nKim,,4,d@x.org\n지수,김,5,e@x.org\n',
    )
    expect(names).toEqual(['Ann Lee', '张三', 'Solo', 'Kim', '김지수'])
    expect(session.sources[0]!.mapping.columns[1]).toMatchObject({
      target: null,
      why: { key: 'partOf', example: 'First Name' },
    })
  })
  test('are a Shopify customer’s and a Mailchimp member’s', async () => {
    const shopify = await people(
      'Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address City,Total Spent,Total Orders\n1,Ann,Lee,a@x.org,yes,Bonn,10.00,1\n',
    )
    expect(shopify.session.sources[0]!.mapping.preset).toBe('shopify-customers')
    expect(shopify.names).toEqual(['Ann Lee'])
    const mailchimp = await people(
      'Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,LEID,EUID\na@x.org,Ann,Lee,2,2024-01-05 10:00:00,1,x1\n',
    )
    expect(mailchimp.names).toEqual(['Ann Lee'])
  })
  test('give way to a full name, and are no names of goods', async () => {
    const full = await people('customer id,name,first name,last name,email\n1,Dr Ann Lee,Ann,Lee,a@x.org\n')
    expect(full.names).toEqual(['Dr Ann Lee'])
    const wide = await people('customer id,商品名,name,email\n1,Pen,Ann,a@x.org\n')
    expect(wide.names).toEqual(['Ann'])
  })
  test('alone tell that a file is a list of customers', async () => {
    const { session, names } = await people('First Name,Last Name,Email\nAnn,Lee,a@x.org\nBen,Ray,b@x.org\n')
    expect(session.sources[0]!.entities).toEqual(['customers'])
    expect(names).toEqual(['Ann Lee', 'Ben Ray'])
  })
})

describe('year, month and day in three columns', () => {
  const days = [
    [2024, 11, 21],
    [2024, 7, 3],
    [2023, 12, 31],
    [2024, 2, 29],
    [2024, 1, 9],
    [2023, 9, 18],
  ] as const
  const iso = days.map((day) => day.map((n) => String(n).padStart(2, '0')).join('-'))
  const file = (header: string, cell: (n: number) => string, parts = 3) =>
    [
      header,
      ...days.map((day, i) => [...day.slice(0, parts).map(cell), `客户${i % 2}`, `${i + 1}1.50`].join(',')),
    ].join('\n')
  const said = async (text: string) => (await orders(text)).session
  const read = async () =>
    (
      await engine.query<{ at: string }>('SELECT ordered_at::DATE::VARCHAR AS at FROM orders ORDER BY amount')
    ).map(({ at }) => at)

  test.each(['年,月,日,客户名称,销售额', 'Year,Month,Day,Customer,Sales', 'Jahr,Monat,Tag,Kunde,Umsatz'])(
    'are one day: %s',
    async (header) => {
      await said(file(header, String))
      expect(await read()).toEqual(iso)
    },
  )
  test('make the first of the month where no column says the day', async () => {
    await said(file('年份,月份,客户,销售额', String, 2))
    expect(await read()).toEqual(iso.map((day) => `${day.slice(0, 8)}01`))
  })
  test('are left alone beside a column that says the day', async () => {
    const text = file('Year,Month,Day,Customer,Sales', String)
      .split('\n')
      .map((line, i) => `${i ? `2022-05-0${i}` : 'Order date'},${line}`)
      .join('\n')
    await said(text)
    expect(await read()).toEqual(days.map((_, i) => `2022-05-0${i + 1}`))
  })
  test('that are no day leave their row without one, and the first orders show what is read', async () => {
    const session = await said(`${file('Year,Month,Day,Customer,Sales', String)}\n2024,2,30,客户1,99.50`)
    expect(await read()).toEqual([...iso, null])
    const { sample, mapping } = session.sources[0]!
    expect(firstOrders(sample, mapping).map(({ day }) => day)).toEqual(iso.slice(0, 5))
  })
})
