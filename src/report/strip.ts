import type { Say } from '../analysis/panel'
import type { Shown } from '../show/panel'
import { stripOf, type Figure, type Strip } from '../show/strip'
import { el } from './dom'

/** The headline figures side by side; each carries its raw value for those who read the file by script. */
export function strip(shown: Shown, say: Say): HTMLElement[] {
  const strip = stripOf(shown, say)
  if (!strip) return []
  const { figures, survivors, steps, beside } = strip
  return [
    el(
      'dl',
      { class: 'strip', style: `--all:${figures.length};--half:${Math.ceil(figures.length / 2)}` },
      ...figures.map((each) => figure(each, say)),
    ),
    ...(survivors ? [el('p', { class: 'aside' }, survivors)] : []),
    ...(steps.length ? [el('p', { class: 'aside' }, say.t('strip.bridge.title'), ...stepped(steps))] : []),
    ...(beside.length ? [el('p', { class: 'aside' }, say.t('strip.beside'), ...parts(beside))] : []),
  ]
}

const figure = ({ change, note, full, label, ...part }: Figure, say: Say): HTMLElement =>
  el(
    'div',
    {},
    el('dt', {}, label),
    el('dd', { class: 'figure', title: full, ...data(part) }, part.text),
    change
      ? el(
          'dd',
          { class: 'note', title: change.title },
          el(
            'b',
            { class: change.up ? 'rise' : 'fall' },
            el('span', { 'aria-hidden': 'true' }, change.up ? '▲ ' : '▼ '),
            el('span', { class: 'unseen' }, `${say.t(change.up ? 'strip.more' : 'strip.less')} `),
            change.text,
          ),
          ` ${change.against}`,
        )
      : null,
    note ? el('dd', { class: 'note' }, note) : null,
  )

const data = ({ metric, value }: { metric: string; value: number | null }) => ({
  'data-metric': metric,
  'data-value': value,
})

const stepped = (steps: Strip['steps']): (Node | string)[] =>
  steps.flatMap(({ metric, value, text, label }, at) => [
    at ? ' → ' : '',
    el('b', { 'data-step': metric, 'data-value': value }, text),
    ` ${label}`,
  ])

const parts = (beside: Strip['beside']): (Node | string)[] =>
  beside.flatMap(({ label, text, of, ...part }, at) => [
    `${at ? ' · ' : ''}${label} `,
    el('b', data(part), text),
    ...(of ? [' (', el('span', data(of), of.text), ')'] : []),
  ])
