import type { EntityName } from '../../model/entities'
import { keySql } from '../value/key'
import { has, type SourceTable } from './source'

/** Entities that name a customer beside what was sold: often by what reaches them, an e-mail address or a phone. */
export const NAMING: EntityName[] = [
  'feedback',
  'tickets',
  'deals',
  'contracts',
  'points',
  'events',
  'touches',
]
export const namesCustomer = (source: SourceTable, owner: EntityName): boolean =>
  NAMING.includes(owner) && has(source, `${owner}.customer_id`)

/** What reaches somebody, as it is compared; null where an id is none. */
export const addressOf = (id: string): string =>
  `CASE WHEN contains(${id}, '@') THEN lower(trim(${id}))
     WHEN regexp_full_match(${id}, '[(]?[+]?[0-9][0-9 ().-]{5,}[0-9]') THEN ${keySql('phone', id)} END`

/** Who an id is of that may be what reaches somebody, and the join that this needs. */
export const reached = (id: string): { id: string; join: string } => ({
  id: `coalesce(reach.customer_id, ${id})`,
  join: `LEFT JOIN customer_reach AS reach ON reach.address = ${addressOf(id)}`,
})
