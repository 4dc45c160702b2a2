import { describe, expect, it } from 'vitest'
import { proposeMapping, type Mapping } from '../../src/ingest/mapping'
import { signature } from '../../src/model/header'

/** Header and rows as one text: cells are separated by `|`. */
const propose = (text: string, chosen?: Record<string, string | null>): Mapping => {
  const [header, ...rows] = text
    .trim()
    .split('\n')
    .map((line) => line.trim().split('|'))
  return proposeMapping(header!, rows, chosen)
}
const targets = (mapping: Mapping): Record<string, string | null> =>
  Object.fromEntries(mapping.columns.map(({ header, target }) => [header, target]))

describe('the mapping of', () => {
  it.each([
    ['주문번호|주문일|고객명|결제금액', (n: number) => `${(n * 1000).toLocaleString('en')}원`],
    ['Order|Date|Customer|Amount', (n: number) => `Rs. ${(n * 100).toLocaleString('en')}`],
    ['Zamówienie|Data|Klient|Kwota', (n: number) => `${n * 10},00 zł`],
    ['Order|Date|Customer|Amount', (n: number) => `${n}.50 birr`],
  ])('orders whose amounts carry the sign of their currency: %s', (header, amount) => {
    const rows = Array.from(
      { length: 40 },
      (_, i) => `K${1000 + i}|2024-0${(i % 9) + 1}-1${i % 7}|Name ${i % 11}|${amount(17 + ((i * 37) % 83))}`,
    )
    const mapping = propose([header, ...rows].join('\n'))
    expect(mapping.entities).toEqual(['orders', 'customers'])
    expect(mapping.columns[3]).toMatchObject({ target: 'orders.amount', reading: { as: 'number' } })
  })

  it('a 淘宝 order export', () => {
    const mapping = propose(`
      订单编号|买家会员名|买家实际支付金额|订单状态|订单创建时间|订单付款时间|宝贝标题|收货人姓名|联系手机
      1698721002345678901|tb小明_88|128.00|交易成功|2024-05-06 10:11:12|2024-05-06 10:12:00|正山小种|王伟|13800000001
      1698721002345678902|li娜|56.50|交易关闭|2024-05-07 11:11:12||茶具|李娜|13800000002`)
    // All that an order holds stands in one cell, of which no line can be made.
    expect(mapping.entities).toEqual(['orders', 'customers'])
    expect(mapping.preset).toBe('taobao-orders')
    expect(targets(mapping)).toMatchObject({
      订单编号: 'orders.order_id',
      买家会员名: 'orders.customer_id',
      买家实际支付金额: 'orders.amount',
      订单状态: 'orders.status',
      订单创建时间: 'orders.ordered_at',
      订单付款时间: 'orders.paid_at',
      宝贝标题: null,
      收货人姓名: 'customers.name',
      联系手机: 'customers.phone',
    })
  })

  it('the UCI retail file', () => {
    const mapping = propose(`
      InvoiceNo|StockCode|Description|Quantity|InvoiceDate|UnitPrice|CustomerID|Country
      536365|85123A|WHITE HANGING HEART|6|2010-12-01 08:26:00|2.55|17850|United Kingdom
      C536379|D|Discount|-1|2010-12-01 09:41:00|27.5|14527|United Kingdom`)
    expect(mapping.entities).toEqual(['orders', 'order_lines', 'customers'])
    expect(targets(mapping)).toEqual({
      InvoiceNo: 'orders.order_id',
      StockCode: 'order_lines.product_id',
      Description: 'order_lines.product_name',
      Quantity: 'order_lines.quantity',
      InvoiceDate: 'orders.ordered_at',
      UnitPrice: 'order_lines.unit_price',
      CustomerID: 'orders.customer_id',
      Country: 'customers.country',
    })
  })

  it('a shop export in the manner of Shopify, with times that carry their zone', () => {
    const mapping = propose(`
      Order ID|Email|Financial Status|Paid at|Currency|Subtotal|Total|Discount Amount|Created at|Lineitem quantity|Lineitem name|Lineitem price|Lineitem sku
      1001|ann@example.com|paid|2024-01-05 10:11:12 +0800|USD|20.00|25.00|0.00|2024-01-05 10:11:10 +0800|2|Tea|10.00|T-1
      1002|bob@example.com|refunded|2024-01-06 10:11:12 +0800|USD|10.00|15.00|5.00|2024-01-06 10:11:10 +0800|1|Cup|10.00|C-1`)
    expect(mapping.entities).toContain('orders')
    expect(mapping.entities).toContain('order_lines')
    expect(targets(mapping)).toMatchObject({
      'Order ID': 'orders.order_id',
      'Financial Status': 'orders.status',
      'Paid at': 'orders.paid_at',
      Currency: 'orders.currency',
      Total: 'orders.amount',
      'Created at': 'orders.ordered_at',
      'Lineitem quantity': 'order_lines.quantity',
      'Lineitem name': 'order_lines.product_name',
      'Lineitem price': 'order_lines.unit_price',
      'Lineitem sku': 'order_lines.product_id',
    })
    expect(mapping.columns.find((c) => c.header === 'Created at')!.reading).toMatchObject({
      as: 'date',
      time: true,
    })
  })

  it('销售明细 of an ERP, with units in the heads', () => {
    const mapping = propose(`
      单据编号|单据日期|客户编码|客户名称|商品编码|商品名称|数量（件）|单价（元）|金额（元）|业务员|区域
      XS-2024-0001|2024/1/5|K0012|华强电子|A-1|螺丝|1,200|0.35|420.00|王伟|华南
      XS-2024-0002|2024/1/6|K0013|金鑫五金|A-2|螺母|800|0.30|240.00|李娜|华东`)
    expect(mapping.entities).toEqual(['orders', 'order_lines', 'customers'])
    expect(targets(mapping)).toMatchObject({
      单据编号: 'orders.order_id',
      单据日期: 'orders.ordered_at',
      客户编码: 'orders.customer_id',
      客户名称: 'customers.name',
      商品编码: 'order_lines.product_id',
      商品名称: 'order_lines.product_name',
      '数量（件）': 'order_lines.quantity',
      '单价（元）': 'order_lines.unit_price',
      '金额（元）': 'order_lines.amount',
      业务员: 'customers.owner',
      区域: 'orders.region',
    })
  })

  it('a traditional Chinese order file', () => {
    const mapping = propose(`
      訂單編號|會員編號|訂單金額|訂單日期|訂單狀態|通路
      A1|M1|1,200|民國113年1月5日|已完成|門市
      A2|M2|800|民國113年2月6日|已取消|官網`)
    expect(targets(mapping)).toEqual({
      訂單編號: 'orders.order_id',
      會員編號: 'orders.customer_id',
      訂單金額: 'orders.amount',
      訂單日期: 'orders.ordered_at',
      訂單狀態: 'orders.status',
      通路: 'orders.channel',
    })
  })

  it('tickets', () => {
    const mapping = propose(`
      Ticket ID|Customer Email|Ticket Subject|Ticket Priority|Ticket Channel|Ticket Status|Created at|First Response Time|Time to Resolution
      1|ann@example.com|Product setup|Low|Phone|Closed|2024-01-05 10:00:00|2024-01-05 11:00:00|2024-01-06 10:00:00
      2|bob@example.com|Refund|High|Email|Open|2024-01-06 10:00:00||`)
    expect(mapping.entities).toEqual(['tickets'])
    expect(targets(mapping)).toMatchObject({
      'Ticket ID': 'tickets.ticket_id',
      'Ticket Subject': 'tickets.reason',
      'Ticket Priority': 'tickets.priority',
      'Ticket Channel': 'tickets.channel',
      'Ticket Status': 'tickets.status',
      'Created at': 'tickets.opened_at',
      'First Response Time': 'tickets.first_response_at',
      'Time to Resolution': 'tickets.resolved_at',
      'Customer Email': 'tickets.customer_id',
    })
  })

  it('a survey', () => {
    const mapping = propose(`
      答卷编号|客户编号|提交时间|题目|评分|评论
      R1|C1|2024-01-05 10:00:00|整体推荐意愿|9|很好
      R1|C1|2024-01-05 10:00:00|产品质量|4|`)
    expect(mapping.entities).toEqual(['feedback'])
    expect(targets(mapping)).toEqual({
      答卷编号: 'feedback.response_id',
      客户编号: 'feedback.customer_id',
      提交时间: 'feedback.submitted_at',
      题目: 'feedback.item',
      评分: 'feedback.score',
      评论: 'feedback.comment',
    })
  })

  it('a customer list keeps what the model has no name for as attributes', () => {
    const mapping = propose(`
      客户编号|客户名称|行业|注册资本|签约日期|备用电话
      C1|华强|电子|1200|2020-01-05|07551234567
      C2|金鑫|五金|800|2021-03-07|07557654321`)
    expect(mapping.entities).toEqual(['customers'])
    const column = (header: string) => mapping.columns.find((c) => c.header === header)!
    expect(column('注册资本')).toMatchObject({ target: null, type: 'DOUBLE', reason: 'attribute' })
    expect(column('签约日期')).toMatchObject({ target: null, type: 'DATE' })
    expect(column('备用电话')).toMatchObject({ type: 'VARCHAR' })
  })

  it('a file that nobody can name holds nothing, and all of it is kept', () => {
    const mapping = propose('foo|bar\n1|x\n2|y')
    expect(mapping.entities).toEqual([])
    expect(mapping.columns.map(({ target }) => target)).toEqual([null, null])
  })
})

