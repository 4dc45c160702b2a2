import type { Say } from '../../analysis/panel'
import { PROPOSED, UNDATED, type TierRule, type TierScheme } from '../../model/scheme'

/** What a scheme is called; the one that was proposed has no name of its own until somebody gives it one. */
export const schemeName = ({ name, id }: Pick<TierScheme, 'name' | 'id'>, say: Say): string =>
  name || (id === 'default' ? say.t('scheme.versions.proposed') : id)

/** Since when a version stands. */
export const schemeDate = ({ accepted, referenceDate }: TierScheme, say: Say): string =>
  accepted
    ? say.date(accepted)
    : referenceDate === UNDATED
      ? say.t('scheme.versions.undated')
      : say.t('scheme.versions.asOf', { date: say.date(referenceDate) })

/** Why a rule stands; one that was proposed has no reason of its own until somebody gives it one. */
export const ruleReason = ({ id, reason }: Pick<TierRule, 'id' | 'reason'>, say: Say): string =>
  reason || (PROPOSED.has(id) ? say.t(`scheme.rules.${id}`) : '')
