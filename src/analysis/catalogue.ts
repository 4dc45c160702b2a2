import { kinds, plan } from './action/panels'
import { compare, only } from './compare/panels'
import { reconcile } from './data/panels'
import { matrix } from './heatmap/panels'
import { kpis } from './overview/panels'
import { flow } from './lifecycle/flow'
import { growth } from './lifecycle/growth'
import { stages } from './lifecycle/panels'
import { second } from './lifecycle/second'
import type { Panel } from './panel'
import { fields, rules } from './quality/panels'
import { movers, triggers } from './review/movers'
import { migration, reviews } from './review/panels'
import { index as profileIndex } from './profile/panels'
import { clusterFit, clusterMap, clusters } from './rfm/groups'
import { crosstab, movement } from './rfm/moves'
import { classes, grid, segments } from './rfm/panels'
import { compare as compareSegments } from './segment/panels'
import { concentration, pyramid, table } from './tiers/panels'
import { profile } from './tiers/profile'
import { revenue } from './trend/panels'

/** Every panel there is; page, reports and command line read this list. */
export const CATALOGUE: Panel[] = [
  kpis,
  pyramid,
  table,
  concentration,
  grid,
  segments,
  classes,
  crosstab,
  movement,
  matrix,
  compareSegments,
  revenue,
  reconcile,
  rules,
  fields,
  reviews,
  migration,
  movers,
  triggers,
  compare,
  plan,
  stages,
  growth,
  clusters,
  clusterFit,
  clusterMap,
  only,
  profile,
  flow,
  kinds,
  profileIndex,
  second,
]

export const panelOf = (id: string): Panel | undefined => CATALOGUE.find((panel) => panel.id === id)