describe('a proposal', () => {
  it('gives each target to one column, and says how sure it is', () => {
    const { columns } = propose(`
      订单编号|客户编号|下单时间|订单金额|金额
      A1|C1|2024-01-05|12.5|12.5
      A2|C2|2024-01-06|13|13`)
    const taken = columns.map(({ target }) => target).filter(Boolean)
    expect(new Set(taken).size).toBe(taken.length)
    for (const column of columns) expect(column.confidence).toBeGreaterThan(0)
    expect(columns[0]).toMatchObject({ reason: 'name' })
    expect(columns[0]!.confidence).toBeGreaterThan(0.9)
  })

  it('is unsure of a date column of which a third cannot be read', () => {
    const { columns } = propose(`
      订单编号|客户编号|下单时间|订单金额
      A1|C1|2024-01-05|12.5
      A2|C2|2024-01-06|13
      A3|C2|昨天|13`)
    expect(columns[2]!.target).toBe('orders.ordered_at')
    expect(columns[2]!.confidence).toBeLessThan(0.8)
  })

  it('takes the only date column of an order file for its date', () => {
    const { entities, columns } = propose(`
      order id|customer id|zzz|amount
      A1|C1|2024-01-05|12.5
      A2|C2|2024-01-06|13`)
    expect(entities).toEqual(['orders', 'customers'])
    expect(columns[2]).toMatchObject({ target: 'orders.ordered_at', reason: 'shape' })
    expect(columns[2]!.confidence).toBeLessThan(0.6)
  })

  it('does not depend on the order of the columns', () => {
    const lines = [
      '订单编号|客户编号|下单时间|订单金额|渠道|地区',
      'A1|C1|2024-01-05|12.5|门店|华东',
      'A2|C2|2024-01-06|13|网店|华北',
    ].map((line) => line.split('|'))
    const turned = lines.map((cells) => [...cells].reverse())
    const there = targets(proposeMapping(lines[0]!, lines.slice(1)))
    expect(targets(proposeMapping(turned[0]!, turned.slice(1)))).toEqual(there)
  })
})

