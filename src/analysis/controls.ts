import type { Control } from './panel'

/** So many rows are shown on their own, the rest together as "others". */
export const TOP: Control = {
  name: 'top',
  label: 'control.top',
  default: '20',
  options: ['5', '10', '20', '50'].map((value) => ({ value, label: `top.${value}` })),
  quiet: true,
}
