import type { Language } from '../analysis/say'
import { card, foot, type Card } from './card'
import { headlineOf } from '../show/panel'
import { contextOf, sayOf } from './context'
import { el } from './dom'
import { chips, head, pageFoot, sources, tabs } from './frame'
import type { Payload } from './payload'
import { strip } from './strip'
import { SHOWN, tabsOf } from './tabs'

/** The headline figures head their page instead of standing in a card. */
const HEADLINE = 'overview.kpis'
/** Width of the type area of an A4 page in px, and the width it is drawn at, so that a tab fits on a page. */
const PAPER = 703
const DRAWN = 880

const payload = JSON.parse(document.getElementById('payload')!.textContent) as Payload
const TABS = tabsOf((id) => payload.panels.some(({ place }) => place === id))
const root = document.documentElement
const host = document.getElementById('report')!

const state = {
  language: payload.language,
  theme: (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light') as 'light' | 'dark',
  tab: TABS[0]?.id ?? '',
  open: new Set<string>(),
}
let cards: Card[] = []

function page(id: string): HTMLElement {
  const context = contextOf(payload, state.language, state.theme, state.open)
  const tab = TABS.find((each) => each.id === id)!
  const children = tab.places.flatMap(({ name, panel: panelId, span }): HTMLElement[] => {
    const panel = SHOWN.find((each) => each.id === panelId)!
    const part = payload.panels.find(({ place }) => place === name)
    if (!part) return []
    if (panelId === HEADLINE && part.state === 'ready') {
      const say = sayOf(context, part)
      return [
        el(
          'section',
          { class: 'headline', 'data-panel': panelId, 'data-state': part.state, style: `--span:${span}` },
          el('h1', {}, headlineOf(panel, part, say)),
          ...strip(part, say),
          ...foot(context, panel, part, id, say),
        ),
      ]
    }
    const made = card(context, panel, part, id, span)
    cards.push(made)
    return [made.element]
  })
  // A page without headline figures is named for those who read by headings.
  if (!children.some((child) => child.querySelector('h1')))
    children.unshift(el('h1', { class: 'unseen' }, context.say.t(`report.tab.${id}`)))
  return el(
    'div',
    {
      class: 'page',
      id: `page-${id}`,
      role: 'tabpanel',
      'aria-labelledby': `tab-${id}`,
      hidden: id !== state.tab,
      'data-page': id,
    },
    ...children,
  )
}

function draw(still = false): void {
  for (const each of cards) each.draw(still)
}

function render(): void {
  for (const each of cards) each.dispose()
  cards = []
  root.lang = state.language
  root.dataset.theme = state.theme
  root.dataset.rise = payload.rise
  const context = contextOf(payload, state.language, state.theme, state.open)
  const acts = {
    language: (to: Language) => change({ language: to }, `[data-language="${to}"]`),
    theme: () => change({ theme: state.theme === 'dark' ? 'light' : 'dark' }, '[data-theme-switch]'),
    tab: (to: string) => change({ tab: to }, `#tab-${to}`),
  }
  host.replaceChildren(
    head(context, acts),
    el('main', {}, chips(context), tabs(context, state.tab, acts), ...TABS.map(({ id }) => page(id))),
    sources(context),
  )
  draw()
}

/** Draws anew; what was pressed keeps the focus. */
function change(part: Partial<typeof state>, focus: string): void {
  Object.assign(state, part)
  render()
  host.querySelector<HTMLElement>(focus)?.focus()
}

let width = 0
new ResizeObserver(() => {
  if (root.classList.contains('paper') || host.clientWidth === width) return
  width = host.clientWidth
  draw()
}).observe(host)

const printed = document.head.appendChild(el('style'))

// On paper: every page, in the light colours, drawn sharp for the width of the sheet.
addEventListener('beforeprint', () => {
  const theme = state.theme
  state.theme = 'light'
  root.classList.add('paper')
  root.style.setProperty('--paper-width', `${DRAWN}px`)
  root.style.setProperty('--paper-zoom', String(PAPER / DRAWN))
  render()
  draw(true)
  printed.textContent = pageFoot(contextOf(payload, state.language, 'light', state.open))
  state.theme = theme
})
addEventListener('afterprint', () => {
  root.classList.remove('paper')
  render()
})

render()
document.getElementById('damaged')!.remove()