describe('what the reader chooses', () => {
  const unknown = 'a|b|c|d\nO1|C1|2024-01-05|12.5\nO2|C2|2024-01-06|13'

  it('makes an order file of one whose names say nothing', () => {
    const mapping = propose(unknown, {
      a: 'orders.order_id',
      b: 'orders.customer_id',
      c: 'orders.ordered_at',
      d: 'orders.amount',
    })
    expect(mapping.entities).toEqual(['orders', 'customers'])
    expect(mapping.columns.map(({ target }) => target)).toEqual([
      'orders.order_id',
      'orders.customer_id',
      'orders.ordered_at',
      'orders.amount',
    ])
    expect(mapping.columns.every(({ reason }) => reason === 'chosen')).toBe(true)
  })

  it('outweighs what the names say', () => {
    const mapping = propose(
      'customer id|name|industry|first|x\nC1|Ann|tea|2024-01-05|12\nC2|Bob|tea|2024-01-06|13',
      {
        'customer id': 'orders.customer_id',
        first: 'orders.ordered_at',
        x: 'orders.amount',
      },
    )
    expect(mapping.entities).toContain('orders')
  })

  it('keeps a column as attribute whatever its name', () => {
    const mapping = propose('订单编号|客户编号|下单时间|订单金额\nA1|C1|2024-01-05|12.5', { 订单金额: null })
    expect(mapping.columns[3]).toMatchObject({ target: null, reason: 'chosen' })
  })
})

