import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { meaningOf, scopeOf, type Meaning, type Scope } from '../../src/ingest/state'
import { dataFolder } from '../setup/data.mjs'

describe('what a status word says of a sale', () => {
  const words: [Meaning, Scope, string[]][] = [
    [
      'sale',
      'order',
      ['Not refunded', 'non-returnable', 'Refund declined', 'Return cancelled', '未退款', '退款失败'],
    ],
    [
      'sale',
      'order',
      ['Nicht erstattet', 'Remboursement refusé', 'No reembolsado', 'Não reembolsado', '返品キャンセル'],
    ],
    [
      'sale',
      'order',
      ['Awaiting shipment', '待发货', '待出貨', 'Sales Order', 'Pendiente de envío', '발송대기'],
    ],
    ['sale', 'refund', ['无', '无售后', '退款关闭', 'none', 'NO_REFUND', 'Refund denied']],
    [
      'pending',
      'order',
      ['待付款', 'wc-pending', 'Quotation Sent', 'draft', '尾款未付', 'Zahlung ausstehend', '入金待ち'],
    ],
    ['part-paid', 'order', ['已付定金，待付尾款', 'partially_paid', 'Teilweise bezahlt']],
    [
      'cancelled',
      'order',
      ['已撤单', '無效訂單', 'Abandoned', 'voided', 'Storniert', 'Annulée', '주문취소', '支付失败'],
    ],
    ['cancelled', 'order', ['未发货，退款成功', '付款以后用户退款成功，交易自动关闭']],
    ['returned', 'order', ['退款成功', '已退貨', 'Chargeback', 'Remboursée', 'Devuelto', '환불완료']],
    ['part-returned', 'order', ['部分退款', 'partially_refunded', 'Teilerstattet', '一部返金']],
    ['asked', 'refund', ['退款中', '买家申请退款，待商家处理', 'Return requested', '환불요청']],
    ['unknown', 'order', ['特批', '3', 'foo', 'B-Ware']],
  ]
  test.each(words.flatMap(([meaning, scope, list]) => list.map((word) => [word, scope, meaning] as const)))(
    '%s of %s: %s',
    (word, scope, meaning) => expect(meaningOf(word, scope)).toBe(meaning),
  )
  // Words of systems that nobody here has seen: never wrong without a word, so that `unknown`, which is asked, will do.
  const seen = readFileSync(new URL('../fixtures/status-words.tsv', import.meta.url), 'utf8')
  const lists = seen
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t') as [Scope, string, string])
  test.each(lists)('of %s, read as %s: %s', (scope, meanings, words) => {
    const wrong = words
      .split(' | ')
      .map((word) => [word, meaningOf(word, scope)] as const)
      .filter(([, meaning]) => !meanings.split(' ').includes(meaning))
    expect(wrong).toEqual([])
  })
  test('the heading says what is spoken of', () => {
    expect(
      ['订单状态', 'Financial Status', '退款状态', 'Return status', '物流状态', 'Zahlungsstatus'].map(
        scopeOf,
      ),
    ).toEqual(['order', 'payment', 'refund', 'refund', 'delivery', 'payment'])
  })
})

const list = join(dataFolder() ?? '', '../shapes/statuses.json')
describe.skipIf(!existsSync(list))('status words of public sources', () => {
  const FITS: Record<string, Meaning[]> = {
    counts: ['sale', 'finished'],
    not_yet: ['pending', 'part-paid'],
    cancelled: ['cancelled'],
    returned: ['returned'],
    partly_returned: ['part-returned'],
    pending_return: ['asked'],
    none: ['silent', 'unknown'],
  }
  const SCOPES: Record<string, Scope> = {
    order: 'order',
    payment: 'payment',
    'after-sale': 'refund',
    delivery: 'delivery',
  }
  test('at least 97 of 100 are understood as they are meant', () => {
    const { words } = JSON.parse(readFileSync(list, 'utf8')) as {
      words: { word: string; scope: string; meaning: string }[]
    }
    const known = words.filter(({ scope }) => SCOPES[scope])
    const wrong = known.filter(({ word, scope, meaning }) => {
      const found = meaningOf(word, SCOPES[scope]!)
      // Money came for a part: by what was paid it is a sale, by what was ordered not yet.
      return !(FITS[meaning]!.includes(found) || (meaning === 'counts' && found === 'part-paid'))
    })
    expect(known.length).toBeGreaterThan(300)
    expect(wrong.length / known.length, wrong.map(({ word }) => word).join(' | ')).toBeLessThan(0.03)
  })
})
