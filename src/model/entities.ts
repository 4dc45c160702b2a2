/**
 * The customer data model, declared once: entities, their fields, and the names under which real exports carry
 * them. Mapping, marts, filters, disclosure and documentation derive from it.
 */
export type FieldType =
  'id' | 'text' | 'money' | 'quantity' | 'number' | 'share' | 'date' | 'datetime' | 'boolean'
/** `dated` fields are known as of any past date; `snapshot` fields only as the export happened to show them. */
export type FieldTime = 'dated' | 'snapshot'
/** What the field would give away: decides what a report may carry. */
export type FieldDisclosure =
  'id' | 'name' | 'contact' | 'text' | 'label' | 'date' | 'money' | 'count' | 'rate'

export interface Field {
  name: string
  type: FieldType
  time: FieldTime
  disclosure: FieldDisclosure
  /** A row cannot stand without it. */
  required?: boolean
  /** Header names as exports write them, normalised when compared; English, simplified, traditional. */
  synonyms: string[]
}
export interface Entity {
  name: EntityName
  /** Field that names a row; newest wins where it repeats. Lines and answers have none. */
  key: string | null
  fields: Field[]
}
export type EntityName =
  | 'customers'
  | 'orders'
  | 'order_lines'
  | 'feedback'
  | 'tickets'
  | 'deals'
  | 'touches'
  | 'points'
  | 'events'
  | 'contracts'
  | 'targets'

type Options = { time?: FieldTime; disclosure?: FieldDisclosure; required?: boolean }

const usual: Record<FieldType, FieldDisclosure> = {
  id: 'id',
  text: 'label',
  money: 'money',
  quantity: 'count',
  number: 'count',
  share: 'rate',
  date: 'date',
  datetime: 'date',
  boolean: 'label',
}

/** `synonyms` is one line, separated by `|`. */
const field = (name: string, type: FieldType, synonyms: string, options: Options = {}): Field => ({
  name,
  type,
  time: options.time ?? 'dated',
  disclosure: options.disclosure ?? usual[type],
  ...(options.required ? { required: true } : {}),
  synonyms: [name, ...synonyms.split('|')],
})
const snapshot = (name: string, type: FieldType, synonyms: string, options: Options = {}): Field =>
  field(name, type, synonyms, { ...options, time: 'snapshot' })

const CUSTOMER_ID =
  'customer id|customerid|customer no|customer number|customer code|client id|client code|cust id|buyer id|buyer user id|account id|accountid|member id|user id|userid|contact id|shopper id|customer/id|客户编号|客户编码|客户代码|客户 ID|客户ID|客户号|会员ID|会员编号|会员号|会员卡号|会员账号|用户ID|用户编号|买家会员名|买家ID|下单帐号|下单账号|客戶編號|客戶代號|客戶代碼|客戶 ID|客戶ID|會員編號|會員ID|會員號碼|用戶ID|買家帳號|顧客編號'
const ORDER_ID =
  'order id|orderid|order no|order number|order #|invoice no|invoiceno|invoice number|invoice id|order reference|amazon-order-id|increment id|transaction id|receipt no|订单编号|订单号|订单 ID|订单ID|主订单编号|单据编号|销售单号|交易号|交易单号|小票号|流水号|訂單編號|訂單號碼|訂單 ID|訂單ID|主單編號|發票號碼|單據編號|銷貨單號|INVOICE_NO'
const REGION =
  'region|area|territory|sales region|地区|区域|大区|销售区域|片区|地區|區域|大區|銷售區域|country/region|country|国家|國家|國家／地區|country / region'

