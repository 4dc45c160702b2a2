import { field, type Entity } from './field'
import { CUSTOMER_ID, ORDER_ID, REGION } from './names'

export const orders: Entity = {
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
