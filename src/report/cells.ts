import type { Column, Frame, Say } from '../analysis/panel'
import { wordOf } from '../analysis/words'
import { periodLabel } from '../analysis/trend/period'
import type { Cell } from '../model/row'

/** Figures stand right, words left. */
export const isFigure = (column: Column): boolean => !['text', 'tier', 'date', 'month'].includes(column.type)

/** A cell as text; null is said by the caller. */
export function cellText(value: NonNullable<Cell>, column: Column, frame: Frame, say: Say): string {
  const number = Number(value)
  switch (column.type) {
    case 'count':
    case 'days':
      return column.change && number > 0 ? `+${say.count(number)}` : say.count(number)
    case 'money':
      return say.money(number)
    case 'share':
      return say.share(number)
    case 'index':
      return say.number(number, 0)
    case 'score':
      return say.number(number, Number.isInteger(number) ? 0 : 1)
    case 'number':
      return say.number(number, Number.isInteger(number) ? 0 : 1)
    case 'date':
      return say.date(String(value))
    case 'month':
      return periodLabel(String(value), frame.controls.grain ?? 'month', say, frame.fiscalStart)
    case 'text':
    case 'tier':
      return wordOf(column, String(value), frame, say)
  }
}
