import { describe, expect, it } from 'vitest'
import type { SheetField } from '../../src/analysis/sheet'
import { columnsFor, listCells } from '../../src/report/list'

const field = (
  name: string,
  type: SheetField['type'] = 'text',
  kind: SheetField['kind'] = 'said',
): SheetField => ({
  name,
  type,
  kind,
  known: 1,
})
const FIELDS = [
  field('name'),
  field('customer_id', 'text', 'fact'),
  field('phone'),
  field('email'),
  field('birth_date', 'date'),
  field('tier', 'text', 'fact'),
  field('revenue_12m', 'money', 'fact'),
  field('last_order_at', 'date'),
  field('#备注', 'text', 'attribute'),
  field('#门店', 'text', 'attribute'),
]
const ROW = {
  name: '张伟',
  customer_id: 'zw@corp.cn',
  phone: '13800131234',
  email: 'zw@corp.cn',
  birth_date: '1985-04-12',
  tier: 'gold',
  revenue_12m: 1234.5,
  last_order_at: '2024-03-01 10:00:00',
  '#备注': '张伟的太太',
  '#门店': '静安',
}
const FREE = new Set(['#备注'])
const word = (_: string, value: unknown) => (value === 'gold' ? '金' : (value as string))
const told = (level: 'masked' | 'full') => {
  const fields = columnsFor(FIELDS, level, FREE)
  return Object.fromEntries(listCells(fields, ROW, level, word).map((cell, i) => [fields[i]!.name, cell]))
}

describe('a list of customers', () => {
  it('masked: nothing in it names anybody', () => {
    expect(told('masked')).toEqual({
      name: '张*',
      phone: '138****1234',
      email: 'z***@***',
      birth_date: '1985',
      tier: '金',
      revenue_12m: 1234.5,
      last_order_at: '2024-03-01',
      '#门店': '静安',
    })
    expect(JSON.stringify(told('masked'))).not.toMatch(/张伟|zw@|13800131234|04-12/)
  })

  it('in full: every column as the files say it', () => {
    expect(told('full')).toMatchObject({ name: '张伟', customer_id: 'zw@corp.cn', phone: '13800131234' })
    expect(Object.keys(told('full')).length).toBe(FIELDS.length)
  })

  it('what is not known stays empty, masked or not', () => {
    expect(listCells([field('name'), field('tier')], { name: null, tier: null }, 'masked', word)).toEqual([
      null,
      null,
    ])
  })
})
