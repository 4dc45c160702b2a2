import { describe, expect, it } from 'vitest'
import { maskDay, maskEmail, maskName, maskPhone } from '../../src/report/mask'

describe('masking', () => {
  it.each([
    ['张伟', '张*'],
    ['张伟明', '张*'],
    ['歐陽修', '歐陽*'],
    ['欧阳', '欧*'],
    [' 李娜 ', '李*'],
    ['John Smith', 'Smith *'],
    ['Smith, John', 'Smith *'],
    ['Madonna', 'M***'],
    ['上海茶叶有限公司', '上海***'],
    ['Acme Trading Ltd.', 'Ac***'],
    ['𠮷田', '𠮷*'],
    ['', ''],
  ])('of the name %s leaves %s', (name, masked) => expect(maskName(name)).toBe(masked))

  it.each([
    ['13800131234', '138****1234'],
    ['138 0013 1234', '138****1234'],
    ['+86 138-0013-1234', '+86 138****1234'],
    ['＋８６１３８００１３１２３４', '+86 138****1234'],
    ['0912-345-678', '091****78'],
    ['+886 912 345 678', '+886 912****78'],
    ['87654321', '8****21'],
    ['12345', '****'],
    ['', ''],
    ['ask me', ''],
  ])('of the phone number %s leaves %s', (phone, masked) => expect(maskPhone(phone)).toBe(masked))

  it('hides at least four digits of every number', () => {
    for (let length = 1; length <= 15; length++) {
      const digits = Array.from({ length }, (_, i) => (i + 1) % 10).join('')
      const left = maskPhone(digits).replaceAll('*', '').length
      expect(length - left, digits).toBeGreaterThanOrEqual(Math.min(4, length))
    }
  })

  it('of an e-mail address leaves the first letter and the domain, of a birthday the year', () => {
    expect(maskEmail('anna.li@Example.com', new Set(['example.com']))).toBe('a***@Example.com')
    expect(maskEmail('anna.li@li-and-sons.com', new Set(['example.com']))).toBe('a***@***')
    expect(maskEmail('not an address')).toBe('***')
    expect(maskEmail('')).toBe('')
    expect(maskDay('1985-04-12')).toBe('1985')
    expect(maskDay('1985-04-12 00:00:00')).toBe('1985')
  })
})
