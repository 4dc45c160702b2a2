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
    { name: 'step', type: 'text', label: 'column.step', disclosure: 'label' },
    { name: 'amount', type: 'money', label: 'column.amount', disclosure: 'money' },
    { name: 'n', type: 'count', label: 'column.records', disclosure: 'count' },
  ],
  chart: null,
  sentence: (rows, say) =>
    say.t('panel.data.reconcile.sentence', {
      plain: say.money(Number(rows.find((row) => row.step === 'plain')?.amount ?? 0)),
      revenue: say.money(Number(rows.find((row) => row.step === 'revenue')?.amount ?? 0)),
    }),
})
