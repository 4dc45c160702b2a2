import { matrix } from '../analysis/heatmap/panels'
import { kpis } from '../analysis/overview/panels'
import type { Panel } from '../analysis/panel'
import { concentration, pyramid, table } from '../analysis/tiers/panels'
import { revenue } from '../analysis/trend/panels'

/** A panel's place on a tab; `span` of 12 columns. */
export interface Place {
  id: string
  span: number
}
interface Tab {
  /** Message key `report.tab.<id>`. */
  id: string
  places: Place[]
}

/** Panels that an HTML report can show; their SQL and definitions travel with it, their rows only if it shows them. */
export const SHOWN: Panel[] = [kpis, pyramid, concentration, matrix, revenue, table]

export const TABS: Tab[] = [
  {
    id: 'overview',
    places: [
      { id: kpis.id, span: 12 },
      { id: pyramid.id, span: 7 },
      { id: concentration.id, span: 5 },
      { id: matrix.id, span: 6 },
      { id: revenue.id, span: 6 },
    ],
  },
  {
    id: 'tiers',
    places: [
      { id: pyramid.id, span: 7 },
      { id: concentration.id, span: 5 },
      { id: table.id, span: 12 },
    ],
  },
]
