import { field, type Entity } from './field'
import { CUSTOMER_ID } from './names'

export const events: Entity = {
  name: 'events',
  key: null,
  fields: [
    field('customer_id', 'id', CUSTOMER_ID, { required: true }),
    field('at', 'datetime', 'event date|event time|发生时间|事件日期|發生時間|发生日期|事件时间|日期|date', {
      required: true,
    }),
    field('kind', 'text', 'event|event type|事件|事件类型|事件類型|事件名称|event name', { required: true }),
    field('note', 'text', 'remark|备注|備註', { disclosure: 'text' }),
  ],
}
