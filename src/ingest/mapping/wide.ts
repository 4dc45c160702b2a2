import { normalise } from '../../model/header'
import type { ColumnMapping, Mapping } from '../mapping'
import type { Context } from './context'
import { monthColumns, sumsOf } from './months'
import { givenBy } from './preset'
import { holdsWords, questions } from './questions'
import { assigned } from './roles'
import type { Sheet } from './sheet'

/** One column per question: what says who answered when keeps its place, every other column is a question. */
export function survey(context: Context): Partial<Mapping> {
  const { sheet, choice, known } = context
  const tool = known?.preset.survey ? known : null
  const isAnswer = (target: string | null | undefined) =>
    target === 'feedback.score' || target === 'feedback.comment'
  const own = (index: number) => (isAnswer(choice(index)) ? null : choice(index))
  // A question may be called as a field is: where the tool is known, only its own columns are about the answer.
  const { columns: meta } = assigned(
    { ...context, choice: own },
    'feedback',
    ['feedback'],
    (index, target) =>
      tool
        ? givenBy(tool, sheet.header[index]!).some((given) => given.target === target)
        : !isAnswer(target) &&
          target !== 'feedback.item' &&
          !(target === 'feedback.customer_id' && holdsWords(sheet, index)),
  )
  const free = meta.filter(
    ({ index, header, target }) =>
      !target && choice(index) !== null && (isAnswer(choice(index)) || !tool?.ignore.has(normalise(header))),
  )
  const asked = new Map(
    questions(sheet, free, !!tool, choice).map((column) => [column.index, column] as const),
  )
  if (!asked.size && !meta.some(({ target }) => isAnswer(target))) return {}
  const columns = meta.map((column) => asked.get(column.index) ?? column)
  return {
    entities: ['feedback'],
    columns: tool ? columns : together(sheet, columns),
    preset: tool?.preset.id ?? null,
  }
}

/** One mark and the words to it are one answer, and stand in one row; of several columns of words the fullest. */
function together(sheet: Sheet, columns: ColumnMapping[]): ColumnMapping[] {
  const [marks, words] = ['feedback.score', 'feedback.comment'].map((target) =>
    columns.filter((column) => column.target === target),
  ) as [ColumnMapping[], ColumnMapping[]]
  if (marks.length !== 1 || !words.length) return columns
  const said = ({ index }: ColumnMapping) => sheet.present(index, 500).join('').length
  const most = words.reduce((best, each) => (said(each) > said(best) ? each : best))
  return columns.map(({ wide, ...column }) => {
    if (!column.target?.startsWith('feedback.')) return wide ? { ...column, wide } : column
    return column.target === 'feedback.comment' && column.index !== most.index
      ? { ...column, target: null }
      : column
  })
}

/** An amount for each month of a customer: rows of orders, one per customer and month. What sums them up says nothing more. */
export function months(context: Context): Partial<Mapping> {
  const { sheet, choice } = context
  const ends = monthColumns(sheet)
  const sums = new Set(sumsOf(sheet, ends).filter((index) => !choice(index)))
  const isFree = (index: number) => !ends.has(index) && !sums.has(index)
  const { columns } = assigned(context, 'customers', ['customers'], isFree)
  return {
    entities: ['orders', 'customers'],
    notices: [...sums].map((index) => ({ code: 'sum_column', column: sheet.header[index]!, params: {} })),
    columns: columns.map((column) => {
      const at = ends.get(column.index)
      if (!at) return column
      const { reading, type, why } = sheet.as(column.index, 'money')
      return {
        ...column,
        target: 'orders.amount',
        reading,
        type,
        why,
        reason: 'shape',
        confidence: 0.8,
        wide: { at },
      }
    }),
  }
}
