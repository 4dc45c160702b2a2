import { field, type Entity } from './field'
import { CUSTOMER_ID } from './names'

export const touches: Entity = {
  name: 'touches',
  key: null,
  fields: [
    field('campaign', 'text', 'campaign name|活动名称|活動名稱', { required: true }),
    field('customer_id', 'id', CUSTOMER_ID),
    field(
      'sent_at',
      'datetime',
      'send time|sent|发送时间|發送時間|sent at|send date|触达时间|发送日期|推送时间',
    ),
    field('channel', 'text', 'touch channel|触达渠道|觸達渠道'),
    field('opened', 'boolean', 'is opened|打开|是否打开|開啟'),
    field('clicked', 'boolean', 'is clicked|点击|是否点击|點擊'),
    field('converted', 'boolean', 'conversion|转化|是否转化|轉化'),
    field('variant', 'text', 'ab group|版本|分组|組別'),
    field('cost', 'money', 'spend|花费|消耗|花費'),
    field('revenue', 'money', 'attributed revenue|归因收入|歸因收入'),
  ],
}
