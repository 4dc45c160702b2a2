import { AppError } from '../../model/error'
import { PRESETS, type Preset } from '../../model/preset'
import type { TierScheme } from '../../model/scheme'
import type { Session } from '../session'

/** Rankings by one plain figure, or a few: what a scheme has to beat. */
export const PLAIN = ['rhythm', 'revenue_all', 'revenue_12m', 'orders_12m'] as const
export type PlainGrading = (typeof PLAIN)[number]

/** What customers can be graded by. */
export type Grading =
  | { kind: 'scheme'; key: string; scheme: TierScheme }
  | { kind: 'preset'; key: string; preset: Preset }
  | { kind: 'plain'; key: PlainGrading }

/** Accepted versions and a draft, by key; the page knows them. */
const offered = new WeakMap<Session, ReadonlyMap<string, TierScheme>>()
export const offer = (session: Session, schemes: ReadonlyMap<string, TierScheme>): void =>
  void offered.set(session, schemes)

export const versionKey = ({ id, version }: Pick<TierScheme, 'id' | 'version'>): string => `${id}@${version}`

/** @throws AppError `compare.gone` where nothing of that key is known (any more) */
export function gradingOf(session: Session, key: string): Grading {
  if (PLAIN.some((name) => name === key)) return { kind: 'plain', key: key as PlainGrading }
  const preset = PRESETS.find(({ id }) => id === key)
  if (preset) return { kind: 'preset', key, preset }
  const scheme = key === 'current' ? session.scheme : offered.get(session)?.get(key)
  if (scheme) return { kind: 'scheme', key, scheme }
  throw new AppError('compare.gone', { grading: key })
}
