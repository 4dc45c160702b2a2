import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { proposeMapping, type Mapping } from '../../src/ingest/mapping'
import { takeSample } from '../../src/ingest/sample'
import { dataFolder } from '../setup/data.mjs'
import own from '../fixtures/headers.json'
import { dates, exportText, seeded, type Style } from './exports'

interface Export {
  id: string
  headers: string[]
  complete: boolean
}
/** What a header row is to be taken for; `style` says how its cells are written. */
interface Expected {
  is: string
  anonymous?: Mapping['anonymous']
  fill?: boolean
  style?: Style
}

const propose = async (header: string[], style: Style = {}, seed = 7): Promise<Mapping> => {
  const text = exportText(header, style, seed)
  const sample = await takeSample(new Blob([text]), 'export.csv')
  return proposeMapping(sample.header, sample.rows)
}
const taken = ({ entities, refusal }: Mapping): string => refusal ?? entities.join(' ')

const DOLLARS = (value: number) => `$${value.toFixed(2)}`
const EXPECTED: Record<string, Expected> = {
  taobao_orderlist_2016: {
    is: 'orders customers',
    style: {
      cells: {
        订单编号: ({ n }) => `="16987210023456${n + 100}"`,
        联系手机: ({ person }) => `'138000000${person + 10}`,
        订单关闭原因: () => '订单未关闭',
      },
    },
  },
  taobao_orderlist_2019: { is: 'orders customers', style: { money: (v) => `${v.toFixed(2)}元` } },
  taobao_excel_2025: { is: 'orders customers' },
  tmall_xlsx_2026: { is: 'orders', anonymous: 'absent', style: { date: dates.slash } },
  jd_orders_2016: {
    is: 'orders order_lines customers',
    style: {
      lines: 'repeated',
      id: '订单号',
      once: /^(下单时间|订单金额|结算金额|应付金额|订单状态|下单帐号|客户姓名|客户地址|联系电话|付款确认时间|订单完成时间|订单来源|订单渠道)$/,
    },
  },
  jd_orders_2019: {
    is: 'orders order_lines customers',
    style: {
      lines: 'repeated',
      id: '订单号',
      once: /^(下单时间|订单金额|结算金额|应付金额|订单状态|下单帐号|客户姓名|联系电话)$/,
    },
  },
  pdd_orders_27: {
    is: 'orders order_lines',
    anonymous: 'absent',
    style: { cells: { 商品id: ({ n }) => `${n}\t`, 快递单号: () => '\t' } },
  },
  pdd_orders_2018: { is: 'orders order_lines', anonymous: 'masked', style: { people: 'masked' } },
  douyin_orders_73: {
    is: 'orders order_lines',
    anonymous: 'masked',
    style: { people: 'cipher', lines: 'repeated', id: '主订单编号', once: /^订单(提交时间|状态)$/ },
  },
  douyin_orders_75: { is: 'orders order_lines', anonymous: 'masked', style: { people: 'cipher' } },
  douyin_settle: { is: 'settlement' },
  youzan_orders: { is: 'orders customers' },
  youzan_orders_old: { is: 'orders customers' },
  wechat_bill: { is: 'bill', style: { money: (v) => `¥${v.toFixed(2)}` } },
  alipay_web: { is: 'bill' },
  alipay_app: { is: 'bill', style: { date: dates.slash } },
  wjx: {
    is: 'feedback',
    style: {
      date: dates.slash,
      cells: { '1、您对物流满意吗？': ({ random }) => String(1 + Math.floor(random() * 5)) },
    },
  },
  tencent_survey: { is: 'feedback' },
  fxiaoke_account: { is: 'customers', style: { list: true } },
  crm_generic_zh: { is: 'customers', style: { list: true } },
  tplus_so: { is: 'orders order_lines customers' },
  erp_sales_cont: {
    is: 'orders order_lines customers',
    fill: true,
    style: {
      lines: 'blank',
      id: '单据编号',
      once: /^(单据日期|客户编码|销售人员|销售金额|最后修改时间)$/,
      cells: { 客户编码: ({ person }) => String(person).padStart(3, '0') },
    },
  },
  member_card: { is: 'customers', style: { list: true } },
  member_gift: { is: 'points', style: { cells: { 会员卡号: ({ person }) => `\t88${person + 100000}` } } },
  ticket_zh: { is: 'tickets' },
  ticket_zh_flow: { is: 'tickets' },
  complaint_car: { is: 'tickets' },
  complaint_property: { is: 'tickets' },
  eleme_daily: { is: 'dayTotals', style: { date: dates.compact } },
  shopee_tw: {
    is: 'orders order_lines customers',
    style: {
      lines: 'repeated',
      id: '訂單編號',
      once: /^(訂單狀態|買家帳號|訂單成立日期|商品總價|買家總支付金額|收件者姓名|收件者電話|城市|買家付款時間|訂單完成時間|賣場優惠券)$/,
    },
  },
  shopee_tw_income: { is: 'settlement', style: { money: (v) => `-${v.toFixed(0)}` } },
  shopline: {
    is: 'orders order_lines customers',
    fill: true,
    style: {
      lines: 'blankButId',
      id: '訂單號碼',
      once: /^(訂單日期|訂單狀態|訂單合計|付款總金額|訂單小計|優惠折扣|貨幣|顧客 ID|顧客|電郵|電話號碼)$/,
    },
  },
  '91app': {
    is: 'orders order_lines customers',
    style: {
      lines: 'repeated',
      id: '主單編號',
      once: /^(會員編號|購買人|轉單日期時間|購物車總額)$/,
      money: (v) => `-${v.toFixed(0)}`,
      cells: {
        '銷售金額(折扣後)': ({ random }) => String(Math.floor(random() * 900) + 1),
        商品單價: () => '120',
        總成本: () => '60',
      },
    },
  },
  momo_plus: { is: 'settlement', style: { date: dates.slash } },
  pchome: { is: 'settlement' },
  digiwin_ar: { is: 'orders customers', style: { date: dates.compact } },
  shopify_orders_2012: {
    is: 'orders order_lines customers',
    fill: true,
    style: {
      date: dates.zone,
      lines: 'blankButId',
      id: 'Name',
      once: /^(Financial Status|Paid at|Total|Subtotal|Currency|Discount Amount|Fulfilled at|Billing.*|Shipping.*|Created at)$/,
      cells: { Name: ({ n }) => `#${1000 + n}` },
    },
  },
  shopify_customers: {
    is: 'customers',
    style: {
      list: true,
      cells: { 'Customer ID': ({ n }) => `'8779${n + 100000}`, 'Accepts Email Marketing': () => 'yes' },
    },
  },
  woo_orders: {
    is: 'orders customers',
    style: {
      date: dates.us,
      cells: { 'N. Revenue (formatted)': () => '৳2,999', 'Product(s)': () => '2× Tea, 1× Cup' },
    },
  },
  woo_customers: { is: 'customers', style: { list: true } },
  magento_orders: { is: 'orders customers' },
  magento_customers: { is: 'customers', style: { list: true } },
  amazon_all_orders: { is: 'orders order_lines', anonymous: 'absent' },
  ebay_orders: {
    is: 'orders order_lines customers',
    style: { money: (v) => `EUR ${v.toFixed(2).replace('.', ',')}` },
  },
  etsy_items: { is: 'orders order_lines customers', style: { date: dates.usDay } },
  etsy_orders: { is: 'orders customers', style: { date: dates.usDay } },
  stripe_customers: { is: 'customers', style: { list: true, cells: { id: ({ n }) => `cus_${n}Zx` } } },
  paypal_activity: { is: 'orders customers', style: { date: dates.usDay } },
  square_transactions: { is: 'orders customers', style: { date: dates.day, money: DOLLARS } },
  square_customers: { is: 'customers', style: { list: true, money: DOLLARS } },
  sf_opp_api: { is: 'deals' },
  sf_labels: { is: 'deals' },
  sf_case_report: { is: 'tickets' },
  zoho_leads: { is: 'customers', style: { list: true, cells: { 'Record Id': ({ n }) => `zcrm_${n}00041` } } },
  zoho_deals: { is: 'deals' },
  zoho_accounts: { is: 'customers', style: { list: true } },
  hubspot_companies: { is: 'customers', style: { list: true } },
  hubspot_deals: { is: 'deals', style: { money: (v) => `£${v.toFixed(2)}` } },
  pipedrive_deals: { is: 'deals' },
  pipedrive_people: { is: 'customers', style: { list: true } },
  odoo_subs: {
    is: 'orders order_lines customers',
    fill: true,
    style: {
      lines: 'blank',
      id: 'Order Reference',
      once: /^(Customer\/ID|Recurring Plan|Next Invoice|Start Date|Currency|Status)$/,
      date: dates.day,
    },
  },
  odoo_invoice: { is: 'orders customers', style: { date: dates.day } },
  dynamics_lead: { is: 'customers', style: { list: true } },
  dynamics_contact: { is: 'customers', style: { list: true } },
  sap_customers: { is: 'customers', style: { list: true } },
  zendesk: {
    is: 'tickets',
    style: { cells: { 'Satisfaction Score': () => 'Good', 'Summation column': () => '1' } },
  },
  surveymonkey: { is: 'feedback', style: { date: dates.usDay } },
  typeform_old: { is: 'feedback' },
  gforms_en: { is: 'feedback' },
  gforms_zh: { is: 'feedback' },
  touchpoints: {
    is: 'feedback',
    style: { cells: { question_1: ({ random }) => String(Math.floor(random() * 2)) } },
  },
  mailchimp_audience: { is: 'customers', style: { list: true } },
  klaviyo_campaigns: { is: 'advertising' },
  klaviyo_profiles: { is: 'customers', style: { list: true } },
  meta_ads: { is: 'advertising' },
  oceanengine: { is: 'advertising' },
  xhs_ads: { is: 'advertising' },
  loyalty_tx: { is: 'points' },
  uci_retail: {
    is: 'orders order_lines customers',
    style: {
      date: dates.us,
      lines: 'repeated',
      id: 'InvoiceNo',
      once: /^(InvoiceDate|CustomerID|Country)$/,
      cells: {
        CustomerID: ({ person }) => `${17000 + person}.0`,
        UnitPrice: ({ random }) => (random() * 9 + 0.1).toFixed(2),
        Quantity: ({ random }) => String(1 + Math.floor(random() * 9)),
      },
    },
  },
}

