/** Names that several entities share. */
export const CUSTOMER_ID =
  'customer id|customerid|customer no|customer number|customer code|client id|client code|cust id|buyer id|buyer user id|account id|accountid|member id|user id|userid|contact id|shopper id|customer/id|客户编号|客户编码|客户代码|客户 ID|客户ID|客户号|会员ID|会员编号|会员号|会员卡号|会员账号|用户ID|用户编号|买家会员名|买家ID|下单帐号|下单账号|客戶編號|客戶代號|客戶代碼|客戶 ID|客戶ID|會員編號|會員ID|會員號碼|用戶ID|買家帳號|顧客編號|顾客ID|顾客编号|会员代码|实体会员编号|买家账号|buyer username|customer reference id|shopify customer id|square customer id|pipedrive system id|客户简码'
export const ORDER_ID =
  'order id|orderid|order no|order number|order #|invoice no|invoiceno|invoice number|invoice id|invoice|order reference|amazon-order-id|increment id|transaction id|receipt no|订单编号|订单号|订单 ID|订单ID|主订单编号|单据编号|销售单号|交易号|交易单号|小票号|流水号|訂單編號|訂單號碼|訂單 ID|訂單ID|主單編號|發票號碼|單據編號|銷貨單號|INVOICE_NO|销售订单号|销货单号|出库单号|发票号|发票编号|凭证号码|单据号|单号|sales record number|document number|document no|bill no|order'
export const REGION =
  'region|area|territory|sales region|地区|区域|大区|销售区域|片区|地區|區域|大區|銷售區域|country/region|country|国家|國家|國家／地區|country / region'
