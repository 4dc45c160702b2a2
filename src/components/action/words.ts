import type { Action } from '../../analysis/action/list'
import type { Say } from '../../analysis/panel'
import type { Group, Treated, Treatment } from '../../model/playbook'
import { wordsOf } from '../playbook/words'

/** Occasions with a first step of their own, and whether the tier's service or its offer follows. */
const STEPS: Partial<Record<string, 'service' | 'offer'>> = {
  complaint: 'service',
  event: 'service',
  birthday: 'service',
  rose: 'offer',
  fell: 'offer',
}

/** What to do: the step that the occasion asks for, and what the playbook says of the customer's tier and stage. */
export function whatText(playbook: Treatment[], { kind, tier, stage }: Action, say: Say): string {
  const words = wordsOf(playbook, tier as Group, stage as Treated, say)
  const then = STEPS[kind]
  return then ? say.t(`action.step.${kind}`, { then: words[then] }) : words.offer
}
