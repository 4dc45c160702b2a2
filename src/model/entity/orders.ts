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
      'order date|orderdate|ordered on|invoice date|invoicedate|purchase date|purchase-date|sale date|date|transaction date|created at|order time|下单时间|下单日期|订单日期|订单创建时间|订单提交时间|订单成交时间|成交时间|成交日期|单据日期|销售日期|交易时间|交易日期|日期|購買日期|訂單日期|下單時間|下單日期|成交日期|轉單日期時間|交易日期|發票日期|日 期|invoice/bill date|买家下单时间|订单成立日期|购买时间|消费时间|开单日期|制单日期|开票日期|订货日期|交易日|date ordered|posting date|created (utc)',
      { required: true },
    ),
    field(
      'amount',
      'money',
      'order amount|order total|total amount|total|grand total|grand total (base)|net sales|order value|total price|revenue|sales|payment amount|amount paid|订单金额|实付金额|应付金额|买家实际支付金额|订单实付金额|用户实付金额(元)|商家实收金额(元)|订单应付金额|销售金额|销售额|成交金额|交易金额|总金额|金额|訂單金額|訂單合計|付款總金額|實付金額|銷售金額|成交金額|金額|銷售金額(折扣後)|买家实付金额|买家总支付金额|订单实收金额|订单总额|订单总价|实收金额|应收金额|本币应收金额|应收帐款|支付金额|付款金额|消费金额|总价|合计金额|total collected|gross|net amount|net total|gross amount|gross sales|paid amount|amount total',
    ),
    field(
      'status',
      'text',
      'order status|order state|state|订单状态|状态|交易状态|当前状态|訂單狀態|狀態|出貨單狀態|payment status|financial status|付款状态|单据状态',
    ),
    /** Beside the order's own state: whether it is paid, and what became of a wish to give it back. */
    field(
      'payment_status',
      'text',
      'payment state|支付状态|付款状态|收款状态|付款狀態|支付狀態|收款狀態|結帳狀態|paid?',
    ),
    field(
      'refund_status',
      'text',
      'return status|refund state|after-sales status|退款状态|售后状态|退货状态|退款/售后|退款狀態|售後狀態|是否退款|refunded?|return/refund status|is refunded|is returned|returned?|是否退货|是否退貨|is canceled|is cancelled|canceled?|cancelled?|void?|voided?|是否取消|是否作废|是否作廢',
    ),
    /** What was paid back of the amount, written without a sign. */
    field(
      'refund',
      'money',
      'refund amount|refunded amount|amount refunded|refunds|退款金额|已退金额|已退款金额|订单已退款金额|退款总额|退货金额|退款金額|退貨金額|已退金額|實退金額|实退金额|partial refund',
    ),
    field(
      'cancelled_at',
      'datetime',
      'canceled at|cancelled on|cancellation date|取消时间|取消日期|取消時間|关闭时间',
    ),
    field(
      'channel',
      'text',
      'sales channel|order channel|sales-channel|order source|platform|store|渠道|销售渠道|订单来源|来源渠道|订单渠道|店铺名称|門市|通路|通路商|銷售渠道|訂單來源|归属店铺|销售平台|平台|店铺|门店|门店名称|流量来源|app渠道|purchase point|location|shop',
    ),
    field(
      'region',
      'text',
      `${REGION}|省|省份|收货人省份|收货省份|所在省份|ship-country|ship country|ship-state|ship state|shipping province`,
    ),
    field(
      'discount',
      'money',
      'discount amount|discounts|优惠金额|折扣金额|优惠总金额|店铺优惠合计|折扣金額|優惠折扣|優惠金額|总折扣金额|店铺优惠折扣(元)|商家优惠|卖场优惠券|item-promotion-discount|coupon discount',
    ),
    field(
      'campaign',
      'text',
      'promotion|coupon|coupon code|discount code|活动|活动名称|推广方式|優惠活動|活動名稱|promotion-ids|广告渠道|优惠代码|utm campaign',
    ),
    field('currency', 'text', 'currency code|币种|货币|幣別|貨幣|结算币种'),
    field(
      'due_at',
      'date',
      'due date|payment due|应付日期|应收日期|到期日|付款期限|預計收款日|應付日期|到期日期',
    ),
    field(
      'paid_at',
      'datetime',
      'payment date|date paid|paid on|付款日期|付款时间|支付时间|支付完成时间|买家付款时间|订单付款时间|付款确认时间|付款時間|付款日期|付款时间(付款成功)|付款日|transaction date paid',
    ),
    field(
      'delivered_at',
      'datetime',
      'delivery date|delivered|ship date|shipped at|date shipped|发货日期|发货时间|签收日期|签收时间|物流签收日期|确认收货时间|订单完成时间|出貨日期|簽收日期|交易成功时间|实际出货时间|shipped on date|fulfilled at|交货日期|到货日期',
    ),
  ],
}
