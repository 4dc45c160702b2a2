import { definePanel } from '../panel'
import sql from './reconcile.sql?raw'

/** From the plain sum of the files to the headline, so that anyone can check that nothing was lost. */
export const reconcile = definePanel({
  id: 'data.reconcile',
  needs: ['orders'],
  n: (rows) => Number(rows[0]?.n ?? 0),
  least: 1,
  sql,
  columns: [
    {
      name: 'step',
      type: 'text',
      words: 'panel.data.reconcile.step',
      label: 'column.step',
      disclosure: 'label',
    },
    { name: 'amount', type: 'money', label: 'column.amount' },
    // Records of files, not customers.
    { name: 'n', type: 'count', label: 'column.records', disclosure: 'rate' },
  ],
  hidden: [{ name: 'ordinal', type: 'number', leaves: true, beside: true }],
  total: true,
  chart: null,
  sentence: (rows, say) => {
    const of = (step: string): number => Number(rows.find((row) => row.step === step)?.amount ?? 0)
    // Sales that name nobody are the headline where they are all there is.
    const named = of('revenue') !== 0
    return say.t(`panel.data.reconcile.${named ? 'sentence' : 'unnamed'}`, {
      plain: say.money(of('plain')),
      revenue: say.money(named ? of('revenue') : -of('unnamed')),
    })
  },
})

export const panels = [reconcile]
