import { heightOf, type Panel, type Say } from '../analysis/panel'
import { init, type Chart } from '../charts/echarts'
import { choicesOf, headlineOf, measureOf, noteOf, reasonOf } from '../show/panel'
import { capital } from '../show/view'
import { lookOf, sayOf, type Context } from './context'
import { button, el, set } from './dom'
import { grid } from './grid'
import type { PayloadPanel } from './payload'

/** A panel on a tab: sentence, what is measured, picture, and what opens under it. */
export interface Card {
  element: HTMLElement
  /** Draws for the width there is now; does nothing while the card is not laid out. */
  draw(still?: boolean): void
  dispose(): void
}

type Part = 'definition' | 'sql' | 'table'

export function card(context: Context, panel: Panel, part: PayloadPanel, place: string, span: number): Card {
  const say = sayOf(context, part)
  const title = headlineOf(panel, part, say)
  const ready = part.state === 'ready'
  const note = noteOf(panel, part, say)
  const picture =
    ready && panel.chart
      ? el('div', {
          class: 'chart',
          role: 'img',
          'aria-label': title,
          style: `min-height:${height(panel, part)}px`,
        })
      : null
  const element = el(
    'section',
    {
      class: 'card',
      'data-panel': panel.id,
      'data-place': part.place,
      'data-state': part.state,
      style: `--span:${span}`,
    },
    el('h2', {}, title),
    el(
      'p',
      { class: 'measure' },
      capital([...choicesOf(panel, part.frame, say), measureOf(panel, say)].join(' · ')),
    ),
    ready ? picture : el('p', { class: 'none' }, reasonOf(part, say)),
    ready && !panel.chart ? grid(panel, part, say) : null,
    note ? el('p', { class: 'aside' }, note) : null,
    ...foot(context, panel, part, place, say),
  )
  let chart: Chart | undefined
  return {
    element,
    draw(still = false) {
      const width = picture?.clientWidth
      if (!picture || !width || !panel.chart) return
      chart?.dispose()
      chart = init(picture, { renderer: still ? 'svg' : 'canvas' })
      const option = panel.chart(part.rows, lookOf(context, say, width, still), part.frame)
      chart.setOption({ ...option, aria: { enabled: true, label: { description: title } } })
    },
    dispose: () => chart?.dispose(),
  }
}

const height = (panel: Panel, part: PayloadPanel): number => heightOf(panel, part.rows, 300)

/** n, and the three ways to open the number. */
export function foot(
  { open }: Context,
  panel: Panel,
  part: PayloadPanel,
  place: string,
  say: Say,
): HTMLElement[] {
  const ready = part.state === 'ready'
  const contents: Record<Part, () => HTMLElement> = {
    definition: () =>
      el('div', { class: 'words' }, el('p', {}, say.t(`panel.${panel.id}.definition`)), source(panel, say)),
    sql: () => el('pre', { class: 'scroll', tabindex: 0 }, el('code', {}, panel.sql.trim())),
    table: () => grid(panel, part, say),
  }
  const area = el('div', { class: 'open' })
  const parts: Part[] = ready && panel.chart ? ['definition', 'sql', 'table'] : ['definition', 'sql']
  const keyOf = (name: Part) => `${place}.${part.place}.${name}`
  const buttons = parts.map((name) =>
    button(say.t(`report.${name}`), () => {
      const was = open.has(keyOf(name))
      for (const each of parts) open.delete(keyOf(each))
      if (!was) open.add(keyOf(name))
      show()
    }),
  )
  const show = (): void => {
    const opened = parts.find((name) => open.has(keyOf(name)))
    buttons.forEach((each, at) => set(each, { 'aria-expanded': String(parts[at] === opened) }))
    area.replaceChildren(...(opened ? [contents[opened]()] : []))
  }
  show()
  return [
    el(
      'footer',
      {},
      ready && part.n ? el('span', {}, say.t('report.n', { n: say.count(part.n) })) : null,
      ...buttons,
    ),
    area,
  ]
}

const source = (panel: Panel, say: Say): HTMLElement | null =>
  panel.source ? el('p', { class: 'source' }, say.t('report.method', { source: panel.source })) : null
