import { expect, it } from 'vitest'
import { ENTITIES } from '../../src/model/entities'
import { atHome, ROLE_GROUPS, roleOf, targetOf } from '../../src/model/roles'

it('every field of the model can be meant, and the customer and the order once each', () => {
  const roles = ROLE_GROUPS.flatMap(({ roles }) => roles)
  expect(new Set(roles).size).toBe(roles.length)
  const all = ENTITIES.flatMap(({ name, fields }) => fields.map((field) => `${name}.${field.name}`))
  expect(new Set(all.map(roleOf))).toEqual(new Set(roles))
  expect(ROLE_GROUPS.find(({ roles }) => roles.includes('customer_id'))?.name).toBe('customers')
  expect(ROLE_GROUPS.find(({ roles }) => roles.includes('order_id'))?.name).toBe('orders')
})

it('a shared meaning goes to the first entity of the file that has it, else to the order', () => {
  expect(targetOf('customer_id', ['tickets'])).toBe('tickets.customer_id')
  expect(targetOf('customer_id', ['order_lines'])).toBe('orders.customer_id')
  expect(targetOf('customer_id', [])).toBe('orders.customer_id')
  expect(targetOf('customers.name', ['orders'])).toBe('customers.name')
})

it('what is said of a file takes the customer along to the entity that the other choices make of it', () => {
  expect(
    atHome({ a: 'orders.customer_id', b: 'tickets.ticket_id', c: 'tickets.opened_at', d: null }, []),
  ).toEqual({
    a: 'tickets.customer_id',
    b: 'tickets.ticket_id',
    c: 'tickets.opened_at',
    d: null,
  })
  // A name alone makes no list of customers of an order file.
  const order = { a: 'orders.customer_id', b: 'customers.name', c: 'orders.amount' }
  expect(atHome(order, ['orders', 'customers'])).toEqual(order)
  expect(atHome({ a: 'orders.customer_id' }, ['customers'])).toEqual({ a: 'customers.customer_id' })
})
