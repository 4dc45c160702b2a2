import { field, snapshot, type Entity } from './field'
import { CUSTOMER_ID, REGION } from './names'

export const customers: Entity = {
  name: 'customers',
  key: 'customer_id',
  fields: [
    field('customer_id', 'id', `${CUSTOMER_ID}|klaviyo id|record id|account name|account`, {
      required: true,
    }),
    snapshot(
      'master_id',
      'id',
      'masterrecordid|master record id|parent customer id|父级客户编码|集团客户编号|主客户编号|主客戶編號|客户主数据|集团编码|统一客户编号|主客户ID|master customer id|customer unique id|unique customer id',
    ),
    snapshot(
      'name',
      'text',
      'customer name|full name|client name|company name|customer|buyer|buyer name|account name|contact name|客户名称|客户姓名|姓名|会员姓名|客户简称|公司名称|收货人姓名|收件人|客戶名稱|客戶姓名|客戶簡稱|會員姓名|公司名稱|收件人姓名|業主姓名|客户|会员名称|购买人|顾客|顾客姓名|用户姓名|买家姓名|买家昵称|昵称|用户名|username|display name|lead name|organization name|organization|name 1|company|收货人|收件者姓名|收货人/提货人|billing name|ship name|contact|nickname',
      { disclosure: 'name' },
    ),
    snapshot(
      'kind',
      'text',
      'customer type|客户类型|客户性质|客戶類型|个人/企业|主体类型|类型(个人/企业)|account type',
    ),
    snapshot('gender', 'text', 'sex|性别|性別'),
    snapshot('birth_date', 'date', 'birthday|date of birth|dob|生日|出生日期|出生年月', {
      disclosure: 'contact',
    }),
    snapshot(
      'phone',
      'id',
      'mobile|telephone|phone number|mobile phone|联系电话|联系手机|手机|手机号|手机号码|电话|联系方式|聯絡電話|手機|手機號碼|電話|收件人電話|电话号码|买家手机号|收货人手机号|收件人手机号|收件者电话|收货人手机号/提货人手机号|收件人电话号码|联系人电话|用户手机号|business phone|telephone 1|phone 1|default address phone|billing phone|shipping phone',
      { disclosure: 'contact' },
    ),
    snapshot(
      'email',
      'id',
      'e-mail|email address|mail|customer email|邮箱|电子邮箱|邮件|邮箱地址|電子郵件|電郵|信箱|email 1|from email address|requester email|买家邮箱|电子邮件|contact email|billing email|billing email address|buyer email|payer email|order email|shipping email|user email|member email|client email|会员邮箱|客户邮箱|用户邮箱|会员邮件|客户邮件|買家信箱|會員信箱|客戶信箱|顧客信箱',
      { disclosure: 'contact' },
    ),
    snapshot(
      'country',
      'text',
      'country|country code|country/region|国家|国家/地区|國家|國家／地區|default address country code|billing country|billing address country|收件国家|ship-country|ship country',
    ),
    snapshot('region', 'text', REGION),
    snapshot(
      'province',
      'text',
      'state|province|state/province|省|省份|省/自治区|省/市|收货人省份|地區/州/省份|縣市|billing state|default address province code|billing state/province|state / region|state or province|billing province|billing address state|province code|所在省份|收货省份|ship-state|ship state',
    ),
    snapshot(
      'city',
      'text',
      'town|billing city|ship city|城市|市|所在城市|收货人城市|鄉鎮市區|城市名稱|default address city|billing address city|所在市|收货城市|ship-city|mailing city|shipping city',
    ),
    snapshot(
      'industry',
      'text',
      'sector|industry type|所属行业|行业|行业类别|所屬行業|行業|產業|industry sector|客户行业',
    ),
    snapshot(
      'company_size',
      'number',
      'employees|number of employees|employee count|公司规模|总人数|员工人数|人员规模|企业规模|公司規模|員工人數|企业人数',
    ),
    snapshot(
      'segment',
      'text',
      'customer segment|细分|客户细分|客群|客户分类|細分|客戶細分|客戶分類|customer group|group|market segment|account group',
    ),
    snapshot(
      'source',
      'text',
      'lead source|customer source|acquisition channel|来源|客户来源|线索来源|來源|客戶來源|获客渠道|creation source|会员注册来源|注册来源|original source',
    ),
    snapshot(
      'owner',
      'text',
      'account owner|account manager|sales rep|sales agent|salesperson|owner name|客户经理|负责人|业务员|销售人员|归属人|維護人|負責人|業務員|客戶經理|所属销售|lead owner|company owner|contact owner|customer owner|销售员|跟进人|业务人员|销售导购|专属导购|account representative|维护人员工编码',
      { disclosure: 'label' },
    ),
    field(
      'created_at',
      'datetime',
      'created|created time|created on|customer since|sign up|registered at|signup date|建档日期|创建日期|注册时间|注册日期|入会时间|开户日期|建檔日期|建立日期|註冊日期|加入日期|create date|created (utc)|created date|creation date|profile created on|optin_time|会员注册日期|成为客户时间|入会日期|开卡日期|开卡时间|创建时间|registration date|date added',
    ),
    snapshot(
      'level',
      'text',
      'customer level|grade|member level|rank|客户等级|客户级别|会员等级|会员级别|级别|客戶等級|客戶級別|會員等級|客户层级|会员类型|购买人会员等级|account tier|plan|member_rating|vip level|客户星级',
    ),
    snapshot('credit_rating', 'text', 'credit grade|rating|信用等级|信用级别|资信等级|信用等級|資信等級'),
    snapshot(
      'is_strategic',
      'boolean',
      'strategic|strategic customer|key account|战略客户|是否战略客户|重点客户|戰略客戶|重點客戶',
    ),
    snapshot('potential', 'text', 'growth potential|潜力|客户潜力|發展潛力|潛力'),
    snapshot('tags', 'text', 'labels|tag|标签|客户标签|標籤|客戶標籤|label'),
    snapshot(
      'status',
      'text',
      'customer status|客户状态|会员状态|客戶狀態|會員狀態|lead status|成交状态|生命状态|account status|email marketing consent|email subscription status',
    ),
    snapshot('acquisition_cost', 'money', 'cac|cost of acquisition|获客成本|開發成本|獲客成本'),
    snapshot(
      'total_spend',
      'money',
      'total spent|lifetime value|ltv|totalcharges|total charges|年度交易额|累计消费|累计消费金额|累计交易额|交易总额|消费总额|累計消費|累計消費金額|年度交易額|交易總額|lifetime spend|monetary|累计销售额|累计成交金额|成交总额|消费金额|年度销售额|年销售额|年交易额|历史消费金额|总消费金额|销售额|成交金额|total sales|total revenue',
    ),
    snapshot(
      'order_count',
      'quantity',
      'orders count|number of orders|payment count|total orders|成交次数|订单数|购买次数|累计订单数|消费次数|成交次數|訂單數|購買次數|消費次數|transaction count|frequency|orders|成交订单数|累计消费次数|累计购买次数|交易次数|下单次数|成交单数|年成交次数',
    ),
    snapshot(
      'last_order_at',
      'datetime',
      'last order|last purchase|last order date|最后成交时间|最近成交时间|最后购买时间|最近购买日期|最近消费时间|最後成交時間|最近購買日期|最近消費時間|last transaction date|最后消费时间|最后消费日期|最后下单时间|最近下单时间|最近交易时间|最后交易时间|最近一次消费时间|最近一次购买时间|最近消费日期|上次消费时间',
    ),
    snapshot(
      'recency_days',
      'number',
      'recency|days since last purchase|最近购买天数|未购买天数|距今天数|未購買天數|距上次消费天数|未消费天数|未成交天数|最近消费距今天数',
    ),
    snapshot('churned', 'boolean', 'churn|is churned|left|是否流失|流失|是否流失客户'),
    snapshot('tenure_months', 'number', 'tenure|months as customer|在网月数|在网时长|合作月数|在網月數'),
    snapshot('monthly_charge', 'money', 'monthlycharges|monthly charges|mrr|月费|月消费|每月費用|月租'),
  ],
}
