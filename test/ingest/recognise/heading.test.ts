import { describe, expect, it } from 'vitest'
import { headingOf } from '../../../src/ingest/recognise/heading'

const words = (header: string) => headingOf(header).concepts

describe('a heading', () => {
  it('is the same however its words are joined', () => {
    for (const header of ['order date', 'Order Date', 'ORDER_DATE', 'orderDate', 'order-date'])
      expect(words(header), header).toEqual(['order', 'date'])
  })

  it('is cut into its words where none is parted from the next', () => {
    expect(words('订单编号')).toEqual(['order', 'id'])
    expect(words('客户名称')).toEqual(['customer', 'name'])
    expect(words('Rechnungsnummer')).toEqual(['invoice', 'id'])
  })

  it('says the same in every language that its words are known in', () => {
    for (const header of ['订单日期', '訂單日期', 'order date', 'fecha de pedido', 'date de commande']) {
      expect(words(header), header).toContain('order')
      expect(words(header), header).toContain('date')
    }
  })

  it('keeps the word that turns another: what is off, what comes back, what is yet to come', () => {
    expect(words('优惠金额')).toContain('discount')
    expect(words('退款金额')).toContain('refund')
    expect(words('预计送达时间')).toContain('expected')
  })

  it('says in brackets what stands beside its name, and the name is what stands outside', () => {
    const { concepts, notes } = headingOf('金额(含税)')
    expect(concepts).toEqual(['amount'])
    expect(notes.length).toBeGreaterThan(0)
    expect(headingOf('（金额）').concepts).toEqual(['amount'])
  })

  it('finds no short word inside a longer one that has nothing to do with it', () => {
    expect(words('valid')).not.toContain('id')
    expect(words('idle')).not.toContain('id')
    expect(words('orderid')).toEqual(['order', 'id'])
    expect(words('userno')).toEqual(['user', 'id'])
  })

  it('knows how much of it nobody understands', () => {
    expect(headingOf('order date').unknown).toBe(0)
    expect(headingOf('xqzw').unknown).toBe(1)
    const half = headingOf('order xqzwv').unknown
    expect(half).toBeGreaterThan(0.3)
    expect(half).toBeLessThan(0.7)
    expect(headingOf('').unknown).toBe(1)
  })

  it('counts a plural as the word itself', () => {
    expect(words('orders')).toEqual(words('order'))
    expect(headingOf('orders').unknown).toBe(0)
  })

  it('is the same with a picture before it', () => {
    expect(headingOf('🧾 Order')).toEqual(headingOf('Order'))
    expect(words('📅️ Order date')).toEqual(['order', 'date'])
  })

  it('has no rare word in the midst of another one', () => {
    expect(words('Upgraded by')).not.toContain('exam')
    expect(words('Presentment amount')).not.toContain('attendance')
    expect(words('montant payé')).not.toContain('payroll')
    expect(words('CreditScore')).not.toContain('ledger')
    expect(words("Point d'arrivée")).not.toContain('points')
  })
})