const customers: Entity = {
  name: 'customers',
  key: 'customer_id',
  fields: [
    field('customer_id', 'id', `${CUSTOMER_ID}|klaviyo id|record id|account name|account`, {
      required: true,
    }),
    snapshot(
      'master_id',
      'id',
      'masterrecordid|master record id|parent customer id|父级客户编码|集团客户编号|主客户编号|主客戶編號',
    ),
    snapshot(
      'name',
      'text',
      'customer name|full name|client name|company name|customer|buyer|buyer name|account name|contact name|客户名称|客户姓名|姓名|会员姓名|客户简称|公司名称|收货人姓名|收件人|客戶名稱|客戶姓名|客戶簡稱|會員姓名|公司名稱|收件人姓名|業主姓名',
      { disclosure: 'name' },
    ),
    snapshot('kind', 'text', 'customer type|客户类型|客户性质|客戶類型|个人/企业|主体类型|类型(个人/企业)'),
    snapshot('gender', 'text', 'sex|性别|性別'),
    snapshot('birth_date', 'date', 'birthday|date of birth|dob|生日|出生日期|出生年月', {
      disclosure: 'contact',
    }),
    snapshot(
      'phone',
      'id',
      'mobile|telephone|phone number|mobile phone|联系电话|联系手机|手机|手机号|手机号码|电话|联系方式|聯絡電話|手機|手機號碼|電話|收件人電話',
      { disclosure: 'contact' },
    ),
    snapshot(
      'email',
      'id',
      'e-mail|email address|mail|customer email|邮箱|电子邮箱|邮件|邮箱地址|電子郵件|電郵|信箱',
      { disclosure: 'contact' },
    ),
    snapshot('country', 'text', 'country|country code|country/region|国家|国家/地区|國家|國家／地區'),
    snapshot('region', 'text', REGION),
    snapshot(
      'province',
      'text',
      'state|province|state/province|省|省份|省/自治区|省/市|收货人省份|地區/州/省份|縣市|billing state',
    ),
    snapshot('city', 'text', 'town|billing city|ship city|城市|市|所在城市|收货人城市|鄉鎮市區|城市名稱'),
    snapshot('industry', 'text', 'sector|industry type|所属行业|行业|行业类别|所屬行業|行業|產業'),
    snapshot(
      'company_size',
      'number',
      'employees|number of employees|employee count|公司规模|总人数|员工人数|人员规模|企业规模|公司規模|員工人數',
    ),
    snapshot(
      'segment',
      'text',
      'customer segment|细分|客户细分|客群|客户分类|細分|客戶細分|客戶分類|customer group|group',
    ),
    snapshot(
      'source',
      'text',
      'lead source|customer source|acquisition channel|来源|客户来源|线索来源|來源|客戶來源|获客渠道',
    ),
    snapshot(
      'owner',
      'text',
      'account owner|account manager|sales rep|sales agent|salesperson|owner name|客户经理|负责人|业务员|销售人员|归属人|維護人|負責人|業務員|客戶經理|所属销售',
      { disclosure: 'label' },
    ),
    field(
      'created_at',
      'datetime',
      'created|created time|created on|customer since|sign up|registered at|signup date|建档日期|创建日期|注册时间|注册日期|入会时间|开户日期|建檔日期|建立日期|註冊日期|加入日期',
    ),
    snapshot(
      'level',
      'text',
      'customer level|grade|member level|rank|客户等级|客户级别|会员等级|会员级别|级别|客戶等級|客戶級別|會員等級',
    ),
    snapshot('credit_rating', 'text', 'credit grade|rating|信用等级|信用级别|资信等级|信用等級|資信等級'),
    snapshot(
      'is_strategic',
      'boolean',
      'strategic|strategic customer|key account|战略客户|是否战略客户|重点客户|戰略客戶|重點客戶',
    ),
    snapshot('potential', 'text', 'growth potential|潜力|客户潜力|發展潛力|潛力'),
    snapshot('tags', 'text', 'labels|tag|标签|客户标签|標籤|客戶標籤'),
    snapshot('status', 'text', 'customer status|客户状态|会员状态|客戶狀態|會員狀態'),
    snapshot('acquisition_cost', 'money', 'cac|cost of acquisition|获客成本|開發成本|獲客成本'),
    snapshot(
      'total_spend',
      'money',
      'total spent|lifetime value|ltv|totalcharges|total charges|年度交易额|累计消费|累计消费金额|累计交易额|交易总额|消费总额|累計消費|累計消費金額|年度交易額|交易總額',
    ),
    snapshot(
      'order_count',
      'quantity',
      'orders count|number of orders|payment count|total orders|成交次数|订单数|购买次数|累计订单数|消费次数|成交次數|訂單數|購買次數|消費次數',
    ),
    snapshot(
      'last_order_at',
      'datetime',
      'last order|last purchase|last order date|最后成交时间|最近成交时间|最后购买时间|最近购买日期|最近消费时间|最後成交時間|最近購買日期|最近消費時間',
    ),
    snapshot(
      'recency_days',
      'number',
      'recency|days since last purchase|最近购买天数|未购买天数|距今天数|未購買天數',
    ),
    snapshot('churned', 'boolean', 'churn|is churned|left|是否流失|流失|是否流失客户'),
    snapshot('tenure_months', 'number', 'tenure|months as customer|在网月数|在网时长|合作月数|在網月數'),
    snapshot('monthly_charge', 'money', 'monthlycharges|monthly charges|mrr|月费|月消费|每月費用|月租'),
  ],
}

