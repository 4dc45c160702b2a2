/** Cells of plausible exports, from a seed: ids, masked phones, dates and amounts in the manner of their system. */
type Random = () => number
export const seeded = (seed: number): Random => {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}
const pick = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)]!
const pad = (n: number, width = 2) => String(n).padStart(width, '0')

export interface Style {
  /** How days and times are written. */
  date?: (y: number, m: number, d: number, h: number, min: number) => string
  money?: (value: number) => string
  /** How who bought is written; `masked` and `cipher` are nobody. */
  people?: 'plain' | 'masked' | 'cipher' | 'blank'
  /** Lines of an order: its own values on each of them, or on the first only, without the id or with it. */
  lines?: 'repeated' | 'blank' | 'blankButId'
  /** Headers whose values are the order's own, and that of its id. */
  once?: RegExp
  id?: string
  /** A row is a person. */
  list?: boolean
  /** Cells of single headers. */
  cells?: Record<string, (row: Row) => string>
}
interface Row {
  /** Of the order, or of the file where it has none. */
  n: number
  line: number
  person: number
  random: Random
}

const iso = (y: number, m: number, d: number, h: number, min: number) =>
  `${y}-${pad(m)}-${pad(d)} ${pad(h)}:${pad(min)}:00`
export const dates = {
  iso,
  day: (y: number, m: number, d: number) => `${y}-${pad(m)}-${pad(d)}`,
  slash: (y: number, m: number, d: number, h: number, min: number) => `${y}/${m}/${d} ${h}:${pad(min)}`,
  us: (y: number, m: number, d: number, h: number, min: number) =>
    `${pad(m)}/${pad(d)}/${y} ${pad(h)}:${pad(min)}`,
  usDay: (y: number, m: number, d: number) => `${pad(m)}/${pad(d)}/${y}`,
  compact: (y: number, m: number, d: number) => `${y}${pad(m)}${pad(d)}`,
  zone: (y: number, m: number, d: number, h: number, min: number) => `${iso(y, m, d, h, min)} +0200`,
}

const NAMES = ['王伟', '李娜', '张敏', '刘洋', '陈静', '杨帆', '赵磊', '黄丽', '周杰', '吴芳', '徐明', '孙悦']
const GOODS = ['正山小种', '茶具套装', '蓝牙耳机', '保温杯', '羊毛围巾', '手冲壶', '台灯', '充电宝']
const WORDS = [
  '物流很快，包装也好',
  '客服回复有点慢',
  '价格偏高但质量不错',
  '会再来购买',
  '希望多一些颜色可选',
]

