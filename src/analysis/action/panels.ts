import { numberOrNull, sumOf } from '../../model/row'
import { definePanel } from '../panel'
import planSql from './plan.sql?raw'
import { preparePlaybook } from './playbook'

/** Days of a year on which people work, for what a rhythm asks of them. */
export const WORKING_DAYS = 250

export const plan = definePanel({
  id: 'playbook.plan',
  needs: ['orders'],
  summed: true,
  prepare: preparePlaybook,
  n: (rows) => sumOf(rows, 'customers'),
  least: 1,
  sql: planSql,
  columns: [
    { name: 'tier', type: 'tier', label: 'column.tier', disclosure: 'label' },
    { name: 'stage', type: 'text', label: 'dimension.stage', disclosure: 'label' },
    { name: 'customers', type: 'count', label: 'column.customers', disclosure: 'count' },
    { name: 'contact_days', type: 'days', label: 'column.contactDays', disclosure: 'label' },
    { name: 'contacts', type: 'count', label: 'column.contacts', disclosure: 'count' },
    { name: 'role', type: 'text', label: 'column.role', disclosure: 'label' },
    { name: 'budget_each', type: 'money', label: 'column.budgetEach', disclosure: 'money' },
    { name: 'budget', type: 'money', label: 'column.budget', disclosure: 'money' },
  ],
  chart: null,
  sentence: (rows, say) => {
    const [contacts, budget, revenue] = ['contacts', 'budget', 'revenue'].map((name) => sumOf(rows, name))
    const customers = sumOf(rows, 'customers')
    return say.t(`panel.playbook.plan.${revenue! > 0 ? 'sentence' : 'bare'}`, {
      n: customers,
      customers: say.count(customers),
      contacts: say.count(contacts!),
      daily: say.count(Math.ceil(contacts! / WORKING_DAYS)),
      budget: say.moneyShort(budget!),
      share: say.share(revenue! > 0 ? budget! / revenue! : 0),
    })
  },
  note: (rows, say) =>
    rows.some((row) => row.proposed && numberOrNull(row.budget))
      ? say.t('panel.playbook.plan.proposed')
      : null,
})