describe('wide files', () => {
  it('one column per question: marks, words of a scale and free text, and no coded choices', () => {
    const mapping = propose(`
      序号|提交答卷时间|所用时间|来源|来自IP|1、您的性别|2、您对物流的满意度|3、服务—客服|4、还有什么建议？
      1|2024/5/1 10:00:00|35秒|微信|1.2.3.4(北京-北京)|1|9|非常满意|发货可以再快一点
      2|2024/5/1 11:00:00|41秒|微信|1.2.3.5(北京-北京)|2|7|不满意|包装破了一个角`)
    expect(mapping).toMatchObject({ entities: ['feedback'], preset: 'wjx' })
    expect(mapping.columns.map(({ target, wide }) => [target, wide])).toEqual([
      ['feedback.response_id', undefined],
      ['feedback.submitted_at', undefined],
      [null, undefined],
      ['feedback.channel', undefined],
      [null, undefined],
      [null, undefined],
      ['feedback.score', { item: '您对物流的满意度' }],
      ['feedback.score', { item: '服务—客服' }],
      ['feedback.comment', { item: '还有什么建议？' }],
    ])
  })

  it('questions of a tool that nobody knows are seen by what they ask', () => {
    const mapping = propose(`
      Member ID|Filled at|How satisfied are you with the staff?|How likely are you to recommend us?|What could we improve?
      C1|2024-05-01|5|9|More seats by the window
      C2|2024-05-02|3|6|Shorter queues at noon`)
    expect(mapping.entities).toEqual(['feedback'])
    expect(mapping.columns.map(({ target }) => target)).toEqual([
      'feedback.customer_id',
      'feedback.submitted_at',
      'feedback.score',
      'feedback.score',
      'feedback.comment',
    ])
  })

  it.each([
    ['2024-01|2024-02|2024-03', ['2024-01-31', '2024-02-29', '2024-03-31']],
    ['2024年1月|2024年2月|2024年3月', ['2024-01-31', '2024-02-29', '2024-03-31']],
    ['2023年11月销售额|2023年12月销售额|2024年1月销售额', ['2023-11-30', '2023-12-31', '2024-01-31']],
    ['Jan 2024|Feb 2024|Mar 2024', ['2024-01-31', '2024-02-29', '2024-03-31']],
    ['202401|202402|202403', ['2024-01-31', '2024-02-29', '2024-03-31']],
    ['2021|2022|2023', ['2021-12-31', '2022-12-31', '2023-12-31']],
    ['2021年|2022年|2023年', ['2021-12-31', '2022-12-31', '2023-12-31']],
    ['FY2021|FY2022|FY2023', ['2021-12-31', '2022-12-31', '2023-12-31']],
    ['2021 sales|2022 sales|2023 sales', ['2021-12-31', '2022-12-31', '2023-12-31']],
    ['销售额2021年|销售额2022年|销售额2023年', ['2021-12-31', '2022-12-31', '2023-12-31']],
    ['2023Q3|2023Q4|2024Q1', ['2023-09-30', '2023-12-31', '2024-03-31']],
    ['Q3 2023|Q4 2023|Q1 2024', ['2023-09-30', '2023-12-31', '2024-03-31']],
    ['2023年第三季度|2023年第四季度|2024年第一季度', ['2023-09-30', '2023-12-31', '2024-03-31']],
  ])('one column per month, quarter or year: %s', (months, ends) => {
    const mapping = propose(`
      客户编号|客户名称|行业|${months}|合计
      K1|华强|电子|100|0|20.5|120.5
      K2|金鑫|五金|80|10|7|97`)
    expect(mapping.entities).toEqual(['orders', 'customers'])
    const wide = mapping.columns.filter((c) => c.wide)
    expect(wide.map(({ target, wide }) => [target, wide])).toEqual(
      ends.map((at) => ['orders.amount', { at }]),
    )
    expect(mapping.columns.at(-1)!.target).toBeNull()
  })

  it('a year beside its own quarters is their sum, a year of its own counts', () => {
    const mapping = propose(`
      客户编号|客户名称|2022|2023Q1|2023Q2|2023Q3|2023Q4|2023
      K1|华强|50|1|2|3|4|10
      K2|金鑫|60|1|1|1|1|4`)
    expect(mapping.columns.filter((c) => c.wide).map(({ header }) => header)).toEqual([
      '2022',
      '2023Q1',
      '2023Q2',
      '2023Q3',
      '2023Q4',
    ])
  })

  it.each(['成立于2019|2020年底人数|2021 orders', '2019-2020|since 2021|model 2022'])(
    'a year in a heading of something else is no amount: %s',
    (headings) => {
      const mapping = propose(`
        客户编号|客户名称|${headings}
        K1|华强|1|2|3
        K2|金鑫|4|5|6`)
      expect(mapping.columns.some(({ wide }) => wide)).toBe(false)
    },
  )
})

