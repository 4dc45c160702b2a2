import { field, type Entity } from './field'
import { CUSTOMER_ID } from './names'

export const contracts: Entity = {
  name: 'contracts',
  key: 'contract_id',
  fields: [
    field('contract_id', 'id', 'contract number|合同编号|合約編號', { required: true }),
    field('customer_id', 'id', CUSTOMER_ID),
    field('starts_at', 'date', 'start date|contract start|开始日期|生效日期|開始日期'),
    field('ends_at', 'date', 'end date|contract end|结束日期|到期日期|結束日期'),
    field('amount', 'money', 'contract value|合同金额|合約金額'),
    field('renewed', 'boolean', 'is renewed|是否续约|是否續約'),
  ],
}
