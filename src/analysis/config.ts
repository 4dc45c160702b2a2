import type { ClustersSetting } from '../model/clusters'
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
  clusters: ClustersSetting
  overrides: Override[]
  playbook: Treatment[]
}

export const defaultConfig = (): Config => ({
  rfm: defaultRfm(),
  lifecycle: defaultLifecycle(),
  segments: [],
  clusters: {},
  overrides: [],
  playbook: [],
})

/** The part of a stored document that the marts follow. */
export const configOf = ({
  rfm,
  lifecycle,
  segments,
  clusters,
  people,
  playbook,
}: Pick<Recipe, 'rfm' | 'lifecycle' | 'segments' | 'clusters' | 'people' | 'playbook'>): Config => ({
  rfm: rfm ?? defaultRfm(),
  lifecycle: lifecycle ?? defaultLifecycle(),
  segments,
  clusters: clusters ?? {},
  overrides: people.filter((said) => said.kind === 'override'),
  playbook,
})
