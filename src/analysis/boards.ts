/** Columns of twelve that something takes; absent: all of them. */
type Span = 5 | 6 | 7

/** Where a panel stands on a board. */
export interface PanelPlace {
  panel: string
  /** Name of the place, where the panel stands elsewhere with choices of its own: the address keeps them under it. */
  as?: string
  /** What is chosen here until the reader chooses something else. */
  choices?: Record<string, string>
  span?: Span
  /** Height of its picture in px, where it is not the panel's own. */
  height?: number
  /** Only so many rows of a heat map are drawn; the table has all. */
  top?: number
  /** The table stands under the picture from the start. */
  table?: true
}
/** A tool of the page that stands among its panels; a report has none. */
interface ToolPlace {
  tool: string
  span?: Span
}
export type Place = PanelPlace | ToolPlace

/** A page of panels as data: the page, the tabs of a report and the command line read the same. */
export interface Board {
  /** Name of the page, and of its tab in a report: message `report.tab.ID`. */
  id: string
  places: Place[]
}

export const isPanel = (place: Place): place is PanelPlace => 'panel' in place
export const nameOf = ({ panel, as }: PanelPlace): string => as ?? panel

/** Every page of panels, in the order of the menu. */
export const BOARDS: Board[] = [
  {
    id: 'overview',
    places: [
      { panel: 'overview.kpis' },
      { panel: 'tiers.pyramid', span: 7 },
      { panel: 'tiers.concentration', span: 5, height: 340 },
      { panel: 'heatmap.matrix', span: 6, top: 8 },
      { panel: 'trend.revenue', span: 6 },
    ],
  },
  {
    id: 'tiers',
    places: [
      { panel: 'tiers.pyramid', span: 7, table: true },
      { tool: 'scheme', span: 5 },
      { panel: 'tiers.table' },
      { panel: 'tiers.profile' },
      { panel: 'tiers.concentration', span: 5, height: 340 },
      { panel: 'heatmap.matrix', span: 7, top: 12 },
    ],
  },
  {
    id: 'tiers-reviews',
    places: [
      { panel: 'tiers.reviews' },
      { tool: 'pair' },
      { panel: 'tiers.migration' },
      { panel: 'tiers.movers', height: 380 },
      { panel: 'tiers.triggers', height: 320 },
      { tool: 'said' },
    ],
  },
  { id: 'tiers-compare', places: [{ panel: 'tiers.compare' }, { panel: 'tiers.only' }] },
  {
    id: 'segments',
    places: [
      { tool: 'rfm' },
      { panel: 'rfm.grid', span: 7 },
      { panel: 'rfm.segments', span: 5 },
      { panel: 'rfm.classes', table: true, height: 280 },
      { panel: 'rfm.crosstab' },
      { panel: 'rfm.movement' },
      { tool: 'clusters' },
      { panel: 'rfm.clusters', table: true },
      { panel: 'rfm.clusterfit', span: 5 },
      { panel: 'rfm.clustermap', span: 7 },
      { panel: 'heatmap.matrix' },
    ],
  },
  {
    id: 'segments-lifecycle',
    places: [
      { tool: 'windows' },
      { panel: 'lifecycle.stages', table: true },
      { panel: 'lifecycle.comeback' },
      { panel: 'lifecycle.growth' },
      { panel: 'lifecycle.flow' },
      { panel: 'lifecycle.second' },
    ],
  },
  { id: 'segments-profile', places: [{ panel: 'profile.index' }] },
  { id: 'segments-own', places: [{ panel: 'segments.compare', height: 260 }] },
  { id: 'customers-actions', places: [{ panel: 'actions.kinds', table: true }] },
  { id: 'customers-playbook', places: [{ panel: 'playbook.plan', height: 420 }] },
  { id: 'trends', places: [{ panel: 'trend.revenue', height: 380, table: true }] },
  { id: 'retention', places: [{ panel: 'retention.cohorts' }, { panel: 'retention.survival' }] },
  {
    id: 'value',
    places: [
      { panel: 'value.clv', table: true },
      { panel: 'value.tracking', span: 7 },
      { panel: 'value.calibration', span: 5 },
      { panel: 'value.capture', table: true },
    ],
  },
  {
    id: 'service',
    places: [
      { panel: 'satisfaction.scores', span: 6 },
      { panel: 'service.tickets', span: 6, table: true },
    ],
  },
  { id: 'pipeline', places: [{ panel: 'pipeline.stages', table: true }] },
  {
    id: 'data',
    places: [
      { panel: 'quality.rules' },
      { panel: 'quality.fields', height: 320 },
      { panel: 'data.reconcile' },
    ],
  },
]

/** @throws Error where no page has that name, which is a fault of the code */
export function boardOf(id: string): Board {
  const found = BOARDS.find((board) => board.id === id)
  if (!found) throw new Error(`No board ${id}`)
  return found
}

/** Every place of a panel, once by its name: on several boards it is one, with the same choices. */
export const PLACES: ReadonlyMap<string, PanelPlace> = new Map(
  BOARDS.flatMap(({ places }) => places.filter(isPanel).map((place) => [nameOf(place), place])),
)
