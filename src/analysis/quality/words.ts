import type { Cell } from '../../model/row'
import type { Column, Say } from '../panel'

/** A cell of a quality panel in the reader's words; null where it is none of the product's own. */
export function qualityText(column: Column, value: Cell, say: Say): string | null {
  const text = String(value)
  if (column.label === 'column.rule') return say.t(`quality.rule.${text}`)
  if (column.label === 'column.done') return say.t(`quality.done.${text}`)
  if (column.label === 'column.entity') return say.t(`entity.${text}`)
  return column.label === 'column.subject' ? subjectText(text, say) : null
}

/** Where something was found: a file by its name, or a word of the product. */
export const subjectText = (subject: string, say: Say): string =>
  subject.startsWith('@') ? say.t(`quality.subject.${subject.slice(1)}`) : subject