const folder = dataFolder() ? join(dataFolder()!, '..', 'headers') : ''
const beside = existsSync(join(folder, 'headers.json'))
const read = <T>(name: string): T => JSON.parse(readFileSync(join(folder, name), 'utf8')) as T
/** `{question}` in a header row stands for the questions that somebody asked. */
const QUESTIONS: Record<string, string[]> = {
  wjx: ['1、您对物流满意吗？', '2、您对客服满意吗？', '3、还有什么建议？'],
}
const withQuestions = (id: string, headers: string[]): string[] =>
  headers.some((name) => /[{…]/.test(name))
    ? [
        ...headers.filter((name) => name && !/[{…]/.test(name)),
        ...(QUESTIONS[id] ?? [
          'How satisfied are you with delivery?',
          'How likely are you to recommend us?',
          'What could we improve?',
        ]),
      ]
    : headers
const styleOf = (id: string): Style => {
  const { style = {} } = EXPECTED[id]!
  const marks = ({ random }: { random: () => number }) => String(Math.floor(random() * 6))
  return {
    ...style,
    cells: {
      'How satisfied are you with delivery?': marks,
      'How likely are you to recommend us?': marks,
      '2、您对客服满意吗？': ({ random }) =>
        ['非常满意', '满意', '一般', '不满意'][Math.floor(random() * 4)]!,
      ...style.cells,
    },
  }
}

describe.skipIf(!beside)('header rows of real exports (beside the repository)', () => {
  const rows = beside ? read<Export[]>('headers.json') : []
  it.each(rows.map((row) => [row.id, row] as const))('%s is what it is', async (id, { headers }) => {
    const expected = EXPECTED[id]
    expect(expected, 'named in the table').toBeDefined()
    const mapping = await propose(withQuestions(id, headers), styleOf(id))
    expect(taken(mapping)).toBe(expected!.is)
    expect(mapping.anonymous).toBe(expected!.anonymous ?? null)
    expect(mapping.fill).toBe(expected!.fill ?? false)
  })
})

const SUMS =
  'a campaign’s sums are no contacts with customers: refused, so that 121,401 recipients do not count as one'
/** Where our reading is another than theirs, and why. */
const DEVIATIONS: Record<string, Record<string, string>> = {
  taobao_orderlist_2016: {
    收货地址: 'an address is no region: splitting one belongs to cleaning',
    是否手机订单: 'yes and no are no channel; kept as attribute',
  },
  pdd_orders_27: {
    '商品总价(元)': 'before discounts and for all units: as a unit price it would be sold times the quantity',
    '平台优惠折扣(元)': 'one column is one target, and discounts are not added up: the shop’s own is taken',
    '多多支付立减金额(元)': 'as above',
  },
  douyin_orders_73: {
    市: 'no buyer is known, so that there is no customer to live there',
    收件人手机号: 'encrypted: whoever it is, it is not to become a customer',
  },
  youzan_orders: { 收货人省份: 'the model has a field for provinces, and regions fall back on it' },
  wjx: { 序号: 'the model calls it response_id' },
  woo_orders: {
    Customer: 'a display name: orders without an id find their customer by it, asked because it is weak',
  },
  '91app': { 折抵點數: 'an order file holds no points: they would need a file of their own' },
  shopify_customers: {
    'Last Name': 'written together with the first name, which carries the target',
    'Default Address Province Code': 'the model has a field for provinces, and regions fall back on it',
    'Default Address Company': 'the name of a company says more than “company”; kept as attribute',
  },
  sf_opp_api: { IsClosed: 'IsWon says won or not, StageName the rest' },
  zendesk: {
    'First reply time in minutes': 'minutes are no date: the mapping names columns and does not calculate',
    Tags: 'which tag is a complaint only its reader knows',
    'Satisfaction Score': 'words (Good, Bad, Offered) where the model has a number; kept as attribute',
  },
  klaviyo_campaigns: { 'Campaign Name': SUMS, 'Send Time': SUMS, 'Campaign Channel': SUMS, Revenue: SUMS },
}

interface Theirs {
  id: string
  entities: string[]
  map: Record<string, { to: string[]; priority?: number }>
}
describe.skipIf(!beside)('mappings worked out by hand (beside the repository)', () => {
  const theirs = beside ? read<Theirs[]>('mapping.json') : []
  const headers = new Map((beside ? read<Export[]>('headers.json') : []).map((row) => [row.id, row.headers]))
  it.each(theirs.map((row) => [row.id, row] as const))(
    '%s comes out as given, or it is said why not',
    async (id, { map }) => {
      const mapping = await propose(withQuestions(id, headers.get(id)!), styleOf(id))
      const ours = new Map(mapping.columns.map((column) => [column.header, column.target]))
      const open = Object.entries(map).filter(([name, { to, priority }]) => {
        if (name.includes('{') || DEVIATIONS[id]?.[name.trim()]) return false
        const target = ours.get(name.trim()) ?? null
        // A second choice is taken only where the first is missing.
        return !to.includes(target!) && !(priority && target === null)
      })
      const needless = Object.keys(DEVIATIONS[id] ?? {}).filter((name) => {
        const given = Object.entries(map).find(([theirs]) => theirs.trim() === name)?.[1].to
        return given?.includes(ours.get(name) ?? '')
      })
      expect(needless, 'deviations that are none').toEqual([])
      expect(
        open.map(([name, { to }]) => `${name}: ${ours.get(name.trim())} instead of ${to.join(', ')}`),
      ).toEqual([])
    },
  )
})

/** Names without which a preset or a kind cannot be told; whatever else is gone, the file is still what it is. */
const shuffled = <T>(list: T[], seed: number): T[] => {
  const random = seeded(seed)
  return list
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}
/** Fields without which the model has nothing to go by. */
const NEEDED = [
  'order_id',
  'customer_id',
  'ordered_at',
  'amount',
  'product_id',
  'quantity',
  'unit_price',
  'name',
  'email',
  'ticket_id',
  'opened_at',
  'deal_id',
  'stage',
  'closed_at',
  'at',
  'earned',
  'redeemed',
]
const targetsOf = (mapping: Mapping): Record<string, string | null> =>
  Object.fromEntries(
    mapping.columns
      .map(({ header, target }) => [header, target] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )

describe('header rows of our own collection', () => {
  const rows = Object.entries(own)
  it.each(rows)('%s is what it is', async (id, headers) => {
    const expected = EXPECTED[id]!
    const mapping = await propose(headers, styleOf(id), 11)
    expect(taken(mapping)).toBe(expected.is)
    expect(mapping.anonymous).toBe(expected.anonymous ?? null)
    expect(mapping.fill).toBe(expected.fill ?? false)
  })

  it.each(rows)('%s with its columns in another order means the same', (id, headers) => {
    const cells = exportText(headers, styleOf(id), 3)
      .trim()
      .split('\r\n')
      .map((line) => line.split(','))
    if (cells.some((row) => row.length !== headers.length)) return
    const places = shuffled([...headers.keys()], 5)
    const turned = cells.slice(1).map((row) => places.map((at) => row[at]!))
    const there = proposeMapping(headers, cells.slice(1))
    const back = proposeMapping(
      places.map((at) => headers[at]!),
      turned,
    )
    expect(targetsOf(back)).toEqual(targetsOf(there))
    expect(taken(back)).toBe(taken(there))
  })

  it.each(rows)('%s with marks, units and another width in its heads is still it', async (id, headers) => {
    const dressed = headers.map((name, i) =>
      i % 4 === 0
        ? `*${name}`
        : i % 4 === 1 && !/[(（]/.test(name)
          ? `${name}（必填）`
          : i % 4 === 2
            ? ` ${name} `
            : name,
    )
    const { cells = {}, once, id: key, ...style } = styleOf(id)
    const back = new Map(dressed.map((name, i) => [name, headers[i]!]))
    const rename = Object.fromEntries(
      [...back].flatMap(([to, from]) => (cells[from] ? [[to, cells[from]!]] : [])),
    )
    const plain = (name: string) => back.get(name) ?? name
    const mapping = await propose(dressed, {
      ...style,
      cells: rename,
      ...(once
        ? {
            once: {
              test: (name: string) =>
                [...back.keys()].some((d) => d.trim() === name && once.test(plain(d).trim())),
            } as RegExp,
          }
        : {}),
      ...(key ? { id: dressed[headers.indexOf(key)]! } : {}),
    })
    expect(taken(mapping)).toBe(EXPECTED[id]!.is)
  })

  it.each(
    rows.filter(([id]) => !['advertising', 'settlement', 'bill', 'dayTotals'].includes(EXPECTED[id]!.is)),
  )('%s without a third of the columns that nothing hangs on is still it', async (id, headers) => {
    const full = await propose(headers, styleOf(id))
    const kept = headers.filter(
      (_, i) => NEEDED.includes(full.columns[i]?.target?.split('.')[1] ?? '') || i % 3 !== 1,
    )
    const mapping = await propose(kept, styleOf(id))
    expect(mapping.entities[0]).toBe(EXPECTED[id]!.is.split(' ')[0])
  })
})
