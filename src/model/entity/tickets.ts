import { field, snapshot, type Entity } from './field'
import { CUSTOMER_ID, ORDER_ID } from './names'

export const tickets: Entity = {
  name: 'tickets',
  key: 'ticket_id',
  fields: [
    field(
      'ticket_id',
      'id',
      'ticket id|case id|case number|工单号|工单编号|投诉编号|工單編號|案件編號|受理编号|案件号|服务单号|incident id|case no|request id',
      {
        required: true,
      },
    ),
    field(
      'customer_id',
      'id',
      `${CUSTOMER_ID}|requester id|业主编号|account name|用户编号|customer email|requester email|contact email|客户邮箱|用户邮箱|客戶信箱`,
    ),
    field('order_id', 'id', ORDER_ID),
    field(
      'opened_at',
      'datetime',
      'opened|created at|created|date created|提交时间|创建时间|投诉时间|投诉日期|受理时间|提交時間|建立時間|date/time opened|opened date|创建日期|受理日期|提单时间|登记时间|反馈时间',
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
      'resolved|closed at|time to resolution|solved at|解决时间|关闭时间|处理日期|解決時間|結案時間|date/time closed|closed date|完成时间|办结时间|结案日期|关单时间',
    ),
    field('channel', 'text', 'ticket channel|via|渠道|受理渠道|管道|case origin|origin'),
    field(
      'category',
      'text',
      'ticket type|type|分类|类别|工单类型|问题类型|分類|類別|问题分类|投诉类型|投诉类别|case type|服务类型',
    ),
    field(
      'reason',
      'text',
      'ticket subject|subject|原因|典型问题|投诉主题|投诉原因|問題原因|case reason|工单标题|标题|主题|问题简述|投诉内容|问题描述',
    ),
    field('priority', 'text', 'ticket priority|优先级|優先級|優先順序'),
    snapshot('status', 'text', 'ticket status|状态|当前状态|投诉状态|狀態|case status|处理状态'),
    field('is_complaint', 'boolean', 'complaint|是否投诉|是否投訴'),
    field('agent', 'text', 'assignee|处理人|当前处理人|处理人员|處理人|case owner|受理人|接待人员', {
      disclosure: 'label',
    }),
    field(
      'satisfaction',
      'number',
      'customer satisfaction rating|satisfaction score|满意度|满意度评分|滿意度',
    ),
  ],
}
