import type { FieldType } from '../../model/entities'
import { formOf, inferAs, inferAttribute, type Inference, type TypeChoice } from '../infer'
import { canonical, type Reading } from '../value'
import { DATE_SHAPES, looksLike } from '../value/date'
import { isMissing } from '../value/words'

/** A way to read a column and what it would make of the sample. */
export interface Option {
  choice: TypeChoice
  inference: Inference
  unread: number
}

/** What a column can be read as: its field leaves little choice, a column without one every type. */
export function optionsOf(cells: string[], type: FieldType | null): Option[] {
  const present = cells.filter((cell) => !isMissing(cell))
  const looked = present.slice(0, 500)
  const dates = (): TypeChoice[] =>
    DATE_SHAPES.filter((shape) => looked.some((cell) => looksLike(cell, shape))).map((format) => ({
      as: 'date',
      format,
    }))
  const numbers: TypeChoice[] = [
    { as: 'number', decimal: '.' },
    { as: 'number', decimal: ',' },
  ]
  const form = type && formOf(type)
  const choices: TypeChoice[] =
    form === 'number'
      ? numbers
      : form === 'date'
        ? dates()
        : form
          ? []
          : [{ as: 'text' }, ...numbers, ...dates(), { as: 'boolean' }]
  return choices.map((choice) => {
    const inference = type ? inferAs(cells, type, choice) : inferAttribute(cells, choice)
    return { choice, inference, unread: unreadOf(cells, inference.reading) }
  })
}

export const unreadOf = (cells: string[], reading: Reading): number =>
  cells.filter((cell) => canonical(cell, reading) === undefined).length

/** Whether a reading is what a choice asks for. */
export function isChoice(reading: Reading, choice: TypeChoice): boolean {
  if (reading.as === 'id') return choice.as === 'text'
  if (reading.as !== choice.as) return false
  if (reading.as === 'number') return reading.decimal === choice.decimal
  return reading.as !== 'date' || reading.format.startsWith(choice.format?.split('|')[0] ?? '')
}
