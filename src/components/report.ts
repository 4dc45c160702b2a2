import { PLACES } from '../analysis/boards'
import type { Say } from '../analysis/panel'
import { LANGUAGES } from '../analysis/say'
import { sourceOf, type Answer } from '../report/answer'
import { isSpoken } from '../report/words'
import { useKeeping } from '../workspace/keeping'
import type { Published } from '../workspace/manifest'
import { fits, publish, publishedOf } from '../workspace/published'
import { useSettings } from '../workspace/settings'
import { useWorkspace } from '../workspace/workspace'
import { readControls, type Query } from './query'
import { messagesOf } from './say'
import { shown } from './shown'

/** Hashes are worked out beside the page; a report names its files by them. */
async function hashed(): Promise<void> {
  const workspace = useWorkspace()
  for (let i = 0; i < 600 && workspace.sources.some((source) => !source.sha256); i++)
    await new Promise((resolve) => setTimeout(resolve, 100))
}

/** A report that is written and not saved yet. */
export interface Report {
  file: Blob
  /** Why what it says cannot be remembered beside what later ones say, as message; null: it can. */
  forgets: 'unkept' | 'full' | 'lost' | null
  /** It was saved. */
  publish(): void
}

/** The view of the page as one HTML file, sums only; with those saved before it says no more than each by itself. */
export async function htmlReport(say: Say, query: Query): Promise<Report> {
  const workspace = useWorkspace()
  const settings = useSettings()
  const { language, units, rise } = settings
  const [{ writeSnapshot }, { SHOWN }, { formatTold, parseTold }, ...messages] = await Promise.all([
    import('../report/snapshot'),
    import('../report/tabs'),
    import('../report/told'),
    ...LANGUAGES.map((each) => messagesOf(each, isSpoken)),
    hashed(),
  ])
  const answers: Answer[] = []
  for (const [place, { panel: id, choices }] of PLACES) {
    const panel = SHOWN.find((each) => each.id === id)
    if (!panel) continue
    const chosen = { ...choices, ...readControls(query, { id: place, controls: panel.controls }) }
    answers.push({ panel, place, result: shown.get(place) ?? (await workspace.panel(id, chosen)) })
  }
  const of = {
    files: workspace.sources.map(({ sha256 }) => sha256).sort(),
    asOf: workspace.dates?.as_of ?? '',
  }
  const past = publishedOf(of.files, of.asOf).map(parseTold)
  let tables: string[] = []
  const file = writeSnapshot({
    past: past.filter((table) => table !== null),
    keep: (told) => (tables = told.map(formatTold)),
    title: workspace.sample ? say.t('ui.filter.sample') : say.t('report.title'),
    answers,
    sources: workspace.sources.map(sourceOf),
    view: workspace.view,
    asOf: workspace.dates?.as_of || null,
    zone: workspace.zone,
    messages: Object.fromEntries(LANGUAGES.map((each, i) => [each, messages[i]])) as never,
    language,
    writing: { units, currency: workspace.sign },
    rise,
    version: __VERSION__,
    createdAt: new Date().toISOString(),
  })
  const said = { ...of, tables }
  return {
    file,
    forgets: past.includes(null) ? 'lost' : forgets(said),
    publish() {
      publish(said)
      void useKeeping().save()
    },
  }
}

/** Why a report cannot be remembered; the sample company is nobody's. */
function forgets(said: Published): Report['forgets'] {
  if (useWorkspace().sample) return null
  const { keeps, phase } = useKeeping()
  if (!keeps || phase === 'failed' || said.files.includes('')) return 'unkept'
  return fits(said) ? null : 'full'
}
