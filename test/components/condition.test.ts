import { describe, expect, test } from 'vitest'
import type { SheetField } from '../../src/analysis/sheet'
import {
  choicesOf,
  groupOf,
  JOINTS,
  ofGroup,
  ofTest,
  rootOf,
  testOf,
  withChoice,
  withField,
} from '../../src/components/segment/draft'
import { isComplete, type Condition } from '../../src/model/condition'

const field = (name: string, type: SheetField['type']): SheetField => ({ name, type, kind: 'fact', known: 1 })
const gold: Condition = { field: 'tier', op: 'in', values: ['gold'] }

describe('what a condition editor shows', () => {
  test('every joint of a group reads back as it was chosen', () => {
    for (const joint of JOINTS)
      expect(groupOf(ofGroup({ joint, parts: [gold] }))).toEqual({ joint, parts: [gold] })
  })

  test('a single comparison is no group, and becomes the only part of one', () => {
    expect(groupOf(gold)).toBeNull()
    expect(groupOf({ not: gold })).toBeNull()
    expect(rootOf({ not: gold })).toEqual({ joint: 'all', parts: [{ not: gold }] })
  })

  test('not of a not is what stands within', () => {
    expect(groupOf({ not: { not: { any: [gold] } } })).toEqual({ joint: 'any', parts: [gold] })
    expect(testOf({ not: { not: gold } })?.choice).toBe('in')
  })

  test('every comparison of every type reads back as it was chosen', () => {
    for (const type of ['text', 'boolean', 'date', 'money', 'share'] as const)
      for (const choice of choicesOf(type)) {
        const made = ofTest(choice, { field: 'x', values: [1] })
        expect(testOf(made)?.choice).toBe(choice)
      }
  })

  test('the opposite of at least has no word: a missing value is neither', () => {
    expect(testOf({ not: { field: 'x', op: 'atLeast', values: [1] } })).toBeNull()
  })

  test('another field keeps the comparison and the value where both still fit', () => {
    const old: Condition = { field: 'orders_all', op: 'atMost', values: [3] }
    expect(withField(old, field('orders_12m', 'count'), field('orders_all', 'count'))).toEqual({
      field: 'orders_12m',
      op: 'atMost',
      values: [3],
    })
    expect(withField(old, field('region', 'text'), field('orders_all', 'count'))).toEqual({
      field: 'region',
      op: 'in',
      values: [],
    })
    expect(withField(old, field('active', 'boolean'))).toEqual({ field: 'active', op: 'is', values: [true] })
  })

  test('known needs no value, and contains takes one word', () => {
    expect(withChoice(gold, 'known')).toEqual({ not: { field: 'tier', op: 'missing', values: [] } })
    expect(withChoice({ ...gold, values: ['gold', 'silver'] }, 'contains')).toEqual({
      field: 'tier',
      op: 'contains',
      values: ['gold'],
    })
  })
})

test('a condition is complete when every comparison has its field and its value', () => {
  expect(isComplete({ all: [gold, { any: [{ not: gold }] }] })).toBe(true)
  expect(isComplete({ all: [] })).toBe(true)
  expect(isComplete({ all: [gold, { field: '', op: 'in', values: [] }] })).toBe(false)
  expect(isComplete({ not: { field: 'tier', op: 'in', values: [] } })).toBe(false)
  expect(isComplete({ field: 'tier', op: 'missing', values: [] })).toBe(true)
})
