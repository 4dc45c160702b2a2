import { meaningOf } from '../../ingest/state'

/** Whether the word says by itself how the order is counted. */
export const isKnownStatus = (status: string, state: string): boolean =>
  state !== 'completed' || meaningOf(status, 'order') !== 'unknown'
