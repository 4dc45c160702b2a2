import { defaultLifecycle, type LifecycleSetting } from '../model/lifecycle'
import type { Override } from '../model/person'
import type { Treatment } from '../model/playbook'
import type { Recipe } from '../model/recipe'
import { defaultRfm, type RfmSetting } from '../model/rfm'
import type { Segment } from '../model/segment'

/** What the reader set beside view and scheme and the marts follow. */
export interface Config {
  rfm: RfmSetting
  lifecycle: LifecycleSetting
  segments: Segment[]
  overrides: Override[]
  playbook: Treatment[]
}

export const defaultConfig = (): Config => ({
  rfm: defaultRfm(),
  lifecycle: defaultLifecycle(),
  segments: [],
  overrides: [],
  playbook: [],
})

/** The part of a stored document that the marts follow. */
export const configOf = ({
  rfm,
  lifecycle,
  segments,
  people,
  playbook,
}: Pick<Recipe, 'rfm' | 'lifecycle' | 'segments' | 'people' | 'playbook'>): Config => ({
  rfm: rfm ?? defaultRfm(),
  lifecycle: lifecycle ?? defaultLifecycle(),
  segments,
  overrides: people.filter((said) => said.kind === 'override'),
  playbook,
})