describe('who bought', () => {
  const orders = (who: string, cell: (i: number) => string) =>
    propose(
      `订单号|下单时间|订单金额|${who}\n` +
        [1, 2, 3, 4].map((i) => `A${i}|2024-01-0${i}|${i}0.50|${cell(i)}`).join('\n'),
    )
  it.each([
    ['手机号', (i: number) => `138****000${i}`],
    ['买家会员名', (i: number) => `t**${i}`],
    ['收件人手机号', (i: number) => `##Zm9v${i}##`],
    ['收件人手机号', (i: number) => `$$abc${i}$$`],
    ['客户姓名', () => '张**'],
    ['客户姓名', () => '张○明'],
    ['會員姓名', () => '王O明'],
    ['客户姓名', (i: number) => `${'王李张陈'[i - 1]}先生`],
    ['Customer name', () => 'Mrs. Smith'],
  ])('is nobody where %s is masked or encrypted', (who, cell) => {
    const mapping = orders(who, cell)
    expect(mapping).toMatchObject({ anonymous: 'masked', entities: ['orders'] })
    expect(mapping.columns.some(({ target }) => /customer/.test(target ?? ''))).toBe(false)
  })
  it('is known by a phone beside a name that many have', () => {
    const rows = [1, 2, 3, 4].map((i) => `A${i}|2024-01-0${i}|${i}0.50|王先生|1380000000${i}`)
    const mapping = propose(`订单号|下单时间|订单金额|客户姓名|客户手机\n${rows.join('\n')}`)
    expect(mapping.anonymous).toBeNull()
    expect(mapping.columns.at(-1)!.target).toBe('customers.phone')
  })
  it('a list of people that shows all of them in part says so', () => {
    const rows = ['王*|138****1234|10', '李*|139****8821|20', '张**|150****7788|30']
    const codes = (head: string, cells = rows) =>
      propose(`${head}\n${cells.join('\n')}`).notices!.map(({ code }) => code)
    expect(codes('客户姓名|客户手机|累计消费')).toEqual(['masked_list'])
    const numbered = rows.map((row, i) => `M${i}|${row}`)
    expect(codes('会员号|客户姓名|客户手机|累计消费', numbered)).toEqual([])
  })
  it('is nobody where no column says it', () => {
    expect(propose('订单号|下单时间|订单金额\nA1|2024-01-01|5').anonymous).toBe('absent')
  })
  it('is who receives the parcel where nobody else is named, which is asked', () => {
    const mapping = orders('收货人', (i) => `王${i}`)
    expect(mapping.anonymous).toBeNull()
    expect(mapping.columns.find(({ header }) => header === '收货人')).toMatchObject({
      target: 'customers.name',
    })
    expect(mapping.columns.find(({ header }) => header === '收货人')!.confidence).toBeLessThan(0.6)
  })
  it('is known by phone or e-mail where there is no id', () => {
    expect(orders('手机号', (i) => `1380000000${i}`)).toMatchObject({
      anonymous: null,
      entities: ['orders', 'customers'],
    })
    expect(orders('邮箱', (i) => `u${i}@example.com`)).toMatchObject({ anonymous: null })
  })
  it('may be said by the reader, whatever the names say', () => {
    const mapping = propose('订单号|下单时间|订单金额|谁\nA1|2024-01-01|5|K1', { 谁: 'orders.customer_id' })
    expect(mapping).toMatchObject({ anonymous: null, entities: ['orders', 'customers'] })
  })
})

