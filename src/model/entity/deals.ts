import { field, snapshot, type Entity } from './field'
import { CUSTOMER_ID } from './names'

export const deals: Entity = {
  name: 'deals',
  key: 'deal_id',
  fields: [
    field(
      'deal_id',
      'id',
      'deal id|opportunity id|opportunity_id|商机编号|商機編號|商机ID|商机号|pipedrive system id',
      { required: true },
    ),
    field(
      'customer_id',
      'id',
      `${CUSTOMER_ID}|account|account name|organization|company name|account name.id|company name.id|associated company ids|客户名称|客户`,
    ),
    snapshot(
      'stage',
      'text',
      'deal stage|deal_stage|stagename|商机阶段|销售阶段|商機階段|阶段|当前阶段|商机状态',
    ),
    field(
      'amount',
      'money',
      'close value|close_value|deal value|expected revenue|预计成交金额|商机金额|商機金額|value|预计金额|预计销售金额|金额',
    ),
    snapshot('probability', 'share', 'win probability|赢率|成交概率|勝率|probability (%)|可能性|赢单率'),
    field(
      'created_at',
      'datetime',
      'engage date|engage_date|created date|创建时间|建立時間|create date|created time|creation date|创建日期',
    ),
    field(
      'closed_at',
      'datetime',
      'close date|close_date|closing date|closedate|成交日期|关闭日期|結案日期|closed on|预计成交日期|关单日期|结单日期|expected close date|成交时间',
    ),
    snapshot('outcome', 'text', 'result|won|结果|結果|iswon|status|赢单状态|输赢|商机结果|状态'),
    field('owner', 'text', 'deal owner|sales agent|sales_agent|负责人|負責人|ownerid'),
    field('source', 'text', 'lead source|leadsource|来源|來源'),
    field('product', 'text', 'product|产品|產品'),
    snapshot('lost_reason', 'text', 'lost reason|丢单原因|输单原因|失敗原因|reason for loss|loss reason'),
  ],
}
