import { field, snapshot, type Entity } from './field'
import { CUSTOMER_ID } from './names'

export const deals: Entity = {
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