describe('an amount by a common name', () => {
  const file = (amounts: number[]) =>
    propose(
      '单据编号|单据日期|客户编码|商品名称|数量|金额\n' +
        amounts.map((n, i) => `A${i >> 1}|2024-01-05|K1|P${i}|${(i % 3) + 1}|${n}`).join('\n'),
    ).columns.at(-1)!.target
  it('is the line’s where lines differ, the order’s where each line repeats it', () => {
    expect(file([5, 7, 9, 9, 1, 3, 8, 2])).toBe('order_lines.amount')
    expect(file([5, 5, 9, 9, 1, 1, 8, 8])).toBe('orders.amount')
  })
})

describe('what a header row is remembered by', () => {
  it('is the same in any order, script, width and unit, and another for other names', () => {
    const one = signature(['訂單編號', '金额（元）', 'Order Date'])
    expect(signature(['order_date', '订单编号', '金额(万元)'])).toBe(one)
    expect(signature(['订单编号', '数量', 'Order Date'])).not.toBe(one)
    expect(one).toMatch(/^[0-9a-f]{16}$/)
  })
  it('lets a choice hold for a head that differs in its unit', () => {
    const mapping = propose('客户编号|客户名称|规模（万元）\nK1|华强|12', {
      '规模（元）': 'customers.potential',
    })
    expect(mapping.columns[2]).toMatchObject({ target: 'customers.potential', reason: 'chosen' })
  })
})

describe('summed-up customers', () => {
  it('are customers with what they spent, how often and when last', () => {
    const mapping = propose(`
      客户编号|客户名称|年度交易额|成交次数|最后成交时间
      K1|华强|120000.50|12|2024-05-01
      K2|金鑫|800|1|2023-11-20`)
    expect(mapping.entities).toEqual(['customers'])
    expect(mapping.columns.map(({ target }) => target)).toEqual([
      'customers.customer_id',
      'customers.name',
      'customers.total_spend',
      'customers.order_count',
      'customers.last_order_at',
    ])
  })
})