const orders: Entity = {
  name: 'orders',
  key: 'order_id',
  fields: [
    field('order_id', 'id', ORDER_ID, { required: true }),
    field('customer_id', 'id', CUSTOMER_ID),
    field(
      'ordered_at',
      'datetime',
      'order date|orderdate|ordered on|invoice date|invoicedate|purchase date|purchase-date|sale date|date|transaction date|created at|order time|下单时间|下单日期|订单日期|订单创建时间|订单提交时间|订单成交时间|成交时间|成交日期|单据日期|销售日期|交易时间|交易日期|日期|購買日期|訂單日期|下單時間|下單日期|成交日期|轉單日期時間|交易日期|發票日期|日 期|invoice/bill date',
      { required: true },
    ),
    field(
      'amount',
      'money',
      'order amount|order total|total amount|total|grand total|grand total (base)|net sales|order value|total price|revenue|sales|payment amount|amount paid|订单金额|实付金额|应付金额|买家实际支付金额|订单实付金额|用户实付金额(元)|商家实收金额(元)|订单应付金额|销售金额|销售额|成交金额|交易金额|总金额|金额|訂單金額|訂單合計|付款總金額|實付金額|銷售金額|成交金額|金額|銷售金額(折扣後)',
    ),
    field(
      'status',
      'text',
      'order status|order state|financial status|state|订单状态|状态|交易状态|当前状态|訂單狀態|狀態|出貨單狀態',
    ),
    field(
      'channel',
      'text',
      'sales channel|order channel|sales-channel|order source|platform|store|渠道|销售渠道|订单来源|来源渠道|订单渠道|店铺名称|門市|通路|通路商|銷售渠道|訂單來源|归属店铺',
    ),
    field('region', 'text', REGION),
    field(
      'discount',
      'money',
      'discount amount|discounts|优惠金额|折扣金额|优惠总金额|店铺优惠合计|折扣金額|優惠折扣|優惠金額',
    ),
    field(
      'campaign',
      'text',
      'promotion|coupon|coupon code|discount code|活动|活动名称|推广方式|優惠活動|活動名稱',
    ),
    field('currency', 'text', 'currency code|币种|货币|幣別|貨幣'),
    field(
      'due_at',
      'date',
      'due date|payment due|应付日期|应收日期|到期日|付款期限|預計收款日|應付日期|到期日期',
    ),
    field(
      'paid_at',
      'datetime',
      'payment date|date paid|paid on|付款日期|付款时间|支付时间|支付完成时间|买家付款时间|订单付款时间|付款确认时间|付款時間|付款日期',
    ),
    field(
      'delivered_at',
      'datetime',
      'delivery date|delivered|ship date|shipped at|date shipped|发货日期|发货时间|签收日期|签收时间|物流签收日期|确认收货时间|订单完成时间|出貨日期|簽收日期',
    ),
  ],
}

const orderLines: Entity = {
  name: 'order_lines',
  key: null,
  fields: [
    field('order_id', 'id', ORDER_ID, { required: true }),
    field(
      'product_id',
      'id',
      'product id|productid|sku|stock code|stockcode|item id|item code|asin|lineitem sku|产品 ID|产品编号|商品编号|商品编码|商品ID|货号|商家编码|產品 ID|產品編號|商品編號|商品料號|貨號',
      { disclosure: 'label' },
    ),
    field(
      'product_name',
      'text',
      'product|product name|item name|item|description|lineitem name|产品名称|商品名称|商品|选购商品|宝贝标题|品名|產品名稱|商品名稱',
    ),
    field(
      'category',
      'text',
      'product category|product type|category name|类别|产品类别|商品类别|品类|商品分类|类目|大类|類別|產品類別|商品類別|品類|商品分類',
    ),
    field(
      'quantity',
      'quantity',
      'qty|units|lineitem quantity|number of items|quantity ordered|数量|购买数量|商品数量|订购数量|商品数量(件)|销量|件数|數量|購買數量',
    ),
    field(
      'unit_price',
      'money',
      'unitprice|unit price|price|item price|lineitem price|sales price|单价|商品单价|京东价|售价|销售单价|單價|商品單價|商品結帳價',
    ),
    field(
      'amount',
      'money',
      'line total|line amount|item total|item-price|subtotal|sales|小计|行金额|商品金额|销售额|金额|小計|商品金額|銷售額|金額',
    ),
    field('cost', 'money', 'cost|total cost|cogs|成本|商品成本|成本金额|成本金額'),
    field('margin', 'money', 'profit|gross profit|margin|利润|毛利|利潤|毛利額'),
    field('status', 'text', 'item status|item-status|line status|行状态|商品状态'),
  ],
}

