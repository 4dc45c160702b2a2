import { ROLES } from '../../model/playbook'
import { numberOrNull, sumOf, type Row } from '../../model/row'
import { carried, definePanel, held } from '../panel'
import kindsSql from './kinds.sql?raw'
import planSql from './plan.sql?raw'
import { preparePlaybook } from './playbook'
import { prepareActions } from './prepare'

/** Days of a year on which people work, for what a rhythm asks of them. */
const WORKING_DAYS = 250

/** What money is a share of, as the files tell it: the last 12 months, a mean year, or all of it. */
const OF: Record<number, string> = { 1: 'sentence', 2: 'year', 3: 'whole' }

/** What the whole plan takes: how often somebody is called, and what of the revenue it costs. */
function together(rows: Row[]): Row[] {
  const [contacts, budget, revenue] = ['contacts', 'budget', 'revenue'].map((name) => sumOf(rows, name))
  const facts = {
    contacts_daily: Math.round(contacts! / WORKING_DAYS),
    contacts_weekly: Math.round(contacts! / 52),
    budget_share: revenue! > 0 ? budget! / revenue! : null,
  }
  return rows.map((row) => ({ ...row, ...facts }))
}

export const plan = definePanel({
  id: 'playbook.plan',
  needs: ['orders'],
  summed: true,
  prepare: preparePlaybook,
  n: (rows) => sumOf(rows, 'customers'),
  least: 1,
  sql: planSql,
  compute: together,
  columns: [
    { name: 'tier', type: 'tier', label: 'column.tier' },
    { name: 'stage', type: 'text', words: 'stage', label: 'dimension.stage', disclosure: 'label' },
    { name: 'customers', type: 'count', label: 'column.customers' },
    { name: 'contact_days', type: 'days', label: 'column.contactDays', disclosure: 'label', told: true },
    { name: 'contacts', type: 'count', label: 'column.contacts' },
    { name: 'role', type: 'text', words: 'role', label: 'column.role', disclosure: 'label', told: true },
    { name: 'budget_each', type: 'money', label: 'column.budgetEach' },
    { name: 'budget', type: 'money', label: 'column.budget' },
  ],
  hidden: [
    { name: 'revenue', type: 'money', leaves: true, held: true },
    ...held('revenue'),
    { name: 'proposed', type: 'flag', leaves: true, beside: true },
    { name: 'basis', type: 'number', leaves: true, beside: true },
  ],
  facts: [
    ...carried('count', ['contacts_daily', 'contacts_weekly'], { leaves: true }),
    { name: 'budget_share', type: 'share', leaves: true },
  ],
  chart: null,
  sentence: (rows, say, { facts }) => {
    const [customers, contacts, budget] = ['customers', 'contacts', 'budget'].map((name) => sumOf(rows, name))
    const basis = Math.max(...rows.map((row) => Number(row.basis)))
    const [daily, weekly] = [Number(facts.contacts_daily), Number(facts.contacts_weekly)]
    const rate =
      daily >= 2
        ? say.t('panel.playbook.plan.daily', { daily: say.count(daily) })
        : contacts! > WORKING_DAYS / 5
          ? say.t('panel.playbook.plan.weekly', { weekly: say.count(weekly) })
          : ''
    return say.t(`panel.playbook.plan.${facts.budget_share == null ? 'bare' : OF[basis]}`, {
      n: customers!,
      rate,
      customers: say.count(customers!),
      contacts: say.count(contacts!),
      budget: say.moneyShort(budget!),
      share: say.share(Number(facts.budget_share ?? 0)),
    })
  },
  note: (rows, say) =>
    rows.some((row) => row.proposed && numberOrNull(row.budget))
      ? say.t('panel.playbook.plan.proposed')
      : null,
})

/** Days from the present date within which something is due. */
export const HORIZONS = ['7', '14', '30', '90']

export const kinds = definePanel({
  id: 'actions.kinds',
  needs: ['orders'],
  summed: true,
  prepare: prepareActions,
  n: (_, { looked }) => Number(looked ?? 0),
  least: 1,
  controls: [
    {
      name: 'horizon',
      label: 'control.horizon',
      options: HORIZONS.map((value) => ({ value, label: `horizon.${value}` })),
      default: '30',
    },
    {
      name: 'role',
      label: 'column.role',
      options: ['all', ...ROLES].map((value) => ({ value, label: `role.${value}` })),
      default: 'all',
    },
    { name: 'kind', label: 'column.action', options: [], hidden: true, default: '' },
  ],
  sql: kindsSql,
  // A customer may have several actions.
  shape: { kind: 'groups', overlaps: () => true },
  columns: [
    { name: 'action', type: 'text', words: 'action', label: 'column.action', disclosure: 'label' },
    { name: 'actions', type: 'count', label: 'column.customers' },
    { name: 'late', type: 'count', label: 'column.late' },
    { name: 'revenue', type: 'money', label: 'column.stake', held: true },
  ],
  hidden: held('revenue'),
  facts: [
    { name: 'due_customers', type: 'count', leaves: true },
    { name: 'stake', type: 'money', leaves: true, of: ['due_customers'], held: true },
    ...held('stake'),
    { name: 'looked', type: 'count', leaves: true, beside: true },
    { name: 'missing', type: 'text', leaves: true },
  ],
  chart: null,
  sentence: (rows, say, { controls, facts }) => {
    const customers = Number(facts.due_customers ?? 0)
    const late = sumOf(rows, 'late')
    return say.t(`panel.actions.kinds.${customers ? (late ? 'sentence' : 'early') : 'nothing'}`, {
      n: customers,
      customers: say.count(customers),
      days: controls.horizon!,
      late: say.count(late),
      stake: say.moneyShort(Number(facts.stake ?? 0)),
    })
  },
  note: (_, say, { facts }) => {
    const missing = String(facts.missing ?? '')
    return missing
      ? missing
          .split(',')
          .map((kind) => say.t(`panel.actions.kinds.missing.${kind}`))
          .join(' ')
      : null
  },
})

export const panels = [plan, kinds]
