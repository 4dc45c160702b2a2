import { field, type Entity } from './field'

export const targets: Entity = {
  name: 'targets',
  key: null,
  fields: [
    field('metric', 'text', '指标|指標|kpi|目标指标', { required: true }),
    field('period', 'text', 'month|期间|月份|期間|quarter|年月|季度|目标月份', { required: true }),
    field('dimension', 'text', '维度|維度|部门|区域'),
    field(
      'value',
      'number',
      'target|目标|目标值|目標值|target value|目标金额|目标额|目标销售额|quota|budget',
      { required: true },
    ),
  ],
}
