import type { Say } from '../analysis/panel'
import type { Option, Question } from '../ingest/notice'
import type { Notice } from '../model/notice'

/** A value may be the key of words itself. */
const worded = (value: string | number, say: Say): string | number =>
  typeof value === 'string' && /^(option|reference)\./.test(value) ? say.t(value) : value
const values = ({ file, column, params }: Notice, say: Say) => ({
  file,
  column: column ?? '',
  ...Object.fromEntries(Object.entries(params).map(([name, value]) => [name, worded(value, say)])),
})

/** A notice in the reader's words. */
export const noticeText = (notice: Notice, say: Say): string =>
  say.t(`notice.${notice.code}`, values(notice, say))
export const questionText = (question: Question, say: Say): string =>
  say.t(`question.${question.code}`, values(question, say))
/** An answer: the heading of a column as it is, or words. */
export const optionText = ({ label, params }: Option, say: Say): string =>
  label.startsWith('option.') ? say.t(label, params ?? {}) : label
