import type { SheetField } from '../../analysis/sheet'
import type { Condition, Test } from '../../model/condition'

/** How the parts of a group belong together, as a person would say it. */
export const JOINTS = ['all', 'any', 'none', 'notAll'] as const
export type Joint = (typeof JOINTS)[number]
export interface Group {
  joint: Joint
  parts: Condition[]
}

/** A condition as a group; a single comparison is none. */
export function groupOf(condition: Condition): Group | null {
  if ('all' in condition) return { joint: 'all', parts: condition.all }
  if ('any' in condition) return { joint: 'any', parts: condition.any }
  if (!('not' in condition)) return null
  const inner = condition.not
  if ('any' in inner) return { joint: 'none', parts: inner.any }
  if ('all' in inner) return { joint: 'notAll', parts: inner.all }
  // Not of a not is what stands within.
  return 'not' in inner ? groupOf(inner.not) : null
}

export function ofGroup({ joint, parts }: Group): Condition {
  if (joint === 'all') return { all: parts }
  if (joint === 'any') return { any: parts }
  return joint === 'none' ? { not: { any: parts } } : { not: { all: parts } }
}

/** The condition as the group that an editor opens on. */
export const rootOf = (condition: Condition): Group =>
  groupOf(condition) ?? { joint: 'all', parts: [condition] }

/** A comparison as it is offered: `not` is a word of its own. */
const CHOICES = [
  'in',
  'notIn',
  'contains',
  'notContains',
  'atLeast',
  'atMost',
  'is',
  'isNot',
  'known',
  'missing',
] as const
export type Choice = (typeof CHOICES)[number]
const NEGATED: Partial<Record<Choice, Test['op']>> = {
  notIn: 'in',
  notContains: 'contains',
  isNot: 'is',
  known: 'missing',
}

/** What can be asked of a field, the most usual first. */
export function choicesOf(type: SheetField['type']): Choice[] {
  if (type === 'text') return ['in', 'notIn', 'contains', 'notContains', 'known', 'missing']
  if (type === 'boolean') return ['is', 'known', 'missing']
  if (type === 'date') return ['atLeast', 'atMost', 'known', 'missing']
  return ['atLeast', 'atMost', 'is', 'isNot', 'known', 'missing']
}

/** A single comparison and how it is offered; null: it is a group. */
export function testOf(condition: Condition): { choice: Choice; test: Test } | null {
  if ('field' in condition) return { choice: condition.op, test: condition }
  if (!('not' in condition) || !('field' in condition.not)) {
    const double = 'not' in condition && 'not' in condition.not ? condition.not.not : null
    return double ? testOf(double) : null
  }
  const test = condition.not
  const choice = CHOICES.find((each) => NEGATED[each] === test.op)
  // No word for it (not at least): the opposite is no `atMost`, because a missing value is neither.
  return choice ? { choice, test } : null
}

export function ofTest(choice: Choice, test: Pick<Test, 'field' | 'values'>): Condition {
  const op = NEGATED[choice] ?? (choice as Test['op'])
  const made: Test = { field: test.field, op, values: op === 'missing' ? [] : test.values }
  return NEGATED[choice] ? { not: made } : made
}

/** Another field in a comparison: what still fits is kept. */
export function withField(condition: Condition, field: SheetField, before?: SheetField): Condition {
  const said = testOf(condition)
  const choices = choicesOf(field.type)
  const same = before?.type === field.type && field.type !== 'text'
  const choice = said && choices.includes(said.choice) ? said.choice : choices[0]!
  const values = same && said ? said.test.values : field.type === 'boolean' ? [true] : []
  return ofTest(choice, { field: field.name, values })
}

/** Another comparison of the same field: values are kept where they mean the same. */
export function withChoice(condition: Condition, choice: Choice): Condition {
  const said = testOf(condition)!
  const typed = (each: Choice) => ['contains', 'notContains'].includes(each)
  const kept = typed(choice) ? said.test.values.slice(0, 1) : said.test.values
  return ofTest(choice, { field: said.test.field, values: kept })
}

export const emptyTest = (): Condition => ({ field: '', op: 'in', values: [] })
export const emptyCondition = (): Condition => ({ all: [] })
