import { normalise } from '../../model/header'
import type { Mapping } from '../mapping'
import { assign } from './assign'
import type { Context } from './context'
import { monthColumns } from './months'
import { givenBy } from './preset'
import { questions } from './questions'

/** One column per question: what says who answered when keeps its place, every other column is a question. */
export function survey({ sheet, names, choice, known }: Context): Partial<Mapping> {
  const tool = known?.preset.survey ? known : null
  const isAnswer = (target: string | null | undefined) =>
    target === 'feedback.score' || target === 'feedback.comment'
  const about = names.map((named) => {
    const given = tool && givenBy(tool, sheet.header[named.index]!).length
    // A question may be called as a field is: where the tool is known, only its own columns are about the answer.
    const scores = [...named.scores].filter(
      ([target]) => given || (!tool && !isAnswer(target) && target !== 'feedback.item'),
    )
    return { index: named.index, scores: new Map(scores) }
  })
  const own = (index: number) => (isAnswer(choice(index)) ? null : choice(index))
  const meta = assign({ sheet, names: about, entities: ['feedback'], choice: own })
  const free = meta.filter(
    ({ index, header, target }) =>
      !target && choice(index) !== null && (isAnswer(choice(index)) || !tool?.ignore.has(normalise(header))),
  )
  const asked = new Map(
    questions(sheet, free, !!tool, choice).map((column) => [column.index, column] as const),
  )
  if (!asked.size && !meta.some(({ target }) => isAnswer(target))) return {}
  return {
    entities: ['feedback'],
    columns: meta.map((column) => asked.get(column.index) ?? column),
    preset: tool?.preset.id ?? null,
  }
}

/** An amount for each month of a customer: rows of orders, one per customer and month. */
export function months({ sheet, names, choice }: Context): Partial<Mapping> {
  const ends = monthColumns(sheet)
  const left = names.map((named) => (ends.has(named.index) ? { ...named, scores: new Map() } : named))
  const columns = assign({ sheet, names: left, entities: ['customers'], choice })
  return {
    entities: ['orders', 'customers'],
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
