import { field, type Entity } from './field'
import { CUSTOMER_ID } from './names'

export const contracts: Entity = {
  name: 'contracts',
  key: 'contract_id',
  fields: [
    field('contract_id', 'id', 'contract number|合同编号|合約編號|合同号|合同编码|contract no', {
      required: true,
    }),
    field('customer_id', 'id', CUSTOMER_ID),
    field(
      'starts_at',
      'date',
      'start date|contract start|开始日期|生效日期|開始日期|签订日期|签约日期|合同开始日期|合同生效日期|起始日期',
    ),
    field(
      'ends_at',
      'date',
      'end date|contract end|结束日期|到期日期|結束日期|合同结束日期|合同到期日|到期日|终止日期|expiry date|renewal date',
    ),
    field('amount', 'money', 'contract value|合同金额|合約金額|合同总额|合同总金额|total contract value'),
    field('renewed', 'boolean', 'is renewed|是否续约|是否續約'),
  ],
}
