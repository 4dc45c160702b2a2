import { sumOf } from '../../model/row'
import { counted } from '../counted'
import { definePanel } from '../panel'
import sql from './tickets.sql?raw'

/** What tickets are about, how many are open, and how long the others took. */
const tickets = definePanel({
  id: 'service.tickets',
  ground: 'tickets',
  needs: ['tickets'],
  n: (rows) => sumOf(rows, 'tickets'),
  least: 1,
  sql,
  columns: [
    { name: 'kind', type: 'text', label: 'panel.service.tickets.kind', disclosure: 'label' },
    { name: 'tickets', type: 'count', label: 'panel.service.tickets.tickets' },
    { name: 'share', type: 'share', label: 'panel.service.tickets.share' },
    { name: 'open', type: 'count', label: 'panel.service.tickets.open', alone: true },
    { name: 'hours', type: 'number', label: 'panel.service.tickets.hours', of: ['resolved'], least: 10 },
  ],
  hidden: [{ name: 'resolved', type: 'count' }],
  facts: [
    { name: 'field', type: 'text', leaves: true },
    { name: 'hours_all', type: 'number', leaves: true, beside: true, of: ['resolved_all'], least: 10 },
    { name: 'resolved_all', type: 'count', leaves: true, beside: true },
  ],
  ...counted('service.tickets', 'kind', 'tickets'),
  sentence: (rows, say, { facts }) => {
    const [most] = rows
    const kind = most?.kind
    const first = say.t(`panel.service.tickets.${kind == null || rows.length < 2 ? 'all' : 'most'}`, {
      kind: String(kind ?? ''),
      share: say.share(Number(most?.share ?? 0), 0),
      n: sumOf(rows, 'tickets'),
    })
    return facts.hours_all == null
      ? first
      : first +
          say.t('panel.service.tickets.took', {
            hours: say.number(Number(facts.hours_all), 1),
            n: Number(facts.resolved_all),
          })
  },
  note: (_, say, { facts }) => say.t(`panel.service.tickets.by.${facts.field}`),
})

export const panels = [tickets]
