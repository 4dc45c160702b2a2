import { dimensionLabel, fieldLabel, valueLabel } from './dimension'
import type { Column, Frame, Say } from './panel'
import { subjectText } from './quality/words'

/** The dimension that the reader chose for a column, where its values are of one; else null. */
const chosenFor = ({ words }: Column, { controls }: Frame): string | null =>
  words?.startsWith('@') ? (controls[words.slice(1)] ?? '') : null

/** A value of a column of words, as the column says they are called; a text of the files stays as it is. */
export function wordOf(column: Column, value: string, frame: Frame, say: Say): string {
  const dimension = chosenFor(column, frame)
  if (dimension !== null) return valueLabel(dimension, value, say)
  const words = column.words ?? (column.type === 'tier' ? 'tier' : null)
  switch (words) {
    case null:
      return value
    case 'cluster':
      return valueLabel('cluster', value, say)
    case 'indicator':
      return fieldLabel(value, say)
    case 'subject':
      return subjectText(value, say)
    default:
      return say.t(`${words}.${value}`)
  }
}

/** The head of a column: a chosen dimension by its own name. */
export function headOf(column: Column, frame: Frame, say: Say): string {
  const dimension = chosenFor(column, frame)
  return dimension === null ? say.t(column.label) : dimensionLabel(dimension, say)
}
