import { BOARDS, isPanel, type PanelPlace } from '../analysis/boards'
import { CATALOGUE } from '../analysis/catalogue'
import { isOfPeople } from '../analysis/panel'

interface Tab {
  /** Message key `report.tab.<id>`. */
  id: string
  places: PanelPlace[]
}

/** Panels that an HTML report can show: all but those of which the rows are single customers. */
export const SHOWN = CATALOGUE.filter((panel) => !isOfPeople(panel))
const shown = new Set(SHOWN.map(({ id }) => id))

/** The boards as tabs, of those panels that a report has; what a page has beside its panels stays there. */
export const tabsOf = (has: (panel: string) => boolean): Tab[] =>
  BOARDS.map(({ id, places }) => ({
    id,
    places: places.filter(isPanel).filter(({ panel }) => shown.has(panel) && has(panel)),
  })).filter(({ places }) => places.length)