const feedback: Entity = {
  name: 'feedback',
  key: null,
  fields: [
    field('response_id', 'id', 'respondent id|answer id|答卷编号|问卷编号|序号|問卷編號'),
    field('customer_id', 'id', CUSTOMER_ID),
    field('order_id', 'id', ORDER_ID),
    field(
      'submitted_at',
      'datetime',
      'submitted|timestamp|submit date (utc)|response date|提交时间|提交答卷时间|时间戳记|填写时间|提交時間|填寫時間',
    ),
    field('survey', 'text', 'survey name|问卷|问卷名称|問卷|問卷名稱'),
    field('item', 'text', 'question|题目|评价项目|题项|題目|評價項目'),
    field('is_overall', 'boolean', 'overall|是否整体|整体|是否整體'),
    field('score', 'number', 'rating|nps|satisfaction|stars|评分|得分|分数|满意度|評分|分數|滿意度', {
      required: true,
    }),
    field('scale_min', 'number', 'min|最低分'),
    field('scale_max', 'number', 'max|最高分|满分|滿分'),
    field('kind', 'text', 'survey type|评价类型|指标类型'),
    field('comment', 'text', 'comments|review|feedback|explication|评论|评价内容|意见|備註意見|評論|意見', {
      disclosure: 'text',
    }),
    field('channel', 'text', 'survey channel|评价渠道|填写渠道'),
  ],
}

const tickets: Entity = {
  name: 'tickets',
  key: 'ticket_id',
  fields: [
    field('ticket_id', 'id', 'ticket id|case id|case number|工单号|工单编号|投诉编号|工單編號|案件編號', {
      required: true,
    }),
    field('customer_id', 'id', `${CUSTOMER_ID}|requester id|业主编号`),
    field(
      'opened_at',
      'datetime',
      'opened|created at|created|date created|提交时间|创建时间|投诉时间|投诉日期|受理时间|提交時間|建立時間',
      { required: true },
    ),
    field(
      'first_response_at',
      'datetime',
      'first response time|first response|首次响应时间|首次回复时间|首次回應時間',
    ),
    field(
      'resolved_at',
      'datetime',
      'resolved|closed at|time to resolution|solved at|解决时间|关闭时间|处理日期|解決時間|結案時間',
    ),
    field('channel', 'text', 'ticket channel|via|渠道|受理渠道|管道'),
    field('category', 'text', 'ticket type|type|分类|类别|工单类型|问题类型|分類|類別'),
    field('reason', 'text', 'ticket subject|subject|原因|典型问题|投诉主题|投诉原因|問題原因'),
    field('priority', 'text', 'ticket priority|优先级|優先級|優先順序'),
    snapshot('status', 'text', 'ticket status|状态|当前状态|投诉状态|狀態'),
    field('is_complaint', 'boolean', 'complaint|是否投诉|是否投訴'),
    field('agent', 'text', 'assignee|处理人|当前处理人|处理人员|處理人', { disclosure: 'label' }),
    field(
      'satisfaction',
      'number',
      'customer satisfaction rating|satisfaction score|满意度|满意度评分|滿意度',
    ),
  ],
}

