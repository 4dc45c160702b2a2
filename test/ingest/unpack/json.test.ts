import { describe, expect, it } from 'vitest'
import { lines, opened } from '../../support/pack'

describe('JSON', () => {
  it('an array of objects: the union of their keys in order of appearance, objects inside with dotted names', async () => {
    const text = JSON.stringify([
      { id: '001', customer: { id: 7, name: '王, "小明"' }, tags: ['a', 'b'], paid: true },
      { id: '002', amount: 0.1 + 0.2, customer: null, note: 'a\r\nb' },
    ])
    expect(await lines(text, 'a.csv')).toEqual([
      'id,customer.id,customer.name,tags,paid,amount,customer,note',
      '001,7,"王, ""小明""","[""a"",""b""]",true,,,',
      '002,,,,,0.3,,"a\nb"',
    ])
  })

  it('ids of more than 15 figures keep every one of them', async () => {
    expect(
      await lines(
        '[{"id":4401061990010110001,"a":"say \\"12345678901234567\\"","n":1.5e3},{"id":-1234567890123456789}]',
      ),
    ).toEqual(['id,a,n', '4401061990010110001,"say ""12345678901234567""",1500', '-1234567890123456789,,'])
  })

  it('a wrapper around the rows, with what else it says left out', async () => {
    expect(await lines('{"page":1,"data":[{"id":1},{"id":2}],"ok":true}')).toEqual(['id', '1', '2'])
    expect(await lines('{"response":{"orders":[{"id":1}]}}')).toEqual(['id', '1'])
    const { texts } = await opened('{"orders":[{"id":1}],"customers":[{"id":2}]}', 'a.json')
    expect(texts).toEqual({ 'a.json › orders': 'id\r\n1\r\n', 'a.json › customers': 'id\r\n2\r\n' })
  })

  it('the lines inside an order are a table of their own that repeats its ids', async () => {
    const orders = [
      {
        id: 1001,
        order_no: 'A1',
        total: 5,
        line_items: [
          { sku: 'x', qty: 1 },
          { sku: 'y', qty: 2 },
        ],
        taxes: [{ r: 1 }],
      },
      { id: 1002, order_no: 'A2', total: 6, line_items: [] },
    ]
    const { texts } = await opened(JSON.stringify({ orders }), 'a.json')
    expect(texts).toEqual({
      'a.json › orders': 'id,order_no,total,taxes\r\n1001,A1,5,"[{""r"":1}]"\r\n1002,A2,6,\r\n',
      'a.json › orders.line_items': 'order_id,order_no,sku,qty\r\n1001,A1,x,1\r\n1001,A1,y,2\r\n',
    })
  })

  it('rows as arrays', async () => {
    expect(await lines('[["id","n"],[1,null],["2",3]]')).toEqual(['id,n', '1,', '2,3'])
  })

  it('what holds no table and what is broken says so', async () => {
    await expect(opened('[{"id":1},', 'a.json')).rejects.toMatchObject({
      code: 'file.damaged',
      params: { kind: 'JSON' },
    })
    await expect(opened('[[]]', 'a.json')).rejects.toMatchObject({ code: 'file.noTable' })
  })
})

describe('NDJSON', () => {
  it('one object a line; lines that are none are told of', async () => {
    const { texts, failures } = await opened('{"id":"1","a":{"b":2}}\n\n{"id":\n{"c":3,"id":"2"}\n', 'a.json')
    expect(texts).toEqual({ 'a.json': 'id,a.b,c\r\n1,2,\r\n2,,3\r\n' })
    expect(failures.map(({ error }) => [error.code, error.params])).toEqual([
      ['file.lines', { file: 'a.json', line: 3, count: 1 }],
    ])
  })

  it('a column that comes late fills up the rows before it, over block after block', async () => {
    const rows = Array.from({ length: 70_000 }, (_, i) => `{"id":${i},"name":"customer number ${i}"}`)
    const read = await lines([...rows, '{"id":-1,"late":"x, y"}'].join('\n'))
    expect([read.length, read[0], read[1], read.at(-2), read.at(-1)]).toEqual([
      70_002,
      'id,name,late',
      '0,customer number 0,',
      '69999,customer number 69999,',
      '-1,,"x, y"',
    ])
  })
})
