import type { Panel, Say } from '../analysis/panel'
import type { Shown } from '../show/panel'
import { ordered, orderOf, sortOf, tableOf, turned, type Line } from '../show/table'
import { el, set } from './dom'

/** A panel's rows as a table; a click on a head orders it. */
export function grid(panel: Panel, shown: Shown, say: Say): HTMLElement {
  const table = tableOf(panel, shown, say)
  const body = el('tbody')
  let order = orderOf(panel)
  const heads = table.heads.map((head) => {
    const press = el(
      'button',
      { type: 'button', title: say.t('report.sort', { column: head.text }) },
      head.text,
    )
    press.addEventListener('click', () => {
      order = turned(order, head)
      write()
    })
    return el('th', { scope: 'col', class: head.figure && 'num' }, press)
  })
  const line = ({ cells, total }: Line): HTMLElement =>
    el(
      'tr',
      { class: total && 'total' },
      ...cells.map(({ text, hidden, tier }, at) =>
        el(
          'td',
          { class: [table.heads[at]!.figure && 'num', hidden && 'gone'].filter(Boolean).join(' ') || null },
          tier !== null && el('i', { class: 'tier', style: `background:var(--${tier})` }),
          text,
        ),
      ),
    )
  const write = (): void => {
    body.replaceChildren(...ordered(table, order).map(line))
    heads.forEach((head, at) => set(head, { 'aria-sort': sortOf(order, table.heads[at]!) }))
  }
  write()
  return el(
    'div',
    { class: 'scroll', tabindex: 0, role: 'group' },
    el('table', {}, el('thead', {}, el('tr', {}, ...heads)), body),
  )
}
