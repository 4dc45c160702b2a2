import { afterAll, beforeAll, expect, it } from 'vitest'
import { figuresOf, NO_FIGURES } from '../../src/analysis/figures'
import { openBlocking } from '../../src/engine/blocking'
import type { Engine } from '../../src/engine/engine'
import { defaultView } from '../../src/model/view'
import { sessionOf, view } from '../support/session'

let engine: Engine
beforeAll(async () => void (engine = await openBlocking()))
afterAll(() => engine.stop())

const orders = (rows: [string, string, string, number][]) =>
  ['order id,customer id,order date,amount', ...rows.map((row) => row.join(','))].join('\n')

it('all files together come to their orders, net revenue with and without a customer, and a day, whatever the view', async () => {
  const session = await sessionOf(
    {
      'one.csv': orders([
        ['K1', 'C1', '2021-01-05', 100],
        ['K2', 'C2', '2024-01-05', 50.5],
        ['K3', 'C2', '2024-01-06', -20.5],
        ['K4', '', '2024-01-07', 7],
      ]),
    },
    { period: '12m' },
    engine,
  )
  expect(await figuresOf(session)).toEqual({ orders: 4, revenue: 137, asOf: '2024-01-07' })

  // What a drop brought and its taking out again lead back to the same figures.
  const before = await figuresOf(session)
  const later = await session.add(
    new Blob([
      orders([
        ['K2', 'C2', '2024-01-05', 50.5],
        ['K5', 'C3', '2024-02-01', 10],
      ]),
    ]),
    'two.csv',
  )
  await session.rebuild(view())
  expect(await figuresOf(session)).toEqual({ orders: 5, revenue: 147, asOf: '2024-02-01' })
  await session.remove(later.id)
  await session.rebuild(view())
  expect(await figuresOf(session)).toEqual(before)

  for (const { id } of session.sources) await session.remove(id)
  await session.rebuild(defaultView())
  expect(await figuresOf(session)).toEqual(NO_FIGURES)
})

it('where no file holds orders, what customer files say in sums', async () => {
  const sums = 'customer id,total spend,order count,last order\nC1,100.5,3,2024-03-01\nC2,20,1,2024-01-01'
  const session = await sessionOf({ 'customers.csv': sums }, {}, engine)
  expect(await figuresOf(session)).toMatchObject({ orders: 0, revenue: 120.5, asOf: '2024-03-01' })
})