const deals: Entity = {
  name: 'deals',
  key: 'deal_id',
  fields: [
    field('deal_id', 'id', 'deal id|opportunity id|opportunity_id|商机编号|商機編號', { required: true }),
    field('customer_id', 'id', `${CUSTOMER_ID}|account|account name|organization|company name`),
    snapshot('stage', 'text', 'deal stage|deal_stage|stagename|商机阶段|销售阶段|商機階段'),
    field(
      'amount',
      'money',
      'close value|close_value|deal value|expected revenue|预计成交金额|商机金额|商機金額',
    ),
    snapshot('probability', 'share', 'win probability|赢率|成交概率|勝率'),
    field('created_at', 'datetime', 'engage date|engage_date|created date|创建时间|建立時間'),
    field('closed_at', 'datetime', 'close date|close_date|closing date|closedate|成交日期|关闭日期|結案日期'),
    snapshot('outcome', 'text', 'result|won|结果|結果'),
    field('owner', 'text', 'deal owner|sales agent|sales_agent|负责人|負責人'),
    field('source', 'text', 'lead source|leadsource|来源|來源'),
    field('product', 'text', 'product|产品|產品'),
    snapshot('lost_reason', 'text', 'lost reason|丢单原因|输单原因|失敗原因'),
  ],
}

const touches: Entity = {
  name: 'touches',
  key: null,
  fields: [
    field('campaign', 'text', 'campaign name|活动名称|活動名稱', { required: true }),
    field('customer_id', 'id', CUSTOMER_ID),
    field('sent_at', 'datetime', 'send time|sent|发送时间|發送時間'),
    field('channel', 'text', 'touch channel|触达渠道|觸達渠道'),
    field('opened', 'boolean', 'is opened|打开|是否打开|開啟'),
    field('clicked', 'boolean', 'is clicked|点击|是否点击|點擊'),
    field('converted', 'boolean', 'conversion|转化|是否转化|轉化'),
    field('variant', 'text', 'ab group|版本|分组|組別'),
    field('cost', 'money', 'spend|花费|消耗|花費'),
    field('revenue', 'money', 'attributed revenue|归因收入|歸因收入'),
  ],
}

const points: Entity = {
  name: 'points',
  key: null,
  fields: [
    field('customer_id', 'id', `${CUSTOMER_ID}|member_id`, { required: true }),
    field('at', 'datetime', 'transaction_date|兑换时间|积分时间|積分時間', { required: true }),
    field('earned', 'number', 'points_earned|获得积分|獲得積分'),
    field('redeemed', 'number', 'points_redeemed|使用积分|兑换积分|兌換積分'),
    field('member_level', 'text', 'tier|会员等级|會員等級'),
  ],
}

const events: Entity = {
  name: 'events',
  key: null,
  fields: [
    field('customer_id', 'id', CUSTOMER_ID, { required: true }),
    field('at', 'datetime', 'event date|event time|发生时间|事件日期|發生時間', { required: true }),
    field('kind', 'text', 'event|event type|事件|事件类型|事件類型', { required: true }),
    field('note', 'text', 'remark|备注|備註', { disclosure: 'text' }),
  ],
}

const contracts: Entity = {
  name: 'contracts',
  key: 'contract_id',
  fields: [
    field('contract_id', 'id', 'contract number|合同编号|合約編號', { required: true }),
    field('customer_id', 'id', CUSTOMER_ID),
    field('starts_at', 'date', 'start date|contract start|开始日期|生效日期|開始日期'),
    field('ends_at', 'date', 'end date|contract end|结束日期|到期日期|結束日期'),
    field('amount', 'money', 'contract value|合同金额|合約金額'),
    field('renewed', 'boolean', 'is renewed|是否续约|是否續約'),
  ],
}

const targets: Entity = {
  name: 'targets',
  key: null,
  fields: [
    field('metric', 'text', '指标|指標', { required: true }),
    field('period', 'text', 'month|期间|月份|期間', { required: true }),
    field('dimension', 'text', '维度|維度'),
    field('value', 'number', 'target|目标|目标值|目標值', { required: true }),
  ],
}

export const ENTITIES: Entity[] = [
  customers,
  orders,
  orderLines,
  feedback,
  tickets,
  deals,
  touches,
  points,
  events,
  contracts,
  targets,
]

export const entity = (name: EntityName): Entity => ENTITIES.find((e) => e.name === name)!

/** `orders.amount` → the field, or undefined. */
export function fieldOf(target: string): Field | undefined {
  const [owner, name] = target.split('.')
  return ENTITIES.find((e) => e.name === owner)?.fields.find((f) => f.name === name)
}

/**
 * Header text → the form in which names are compared: full-width to half-width, lower case, without units in
 * brackets, blanks, punctuation and required marks.
 */
export function normalise(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[(（[][^)）\]]*[)）\]]/g, '')
    .replace(/[\s_\-./#:：*"'`，,、]+/g, '')
}