type Written = Style & Required<Pick<Style, 'date' | 'money'>>
/** Head → cell, the first that fits. */
const RULES: [RegExp, (row: Row, style: Written) => string][] = [
  [/身份证/, ({ person }) => `11010519${pad(60 + person)}0101${pad(person, 3)}X`],
  [/ip$|ip地址|optin_ip|confirm_ip|ip address/i, ({ person }) => `10.0.0.${person}(北京-北京)`],
  [/e-?mail|邮箱|電郵/i, ({ person }, s) => (s.people === 'blank' ? '' : `user${person}@example.com`)],
  [/phone|mobile|手机|手機|电话|電話/i, ({ person }, s) => someone(`138${pad(person * 7919, 8)}`, s, person)],
  [/率|rate|probability|ctr/i, ({ random }) => `${(random() * 5).toFixed(2)}%`],
  [
    /次数|人数|展示|展现|曝光|点击数|点击量|订单数|有效订单|无效订单|reach|impressions|clicks|recipients|opens|results|frequency|orders$|total orders|payment count|transaction count|转化数|互动量|天数|minutes|reopens|replies|数$/i,
    ({ random }) => String(Math.floor(random() * 500)),
  ],
  [/time ?zone|timezone/i, () => 'Asia/Shanghai'],
  [/^time$/i, ({ random }) => `${pad(Math.floor(random() * 24))}:${pad(Math.floor(random() * 60))}:00`],
  [/时长|所用时间/, ({ random }) => `${Math.floor(random() * 90 + 5)}秒`],
  [
    /日期|时间|時間|日 期|date|time$|created|modified|_at$|timestamp|\bon$| at$|opened|closed|birthday|sign up|last active|since|visit$|日$|activity$|\(utc\)|reporting|optin_time|confirm_time|last_changed|week ?day/i,
    ({ n, random }, s) =>
      s.date(
        2024,
        1 + (n % 12),
        1 + Math.floor(random() * 28),
        Math.floor(random() * 24),
        Math.floor(random() * 60),
      ),
  ],
  [
    /数量|數量|quantity|number of items|items sold|种类|種類|件\)/i,
    ({ random }) => String(1 + Math.floor(random() * 4)),
  ],
  [
    /(订单|訂單|单据|主单|主單|购物车|購物車|发票|發票|凭证|憑證|结账单|結帳單|交易|流水|工单|投诉|支付单|付款訂單).{0,3}(编号|編號|号|號|号码|號碼|單號)$|order.?(id|number|no|#)|order reference|invoice(no|_no)?$|transaction.?id|^number$|ticket.?id|case number|order #|receipt id|payment id|subid|单号|單號/i,
    ({ n }) => `24${pad(n * 9973, 9)}`,
  ],
  [
    /(customer|member|user|account|requester|contact|client|buyer).{0,10}(id|name)$|customer\/id|(客户|客戶|会员|會員|買家|买家|用户|业主|顾客).*(编码|編碼|编号|編號|代号|代號|卡号|ID|名|帐号|帳號)$|下单帐号|username$|^requester$/i,
    ({ person }, s) => someone(`K${pad(person * 31, 6)}`, s, person),
  ],
  [
    /\bids?$|^id$|[._/]id$|(?<=\w)Id$|编码|編碼|编号|編號|卡号|row checksum|\(do not modify\)|LEID|EUID/i,
    ({ n, line }) => `R${pad(n * 97, 6)}${line || ''}`,
  ],
  [
    /金额|金額|价|價|费|費|总计|合計|小計|合计|小计|amount|price|total|subtotal|gross|^net|sales|spend|revenue|discount|优惠|優惠|折扣|fee|tax|shipping$|cost|收入|余额|餘額|应付|實付|实付|货款|貨款|帳款|税额|額|value|volume|losses|消耗|消费|cpc|cpm|aov|charges|补贴|佣金|抵扣|折抵|tip|成本|cash|tender|sold for|spent|积分|points|點數|抵用/i,
    ({ random }, s) => s.money(Math.round(random() * 50000 + 100) / 100),
  ],
  [/状态|狀態|status|stage|state$/i, ({ random }) => pick(['交易成功', '已发货', '已完成'], random)],
  [
    /姓名|名称|名稱|昵称|name|buyer|customer$|客户$|客戶簡稱|收货人|收件|收貨人|買家|購買人|顧客$|contact|organization|company|^客户/i,
    ({ person }, s) => someone(NAMES[person % 12]! + person, s, person),
  ],
  [
    /商品|宝贝|产品|product|item|lineitem|description|title|标题|lines\/|stockcode|sku|asin/i,
    ({ n, line }) => `${GOODS[(n + line) % 8]!}${line}`,
  ],
  [/省|province|state/i, ({ person }) => pick(['广东省', '浙江省', '江苏省'], seeded(person))],
  [/市|city|城市/i, ({ person }) => pick(['广州', '杭州', '南京'], seeded(person))],
  [/country|国|國|^cc$|region/i, () => '中国'],
  [/currency|币|幣/i, () => 'CNY'],
  [
    /是否|accepts|is[_ ]?|^has|deleted|private|locked|delinquent|opt out|exempt|改过/i,
    ({ random }) => (random() > 0.5 ? '是' : '否'),
  ],
]

const someone = (text: string, { people = 'plain' }: Style, person: number): string => {
  if (people === 'blank') return '\t'
  if (people === 'masked')
    return /^\d+$/.test(text) ? `${text.slice(0, 3)}****${text.slice(-2)}` : `${text[0]}**`
  return people === 'cipher' ? `##Zm9v${person}YmFy##${text.length}` : text
}

/** A whole export as text of a CSV file, header first. */
export function exportText(header: string[], style: Style = {}, seed = 7): string {
  const random = seeded(seed)
  const full = { date: iso, money: (value: number) => value.toFixed(2), ...style }
  const quoted = (cell: string) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
  const rows: string[][] = []
  for (let n = 1; n <= 30; n++) {
    const person = style.list ? n : 1 + Math.floor(random() * 20)
    const order = new Map<number, string>()
    for (let line = 0; line < (style.lines ? 1 + (n % 3) : 1); line++)
      rows.push(
        header.map((name, index) => {
          const once = style.lines && (name === style.id || style.once?.test(name.trim()))
          const left = style.lines === 'blank' || (style.lines === 'blankButId' && name !== style.id)
          if (once && line) return left ? '' : order.get(index)!
          const row = { n, line, person, random }
          const rule = RULES.find(([test]) => test.test(name.trim()))
          const cell = style.cells?.[name]?.(row) ?? rule?.[1](row, full) ?? pick(WORDS, random)
          order.set(index, cell)
          return cell
        }),
      )
  }
  return [header, ...rows].map((cells) => cells.map(quoted).join(',')).join('\r\n') + '\r\n'
}
