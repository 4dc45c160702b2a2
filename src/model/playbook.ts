import * as v from 'valibot'
import { text, whole } from './shapes'
import { TIERS } from './scheme'

/** Who looks after customers. */
export const ROLES = ['sales', 'marketing', 'service'] as const
export type Role = (typeof ROLES)[number]
/** Tiers, and those without one: nobody who never bought is graded. */
export const GROUPS = [...TIERS, 'none'] as const
export type Group = (typeof GROUPS)[number]
/** Stages that have a treatment of their own; `unknown`: the files do not say when somebody last bought. */
export const TREATED = ['potential', 'new', 'active', 'dormant', 'churned', 'unknown'] as const
export type Treated = (typeof TREATED)[number]

/** How a company treats the customers of a tier in a stage; what is empty, null or absent is as the shipped default says. */
export const TreatmentSchema = v.strictObject({
  tier: v.picklist(['diamond', 'gold', 'silver', 'ordinary', 'none']),
  stage: text(40),
  service: text(2000),
  /** Days between two contacts; 0: none planned. */
  contactDays: v.nullable(whole(0, 3650)),
  offer: text(2000),
  /** Money a customer and year, in the currency of the files; null: as proposed from the customers' revenue. */
  budget: v.nullable(v.pipe(v.number(), v.minValue(0))),
  role: v.optional(v.picklist(ROLES)),
})
export type Treatment = v.InferOutput<typeof TreatmentSchema>

/** The figures of a treatment. */
export interface Plan {
  /** Days between two contacts; 0: none planned. */
  contactDays: number
  /** Part of what a customer of the tier brings in a year that is proposed as budget. */
  share: number
  /** Money a customer and year; null: as proposed. */
  budget: number | null
  role: Role
}

/** Days between two contacts, share of revenue, role: by tier, then new, active, dormant, churned. */
const USUAL: Record<Group, [number, number, Role][]> = {
  diamond: [
    [7, 0.02, 'sales'],
    [14, 0.02, 'sales'],
    [7, 0.03, 'sales'],
    [60, 0.01, 'sales'],
  ],
  gold: [
    [14, 0.015, 'sales'],
    [30, 0.015, 'sales'],
    [14, 0.02, 'sales'],
    [90, 0.01, 'sales'],
  ],
  silver: [
    [30, 0.01, 'service'],
    [60, 0.01, 'marketing'],
    [30, 0.015, 'marketing'],
    [180, 0.005, 'marketing'],
  ],
  ordinary: [
    [60, 0.01, 'service'],
    [120, 0.005, 'marketing'],
    [60, 0.005, 'marketing'],
    [0, 0, 'marketing'],
  ],
  none: [[90, 0.01, 'marketing']],
}
const PLACES: Treated[] = ['new', 'active', 'dormant', 'churned']

/** Whose words stand for a stage without words of its own. */
export const spokenStage = (group: Group, stage: Treated): Treated =>
  group === 'none' ? 'potential' : PLACES.includes(stage) ? stage : 'active'

/** The figures that are shipped for a tier and stage. */
export function usualPlan(group: Group, stage: Treated): Plan {
  const place = Math.max(0, PLACES.indexOf(spokenStage(group, stage)))
  const [contactDays, share, role] = USUAL[group][place]!
  return { contactDays, share, budget: null, role }
}

/** What the reader changed of a tier and stage, or undefined. */
export const changedTreatment = (
  playbook: Treatment[],
  group: Group,
  stage: Treated,
): Treatment | undefined => playbook.find((each) => each.tier === group && each.stage === stage)

/** The figures that hold: the shipped ones with what the reader changed. */
export function planOf(playbook: Treatment[], group: Group, stage: Treated): Plan {
  const usual = usualPlan(group, stage)
  const { contactDays, budget, role } = changedTreatment(playbook, group, stage) ?? {}
  return {
    ...usual,
    contactDays: contactDays ?? usual.contactDays,
    budget: budget ?? null,
    role: role ?? usual.role,
  }
}

/** The playbook with a treatment in place of the one of its tier and stage; one that changes nothing is not kept. */
export function withTreatment(playbook: Treatment[], made: Treatment): Treatment[] {
  const usual = usualPlan(made.tier, made.stage as Treated)
  const { role, ...rest } = made
  const kept: Treatment = {
    ...rest,
    service: made.service.trim(),
    offer: made.offer.trim(),
    contactDays: made.contactDays === usual.contactDays ? null : made.contactDays,
    ...(role && role !== usual.role ? { role } : {}),
  }
  const others = playbook.filter((each) => each.tier !== made.tier || each.stage !== made.stage)
  const changes = kept.service || kept.offer || kept.contactDays !== null || kept.budget !== null || kept.role
  return changes ? [...others, kept] : others
}
