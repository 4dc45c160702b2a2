import { field, type Entity } from './field'
import { ORDER_ID } from './names'

export const orderLines: Entity = {
  name: 'order_lines',
  key: null,
  fields: [
    field('order_id', 'id', ORDER_ID, { required: true }),
    field(
      'product_id',
      'id',
      'product id|productid|sku|stock code|stockcode|item id|item code|asin|lineitem sku|产品 ID|产品编号|商品编号|商品编码|商品ID|货号|商家编码|產品 ID|產品編號|商品編號|商品料號|貨號|存货编码|物料编码|SKU编码|商品选项货号|主商品货号|item number|listing id|产品编码|产品型号',
      { disclosure: 'label' },
    ),
    field(
      'product_name',
      'text',
      'product|product name|item name|item|description|lineitem name|产品名称|商品名称|商品|选购商品|宝贝标题|品名|產品名稱|商品名稱|存货名称|物料名称|商品标题|标题|item title|product title|order lines/product',
    ),
    field(
      'category',
      'text',
      'product category|product type|category name|类别|产品类别|商品类别|品类|商品分类|类目|大类|類別|產品類別|商品類別|品類|商品分類|商品类型|一级类目|存货分类',
    ),
    field(
      'quantity',
      'quantity',
      'qty|units|lineitem quantity|number of items|quantity ordered|数量|购买数量|商品数量|订购数量|商品数量(件)|销量|件数|數量|購買數量|销售数量|quantity purchased|order lines/quantity|商品件数|实发数量',
    ),
    field(
      'unit_price',
      'money',
      'unitprice|unit price|price|item price|lineitem price|sales price|单价|商品单价|京东价|售价|销售单价|單價|商品單價|商品結帳價|价格|商品活动价格|成交单价|order lines/unit price|含税单价',
    ),
    field(
      'amount',
      'money',
      'line total|line amount|item total|item-price|subtotal|sales|小计|行金额|商品金额|销售额|金额|小計|商品金額|銷售額|金額|明细金额|含税金额|价税合计',
    ),
    field('cost', 'money', 'cost|total cost|cogs|成本|商品成本|成本金额|成本金額|总成本|成本价|销售成本'),
    field('margin', 'money', 'profit|gross profit|margin|利润|毛利|利潤|毛利額'),
    field('status', 'text', 'item status|item-status|line status|行状态|商品状态|售后状态|退款状态'),
  ],
}
