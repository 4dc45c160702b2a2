import { dimensionLabel } from '../analysis/dimension'
import { panelKey, type Frame, type Panel, type PanelResult, type Say } from '../analysis/panel'

/** What a panel answered, as far as it is shown: of what only sums may leave, with what of it is hidden. */
export interface Shown extends Pick<PanelResult, 'state' | 'reason' | 'rows' | 'frame'> {
  /** Columns that may be shown; absent: all. */
  columns?: string[]
  /** Cells that are hidden; any other null is "no answer". */
  hidden?: [row: number, column: string][]
  /** false: the sentence would not be true of what is shown. */
  sentence?: boolean
  /** false: so would what stands under it. */
  note?: boolean
}

export const titleOf = ({ id }: Panel, say: Say): string => say.t(panelKey(id, 'title'))
export const measureOf = ({ id }: Panel, say: Say): string => say.t(panelKey(id, 'measure'))

/** What the figures say in a sentence; null where there is none to say. */
export const sentenceOf = (panel: Panel, { state, sentence, rows, frame }: Shown, say: Say): string | null =>
  state === 'ready' && sentence !== false ? tidy(panel.sentence(rows, say, frame)) : null

/** What heads a panel: the sentence, else what it is about. */
export const headlineOf = (panel: Panel, shown: Shown, say: Say): string =>
  sentenceOf(panel, shown, say) ?? titleOf(panel, say)

/** Who is left out, and why. */
export const noteOf = (panel: Panel, { state, note, rows, frame }: Shown, say: Say): string | null =>
  state === 'ready' && note !== false ? (panel.note?.(rows, say, frame) ?? null) : null

/** Why a panel has no answer. */
export function reasonOf({ reason }: Pick<Shown, 'reason'>, say: Say): string {
  if (!reason) return ''
  const { key, params } = reason
  const entities = String(params.entities ?? '')
    .split(',')
    .filter(Boolean)
    .map((name) => say.t(`entity.${name}`))
  return say.t(key, entities.length ? { ...params, entities: entities.join(say.t('comma')) } : params)
}

/** The choices that were made on a panel, for where they cannot be made. */
export function choicesOf({ controls = [] }: Panel, frame: Frame, say: Say): string[] {
  const valueOf = (name: string, usual: string) => frame.controls[name] ?? usual
  const dimensions = controls
    .filter(({ options }) => options === 'dimension')
    .map(({ name, default: usual }) => dimensionLabel(valueOf(name, usual), say))
  const others = controls.flatMap(({ name, options, quiet, default: usual }) => {
    const taken =
      !quiet && Array.isArray(options) && options.find(({ value }) => value === valueOf(name, usual))
    return taken ? [say.t(taken.label)] : []
  })
  return [dimensions.join(' × '), ...others].filter(Boolean)
}

/** A figure and a Chinese word keep a space between them, unless a unit stands there. */
const tidy = (sentence: string): string =>
  sentence.replace(/(\d)(?=收入|營收)/g, '$1 ').replace(/([万亿萬億]) (?=[\u4E00-\u9FFF])/g, '$1')
