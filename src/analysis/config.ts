import type { Mark } from '../model/action'
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
  /** What was done with customers, or is put off. */
  marks: Mark[]
}

export const defaultConfig = (): Config => ({
  rfm: defaultRfm(),
  lifecycle: defaultLifecycle(),
  segments: [],
  clusters: {},
  overrides: [],
  playbook: [],
  marks: [],
})

/** The part of a stored document that the marts follow. */
export const configOf = ({
  rfm,
  lifecycle,
  segments,
  clusters,
  people,
  playbook,
  marks,
}: Pick<
  Recipe,
  'rfm' | 'lifecycle' | 'segments' | 'clusters' | 'people' | 'playbook' | 'marks'
>): Config => ({
  rfm: rfm ?? defaultRfm(),
  lifecycle: lifecycle ?? defaultLifecycle(),
  segments,
  clusters: clusters ?? {},
  overrides: people.filter((said) => said.kind === 'override'),
  playbook,
  marks: marks ?? [],
})
