import type { Preset } from '../preset'

export const SERVICE: Preset[] = [
  {
    id: 'zendesk-tickets',
    from: 'Zendesk Support, export of a view; times are minutes since Created at, satisfaction is in words',
    any: 'Requester|Requester id|Requester email|Assignee|Satisfaction Score|Via|Ticket type|Submitter|Solved at',
    least: 3,
    entities: ['tickets'],
    map: {
      'tickets.ticket_id': 'Id|Ticket ID',
      'tickets.customer_id': 'Requester id|Requester email|Requester external id|Requester',
      'tickets.opened_at': 'Created at',
      'tickets.resolved_at': 'Solved at',
      'tickets.channel': 'Via',
      'tickets.category': 'Ticket type|Group',
      'tickets.reason': 'Subject',
      'tickets.priority': 'Priority',
      'tickets.status': 'Status',
      'tickets.agent': 'Assignee',
      'tickets.satisfaction': 'Satisfaction Score',
    },
    ignore: 'Summation column|Submitter|Tags|Requester external id|Due date',
  },
]
