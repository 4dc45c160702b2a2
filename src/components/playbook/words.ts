import type { Say } from '../../analysis/panel'
import { changedTreatment, spokenStage, type Group, type Treated, type Treatment } from '../../model/playbook'

/** What is shipped for a tier and stage, in the reader's words. */
export const usualWords = (group: Group, stage: Treated, say: Say): { service: string; offer: string } => ({
  service: say.t(`playbook.service.${group}`),
  offer: say.t(`playbook.offer.${group}.${spokenStage(group, stage)}`),
})

/** What holds: as the reader wrote it, else as it is shipped. */
export function wordsOf(playbook: Treatment[], group: Group, stage: Treated, say: Say) {
  const usual = usualWords(group, stage, say)
  const own = changedTreatment(playbook, group, stage)
  return { service: own?.service || usual.service, offer: own?.offer || usual.offer }
}

/** How often there is contact. */
export const rhythmText = (days: number, say: Say): string =>
  days > 0 ? say.t('playbook.every', { n: days }) : say.t('playbook.never')
