import { LANGUAGES, type Language } from '../analysis/say'
import { font } from '../charts/theme'
import { capital, filterTexts, periodText } from '../show/view'
import type { Context } from './context'
import { button, el, mark } from './dom'
import { tabsOf } from './tabs'

const NAMES: Record<Language, string> = { en: 'English', 'zh-CN': '简体中文', 'zh-TW': '繁體中文' }

/** What the reader can do to the whole report. */
interface Acts {
  language(to: Language): void
  theme(): void
  tab(to: string): void
}

/** Title, language and theme. */
export function head({ payload, language, theme, say }: Context, acts: Acts): HTMLElement {
  return el(
    'header',
    {},
    mark(),
    el('strong', { class: 'title' }, payload.title),
    el(
      'div',
      { class: 'choices', 'data-screen': true },
      el(
        'span',
        { role: 'group', 'aria-label': say.t('report.language') },
        ...LANGUAGES.map((each) =>
          button(NAMES[each], () => acts.language(each), {
            lang: each,
            'data-language': each,
            'aria-pressed': String(each === language),
          }),
        ),
      ),
      button(say.t(`report.${theme === 'dark' ? 'light' : 'dark'}`), acts.theme, {
        'data-theme-switch': true,
      }),
    ),
  )
}

/** Of when, of what, of whom. */
function scope({ payload, say }: Context): string[] {
  const { view, asOf, zone } = payload
  const frame = payload.panels.find((panel) => panel.frame.periodStart)?.frame
  const date = (iso: string) => say.date(iso)
  const texts = [
    asOf && say.t('report.asOf', { date: date(asOf) }),
    capital(periodText(view.period, say)),
    frame && say.t('report.period', { start: date(frame.periodStart), end: date(frame.periodEnd) }),
    say.t(`report.returns.${view.returns}`),
    zone && say.t('report.zone', { zone }),
    ...filterTexts(view.filter, say),
    say.t('report.sums'),
  ]
  return texts.filter((text): text is string => !!text)
}

export const chips = (context: Context): HTMLElement =>
  el('p', { class: 'chips' }, ...scope(context).map((text) => el('span', {}, text)))

/** The foot of each printed page, as a rule of style. */
export function pageFoot(context: Context): string {
  const quoted = (text: string) =>
    `"${text.replace(/["\\<\n\r\f]/g, (char) => `\\${char.charCodeAt(0).toString(16)} `)}"`
  const style = `font: 8pt ${font}; color: #667085`
  const text = [context.payload.title, ...scope(context)].join(' · ')
  return (
    `@page { @bottom-left { content: ${quoted(text)}; ${style} } ` +
    `@bottom-right { content: counter(page) " / " counter(pages); ${style} } }`
  )
}

/** One tab per page; arrow keys move between them. */
export function tabs({ say, payload }: Context, current: string, acts: Acts): HTMLElement {
  const pages = tabsOf((id) => payload.panels.some(({ place }) => place === id))
  const list = pages.map(({ id }) =>
    button(say.t(`report.tab.${id}`), () => acts.tab(id), {
      role: 'tab',
      id: `tab-${id}`,
      'aria-controls': `page-${id}`,
      'aria-selected': String(id === current),
      tabindex: id === current ? '0' : '-1',
    }),
  )
  const bar = el(
    'div',
    { class: 'tabs', role: 'tablist', 'aria-label': say.t('report.pages'), 'data-screen': true },
    ...list,
  )
  bar.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!step) return
    const at = pages.findIndex(({ id }) => id === current)
    const { id } = pages[(at + step + pages.length) % pages.length]!
    acts.tab(id)
    document.getElementById(`tab-${id}`)?.focus()
  })
  return bar
}

/** Where the figures come from, and what this file is. */
export function sources({ payload, say }: Context): HTMLElement {
  const key = (name: string) => say.t(`report.source.${name}`)
  const heads = ['read', 'kept', 'merged', 'aside']
  const rows = payload.sources.map((source) =>
    el(
      'tr',
      {},
      el('td', { class: 'file' }, source.file),
      el('td', {}, source.entities.map((entity) => say.t(`entity.${entity}`)).join(', ')),
      el('td', {}, source.encoding),
      ...[source.rowsRead, source.rowsKept, source.rowsMerged, source.rowsSetAside].map((rows) =>
        el('td', { class: 'num' }, say.count(rows)),
      ),
      el('td', { class: 'hash' }, source.sha256),
    ),
  )
  const head = el(
    'tr',
    {},
    el('th', { scope: 'col', colspan: 2 }, key('file')),
    el('th', { scope: 'col' }, key('encoding')),
    ...heads.map((name) => el('th', { scope: 'col', class: 'num' }, key(name))),
    el('th', { scope: 'col' }, key('sha256')),
  )
  return el(
    'footer',
    { class: 'sources' },
    el('h2', {}, say.t('report.sources')),
    el(
      'div',
      { class: 'scroll', tabindex: 0, role: 'group' },
      el('table', {}, el('thead', {}, head), el('tbody', {}, ...rows)),
    ),
    el('p', {}, say.t('report.sumsNote')),
    el('p', {}, say.t('report.made', { version: payload.version, date: say.date(payload.createdAt) })),
  )
}
