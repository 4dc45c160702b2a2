import { BOARDS, isPanel } from './boards'
import type { Panel } from './panel'

const folders = import.meta.glob<Panel[]>('./*/panels.ts', { eager: true, import: 'panels' })

const places = BOARDS.flatMap(({ places }) => places.filter(isPanel).map(({ panel }) => panel))
/** Where a panel stands first; what stands on no board comes last. */
const placeOf = ({ id }: Panel): number => (places.includes(id) ? places.indexOf(id) : places.length)

/** Every panel there is, in the order of the boards; page, reports and command line read this list. */
export const CATALOGUE: Panel[] = Object.values(folders)
  .flat()
  .sort((a, b) => placeOf(a) - placeOf(b))

export const panelOf = (id: string): Panel | undefined => CATALOGUE.find((panel) => panel.id === id)
