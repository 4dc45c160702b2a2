import { field, type Entity } from './field'

export const targets: Entity = {
  name: 'targets',
  key: null,
  fields: [
    field('metric', 'text', '指标|指標', { required: true }),
    field('period', 'text', 'month|期间|月份|期間', { required: true }),
    field('dimension', 'text', '维度|維度'),
    field('value', 'number', 'target|目标|目标值|目標值', { required: true }),
  ],
}
