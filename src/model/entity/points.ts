import { field, type Entity } from './field'
import { CUSTOMER_ID } from './names'

export const points: Entity = {
  name: 'points',
  key: null,
  fields: [
    field('customer_id', 'id', `${CUSTOMER_ID}|member_id`, { required: true }),
    field('at', 'datetime', 'transaction_date|兑换时间|积分时间|積分時間', { required: true }),
    field('earned', 'number', 'points_earned|获得积分|獲得積分'),
    field('redeemed', 'number', 'points_redeemed|使用积分|兑换积分|兌換積分'),
    field('member_level', 'text', 'tier|会员等级|會員等級'),
  ],
}
