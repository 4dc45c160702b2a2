import type { Choices, SourceReport } from './load'
import type { Option, Question } from './notice'

type Said = Record<string, unknown>
const isTable = (value: unknown): value is Said =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A question of a file by what it asks, whatever its candidates are. */
export const questionKey = ({ code, column, value }: Pick<Question, 'code' | 'column' | 'value'>): string =>
  [code, column, value].filter(Boolean).join(' ')

/** All that is asked of a file, answered or not, as it stands beside the others. */
export const questionsOf = ({
  questions = [],
  asked,
}: Pick<SourceReport, 'questions' | 'asked'>): Question[] => asked ?? questions

/** Questions that nobody has answered yet. */
export const openQuestions = (source: Pick<SourceReport, 'questions' | 'asked' | 'choices'>): Question[] =>
  questionsOf(source).filter((question) => !source.choices.settled?.includes(questionKey(question)))

/** A question is answered where it was settled, or where the choices say one of its answers. */
export const isAnswered = (question: Question, choices: Choices): boolean =>
  !!choices.settled?.includes(questionKey(question)) || heldOption(question, choices) >= 0

/** Questions without whose answer nothing or something quite different comes of a file. */
const FIRST = ['who', 'when', 'how_much', 'one_order', 'kind', 'date_order', 'number_marks', 'year']
export const isPressing = ({ code }: Question): boolean => FIRST.includes(code)

/**
 * Whether sales may come of the answer: who, when and how much of a file that nobody understands, or that it holds orders
 * after all. What a list of contracts leaves open brings none.
 */
export const maySell = (
  { entities }: Pick<SourceReport, 'entities'>,
  { code, options, confidence }: Question,
): boolean => {
  if (entities.includes('orders') || entities.includes('customers')) return true
  if (code !== 'kind') return ROLES.includes(code)
  const sells = options.some(({ choices: { kind } }) => kind === 'orders' || kind === 'customers')
  return sells && (!entities.length || confidence < EVEN)
}
const ROLES = ['who', 'when', 'how_much', 'one_order']
/** Less sure than this of what a file is, and it may as well be the next likeliest. */
const EVEN = 0.6

/** The place of the option that the choices hold; else the one that was taken, else the best. */
export function chosenOption({ options, chosen }: Question, choices: Choices): number {
  const held = heldOption({ options }, choices)
  return held >= 0 ? held : Math.max(chosen, 0)
}
const heldOption = ({ options }: Pick<Question, 'options'>, choices: Choices): number =>
  options.findIndex((option) => !isEmpty(option.choices) && holds(choices, option.choices))
const isEmpty = (choices: Choices): boolean =>
  Object.values(choices).every((value) => isTable(value) && !Object.keys(value).length)
const holds = (all: unknown, part: unknown): boolean =>
  isTable(part)
    ? Object.entries(part).every(([key, value]) => isTable(all) && holds(all[key], value))
    : JSON.stringify(all) === JSON.stringify(part)

/**
 * Choices with one answer more: what the other answers to the same question would say is taken back, and so is what was
 * said of another column for the same purpose.
 */
export function withAnswer(choices: Choices, question: Question, option: Option): Choices {
  const others = question.options.map((other) => other.choices)
  const targets = new Set(Object.values(option.choices.columns ?? {}).filter(Boolean))
  const base = others.reduce<Said>(without, choices as Said)
  const columns = Object.entries((base.columns ?? {}) as Record<string, string | null>).filter(
    ([, target]) => !targets.has(target),
  )
  const freed = { ...base, ...(base.columns ? { columns: Object.fromEntries(columns) } : {}) }
  return join(freed, option.choices as Said) as Choices
}

/** The questions of a file count as answered. */
export const settled = (choices: Choices, questions: Question[]): Choices => ({
  ...choices,
  settled: [...new Set([...(choices.settled ?? []), ...questions.map(questionKey)])].sort(),
})

function without(from: Said, part: Choices): Said {
  const gone = part as Said
  return Object.fromEntries(
    Object.entries(from).flatMap(([key, value]) => {
      const taken = gone[key]
      if (taken === undefined) return [[key, value]]
      if (!isTable(taken) || !isTable(value)) return []
      return [[key, Object.fromEntries(Object.entries(value).filter(([name]) => !(name in taken)))]]
    }),
  )
}
const join = (one: Said, other: Said): Said => ({
  ...one,
  ...Object.fromEntries(
    Object.entries(other).map(([key, value]) => [
      key,
      isTable(value) ? { ...(isTable(one[key]) ? one[key] : {}), ...value } : value,
    ]),
  ),
})
