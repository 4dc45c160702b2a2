import { BOARDS, isPanel, nameOf, type PanelPlace } from '../analysis/boards'
import { CATALOGUE } from '../analysis/catalogue'
import { isOfPeople } from '../analysis/panel'

interface Tab {
  /** Message key `report.tab.<id>`. */
  id: string
  places: { name: string; panel: string; span: number }[]
}

/** Panels that an HTML report can show: all but those of which the rows are single customers. */
export const SHOWN = CATALOGUE.filter((panel) => !isOfPeople(panel))
const shown = new Set(SHOWN.map(({ id }) => id))

/** In rows of twelve columns, of which the last takes what is left free by what a report has not. */
function spread(places: PanelPlace[]): Tab['places'] {
  const spread = places.map((place): Tab['places'][number] => ({
    name: nameOf(place),
    panel: place.panel,
    span: place.span ?? 12,
  }))
  let free = 12
  spread.forEach((place, at) => {
    free -= place.span
    if ((spread[at + 1]?.span ?? 12) <= free) return
    place.span += free
    free = 12
  })
  return spread
}

/** The boards as tabs, of those places that a report has; what a page has beside its panels stays there. */
export const tabsOf = (has: (place: string) => boolean): Tab[] =>
  BOARDS.map(({ id, places }) => ({
    id,
    places: spread(places.filter(isPanel).filter((place) => shown.has(place.panel) && has(nameOf(place)))),
  })).filter(({ places }) => places.length)
