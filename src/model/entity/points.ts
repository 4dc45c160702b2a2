import { field, type Entity } from './field'
import { CUSTOMER_ID } from './names'

export const points: Entity = {
  name: 'points',
  key: null,
  fields: [
    field('customer_id', 'id', `${CUSTOMER_ID}|member_id`, { required: true }),
    field(
      'at',
      'datetime',
      'transaction_date|兑换时间|积分时间|積分時間|积分变动时间|变动时间|积分日期|交易时间|发生时间|transaction date|日期|时间',
      { required: true },
    ),
    field(
      'earned',
      'number',
      'points_earned|获得积分|獲得積分|增加积分|积分增加|赚取积分|发放积分|points earned|变动积分|积分变动|points',
    ),
    field(
      'redeemed',
      'number',
      'points_redeemed|使用积分|兑换积分|兌換積分|扣减积分|积分扣减|消耗积分|减少积分|points redeemed|points used|折抵点数',
    ),
    field('member_level', 'text', 'tier|会员等级|會員等級'),
  ],
}
