import { expect, it } from 'vitest'
import { openList, orderList, rowsOf } from '../../../src/analysis/customers/list'
import { byPlace, placesOf } from '../../../src/analysis/customers/collate'
import { numberCustomers } from '../../../src/analysis/customers/number'
import { seeded } from '../../../src/stats/random'
import { csv, sessionOf } from '../../support/session'

const sorted = (texts: (string | null)[], language: string, down = false) =>
  [
    ...byPlace(
      Float64Array.from(texts, (_, row) => row),
      placesOf(texts, language),
      down,
    ),
  ].map((row) => texts[row])

const NAMES = ['张伟', '安娜', '王五', 'Zebra', null, 'apple', '李四', '张三', '张', 'Äpfel', '3M', '阿里']

it('names: letters without regard to case and accents, then Chinese by pinyin; who has none stands last', () => {
  expect(sorted(NAMES, 'zh-CN')).toEqual([
    ...['3M', 'Äpfel', 'apple', 'Zebra'],
    ...['阿里', '安娜', '李四', '王五', '张', '张三', '张伟', null],
  ])
  expect(sorted(NAMES, 'en', true)).toEqual([
    ...['张伟', '张三', '张', '王五', '李四', '安娜', '阿里'],
    ...['Zebra', 'apple', 'Äpfel', '3M', null],
  ])
})

it('names in traditional characters stand by strokes for those who read them', () => {
  expect(sorted(['龍', '丁', '王', '一'], 'zh-TW')).toEqual(['一', '丁', '王', '龍'])
})

it('names: the order is that of the collator, character by character, however long they are', () => {
  const random = seeded(2)
  const letters = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨有限公司科技贸易']
  const texts = Array.from({ length: 400 }, () =>
    Array.from({ length: 1 + Math.floor(random() * 12) }, () => letters[Math.floor(random() * 24)]).join(''),
  )
  const { compare } = new Intl.Collator('zh-CN')
  const byCharacter = (one: string, other: string) => {
    const [x, y] = [[...one], [...other]]
    const at = x.findIndex((char, i) => char !== y[i])
    if (at < 0) return x.length - y.length
    return y[at] === undefined ? 1 : compare(x[at]!, y[at])
  }
  expect(sorted(texts, 'zh-CN')).toEqual([...texts].sort(byCharacter))
})

it('equal names keep the order in which they come, upwards and downwards', () => {
  const places = placesOf(['b', 'a', 'b', 'a'], 'en')
  const rows = Float64Array.of(3, 2, 1, 0)
  expect([...byPlace(rows, places, false)]).toEqual([3, 1, 2, 0])
  expect([...byPlace(rows, places, true)]).toEqual([2, 0, 3, 1])
})

it('the list of customers stands by pinyin, equal names by id', async () => {
  const names = ['张伟', '李四', '安娜', '张伟']
  const session = await sessionOf({
    'customers.csv': csv(names.map((name, k) => ({ customer_id: `C${9 - k}`, name }))),
    'orders.csv': csv(
      names.map((_, k) => ({ order_id: k, customer_id: `C${9 - k}`, order_date: '2024-01-10', amount: 5 })),
    ),
  })
  await numberCustomers(session, [])
  const everybody = (await openList(session))!
  const rows = await orderList(session, everybody, { field: 'name', down: false }, 'zh-CN')
  const read = await rowsOf(session, everybody, ['customer_id', 'name'], [...rows])
  expect(read.map((row) => `${row.name} ${row.customer_id}`)).toEqual([
    '安娜 C7',
    '李四 C8',
    '张伟 C6',
    '张伟 C9',
  ])
  await session.engine.stop()
})
