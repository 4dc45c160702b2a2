import type { Say } from '../analysis/panel'
import type { Option, Question } from '../ingest/notice'
import type { Notice } from '../model/notice'

/** Amounts in a text that other programs read as well: behind a sign of equality, or behind a currency with the orders they are of. */
const AMOUNT = /(?<== )(-?\d+(?:\.\d+)?)(?![\d.])|(?<=\b[A-Z]{3} )(-?\d+\.\d{2}) \((\d+)\)/g
/** Parameters that are money. */
const MONEY = new Set(['amount'])

/** A value as the reader writes it: the key of words itself, or a number. */
const worded = (name: string, value: string | number, say: Say): string | number => {
  if (typeof value === 'string')
    return /^(option|reference|entity)\./.test(value)
      ? say.t(value)
      : value.replace(AMOUNT, (_, sum?: string, amount?: string, n?: string) =>
          sum === undefined
            ? `${say.number(Number(amount), 2)} (${say.count(Number(n))})`
            : say.number(Number(sum), 2),
        )
  // A count chooses the words.
  if (name === 'n') return value
  return MONEY.has(name)
    ? say.money(value)
    : Number.isInteger(value)
      ? say.count(value)
      : say.number(value, 2)
}
const values = ({ file, column, params }: Notice, say: Say) => ({
  file,
  column: column ?? '',
  ...Object.fromEntries(Object.entries(params).map(([name, value]) => [name, worded(name, value, say)])),
})

/** A notice in the reader's words. */
export const noticeText = (notice: Notice, say: Say): string =>
  say.t(`notice.${notice.code}`, values(notice, say))
export const questionText = (question: Question, say: Say): string =>
  say.t(`question.${question.code}`, values(question, say))
/** An answer: the heading of a column as it is, or words. */
export const optionText = ({ label, params }: Option, say: Say): string =>
  label.startsWith('option.')
    ? say.t(
        label,
        Object.fromEntries(
          Object.entries(params ?? {}).map(([name, value]) => [name, worded(name, value, say)]),
        ),
      )
    : label
