import type { Say } from '../../analysis/panel'
import type { TierScheme } from '../../model/scheme'

/** What a scheme is called; the one that was proposed has no name of its own until somebody gives it one. */
export const schemeName = ({ name, id }: Pick<TierScheme, 'name' | 'id'>, say: Say): string =>
  name || (id === 'default' ? say.t('scheme.versions.proposed') : id)

/** Since when a version stands. */
export const schemeDate = ({ accepted, referenceDate }: TierScheme, say: Say): string =>
  accepted ? say.date(accepted) : say.t('scheme.versions.asOf', { date: say.date(referenceDate) })
