/** A choice of customers as data: it can be stored, shown, edited, and is never SQL text of a user. */
export type Condition = { all: Condition[] } | { any: Condition[] } | { not: Condition } | Test

/** One comparison. Dates are `YYYY-MM-DD`; `in` keeps any of its values, the others look at the first. */
export interface Test {
  field: string
  op: Operator
  values: (string | number | boolean)[]
}
const OPERATORS = ['in', 'is', 'atLeast', 'atMost', 'contains', 'missing'] as const
type Operator = (typeof OPERATORS)[number]

/** Deeper nesting is nothing that a person wrote. */
const DEEPEST = 8

/** Whether a stored value is a condition. */
export function isCondition(stored: unknown, depth = 0): stored is Condition {
  if (typeof stored !== 'object' || stored === null || depth > DEEPEST) return false
  const given = stored as Record<string, unknown>
  const parts = given.all ?? given.any
  if (parts !== undefined) return Array.isArray(parts) && parts.every((part) => isCondition(part, depth + 1))
  if ('not' in given) return isCondition(given.not, depth + 1)
  return (
    typeof given.field === 'string' &&
    OPERATORS.includes(given.op as Operator) &&
    Array.isArray(given.values) &&
    given.values.every((value) => ['string', 'number', 'boolean'].includes(typeof value))
  )
}

/** Names of the fields that a condition looks at, each once. */
export function fieldsOf(condition: Condition): string[] {
  if ('field' in condition) return [condition.field]
  const parts = 'not' in condition ? [condition.not] : 'all' in condition ? condition.all : condition.any
  return [...new Set(parts.flatMap(fieldsOf))]
}

/** Whether every comparison says of which field and with what; one that is still being written does not. */
export function isComplete(condition: Condition): boolean {
  if ('all' in condition) return condition.all.every(isComplete)
  if ('any' in condition) return condition.any.every(isComplete)
  if ('not' in condition) return isComplete(condition.not)
  return condition.field !== '' && (condition.op === 'missing' || condition.values.length > 0)
}
