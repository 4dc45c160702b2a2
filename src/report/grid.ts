import type { Column, Panel, Say } from '../analysis/panel'
import { headOf } from '../analysis/words'
import { cellText, isFigure } from './cells'
import { el } from './dom'
import type { PayloadPanel } from './payload'

/** A panel's rows as a table; a click on a head sorts by it, rows without an answer last. */
export function grid(panel: Panel, part: PayloadPanel, say: Say): HTMLElement {
  const columns = panel.columns.filter(({ name }) => part.columns.includes(name))
  const hidden = new Set(part.hidden.map(([row, name]) => `${row}:${name}`))
  const body = el('tbody')
  const heads = columns.map((column) => {
    const label = headOf(column, part.frame, say)
    const press = el('button', { type: 'button', title: say.t('report.sort', { column: label }) }, label)
    return el('th', { scope: 'col', class: isFigure(column) && 'num' }, press)
  })
  let sorted: { at: number; down: boolean } | null = null

  const write = (): void => {
    const order = part.rows.map((_, at) => at)
    if (sorted) {
      const { name } = columns[sorted.at]!
      const way = sorted.down ? -1 : 1
      order.sort((a, b) => {
        const [x, y] = [part.rows[a]![name] ?? null, part.rows[b]![name] ?? null]
        if (x === null || y === null) return Number(x === null) - Number(y === null) || a - b
        return (
          way *
            (typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y))) ||
          a - b
        )
      })
    }
    body.replaceChildren(
      ...order.map((at) =>
        el(
          'tr',
          {},
          ...columns.map((column) => cell(part, column, at, hidden.has(`${at}:${column.name}`), say)),
        ),
      ),
    )
    heads.forEach((head, at) => {
      if (sorted?.at === at) head.setAttribute('aria-sort', sorted.down ? 'descending' : 'ascending')
      else head.removeAttribute('aria-sort')
    })
  }
  heads.forEach((head, at) =>
    head.firstElementChild!.addEventListener('click', () => {
      const down = sorted?.at === at ? !sorted.down : isFigure(columns[at]!)
      sorted = { at, down }
      write()
    }),
  )
  write()
  return el(
    'div',
    { class: 'scroll', tabindex: 0, role: 'group' },
    el('table', {}, el('thead', {}, el('tr', {}, ...heads)), body),
  )
}

function cell(part: PayloadPanel, column: Column, at: number, hidden: boolean, say: Say): HTMLElement {
  const value = part.rows[at]![column.name]
  const text = hidden ? say.t('reason.small') : value == null ? '–' : cellText(value, column, part.frame, say)
  const tier =
    column.type === 'tier' && el('i', { class: 'tier', style: `background:var(--${String(value)})` })
  return el(
    'td',
    { class: [isFigure(column) && 'num', hidden && 'gone'].filter(Boolean).join(' ') || null },
    tier,
    text,
  )
}
