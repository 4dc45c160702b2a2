import { fieldsOf, type Condition } from '../../model/condition'
import type { SheetField } from '../../analysis/sheet'

/** Segments to begin with; only those whose fields the data have are offered. */
const IDEAS: { name: string; condition: Condition }[] = [
  {
    name: 'quiet',
    condition: {
      all: [
        { field: 'tier', op: 'in', values: ['diamond', 'gold'] },
        { field: 'at_risk', op: 'is', values: [true] },
      ],
    },
  },
  {
    name: 'once',
    condition: {
      all: [
        { field: 'stage', op: 'in', values: ['new'] },
        { field: 'orders_all', op: 'is', values: [1] },
      ],
    },
  },
  { name: 'returns', condition: { all: [{ field: 'return_rate_12m', op: 'atLeast', values: [0.2] }] } },
  {
    name: 'growing',
    condition: {
      all: [
        { field: 'tier', op: 'in', values: ['gold', 'silver'] },
        { field: 'growth_rate_12m', op: 'atLeast', values: [0.2] },
      ],
    },
  },
  {
    name: 'birthday',
    condition: { all: [{ not: { field: 'birth_date', op: 'missing', values: [] } }] },
  },
]

export const ideasFor = (fields: SheetField[]) => {
  const names = new Set(fields.map(({ name }) => name))
  return IDEAS.filter(({ condition }) => fieldsOf(condition).every((field) => names.has(field)))
}
