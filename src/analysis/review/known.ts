import type { TierName } from '../../model/scheme'
import type { Session } from '../session'
import knownSql from './known.sql?raw'

export interface Known {
  name: string | null
  /** null: not graded as of the present date. */
  tier: TierName | null
  /** By the score alone. */
  plain: TierName | null
  score: number | null
}

/** Names and present tiers of some customers, by id; an id that no file knows has nulls. */
export async function known(session: Session, ids: string[]): Promise<Map<string, Known>> {
  await session.whenReached('all')
  if (!ids.length || !session.params) return new Map()
  await session.engine.put('review_asked', { customer_id: ids })
  const rows = await session.engine.query(knownSql)
  return new Map(rows.map(({ customer_id, ...rest }) => [String(customer_id), rest as unknown as Known]))
}
