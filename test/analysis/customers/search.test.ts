import { pinyin } from 'pinyin-pro'
import { describe, expect, it } from 'vitest'
import { SearchIndex } from '../../../src/analysis/customers/search'

const syllables = (name: string) =>
  pinyin(name, { toneType: 'none', type: 'array', surname: 'head', nonZh: 'consecutive', v: true })
const person = (
  number: number,
  id: string,
  name: string | null,
  phone: string | null = null,
  email: string | null = null,
) => ({ number, id, name, phone, email })
const index = new SearchIndex()
index.add([
  person(1, 'C001', '张伟', '138 0013-1234', 'ZW@corp.cn'),
  person(2, 'C002', '曾 国藩', '+8613911112222'),
  person(3, 'X-77', 'Zoë O’Brien', null, 'zoe@example.com'),
  person(5, 'C005', null),
  person(6, 'C006', '重庆茶叶有限公司'),
  person(7, 'ｃ００７', '吕布'),
])
while (index.spell(2, syllables));
const found = (query: string) => [...index.find(query)].flatMap((hit, number) => (hit ? number : []))

describe('a customer is found by', () => {
  it.each([
    ['part of the name', '伟', [1]],
    ['pinyin', 'zhangwei', [1]],
    ['pinyin with a blank', 'Zhang Wei', [1]],
    ['first letters', 'zw', [1]],
    ['the reading as a surname', 'zeng', [2]],
    ['a name with a blank, typed without', '曾国藩', [2]],
    ['the reading of a place', 'chongqing', [6]],
    ['first letters of a firm', 'cqcy', [6]],
    ['first letters within a firm', 'cyyxgs', [6]],
    ['two letters only where the name begins', 'cy', []],
    ['ü typed as v', 'lvbu', [7]],
    ['digits of the phone number', '13800131234', [1]],
    ['digits with other gaps', '139 1111', [2]],
    ['the address', 'ZOE@', [3]],
    ['a name without its apostrophe', 'obrien', [3]],
    ['the id', 'c00', [1, 2, 5, 6, 7]],
    ['nothing that is there', 'qqq', []],
  ])('%s', (_, query, numbers) => expect(found(query)).toEqual(numbers))

  it('nobody has number 0, and a gap in the numbers is nobody', () => {
    expect(found('')).toEqual([1, 2, 3, 5, 6, 7])
  })
})
