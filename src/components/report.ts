import { PLACES } from '../analysis/boards'
import type { Say } from '../analysis/panel'
import { LANGUAGES } from '../analysis/say'
import { sourceOf, type Answer } from '../report/answer'
import type { Table } from '../report/book'
import { isSpoken } from '../report/words'
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

/** What reports said that were saved from this page, by the files and the date that they are of. */
const said = new Map<string, Table[]>()

/** The view of the page as one HTML file, sums only; with those saved before it says no more than each by itself. */
export async function htmlReport(say: Say, query: Query): Promise<Blob> {
  const workspace = useWorkspace()
  const settings = useSettings()
  const { language, units, rise } = settings
  const [{ writeSnapshot }, { SHOWN }, ...messages] = await Promise.all([
    import('../report/snapshot'),
    import('../report/tabs'),
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
  const of = JSON.stringify([workspace.sources.map(({ sha256 }) => sha256), workspace.dates?.as_of])
  const past = said.get(of) ?? []
  return writeSnapshot({
    past,
    keep: (told) => said.set(of, [...past, ...told]),
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
}
