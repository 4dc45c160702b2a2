import type { Say } from '../analysis/panel'
import type { Option, Question } from '../ingest/notice'
import type { Notice } from '../model/notice'

const values = ({ file, column, params }: Notice) => ({ file, column: column ?? '', ...params })

/** A notice in the reader's words. */
export const noticeText = (notice: Notice, say: Say): string => say.t(`notice.${notice.code}`, values(notice))
export const questionText = (question: Question, say: Say): string =>
  say.t(`question.${question.code}`, values(question))
/** An answer: the heading of a column as it is, or words. */
export const optionText = ({ label, params }: Option, say: Say): string =>
  label.startsWith('option.') ? say.t(label, params ?? {}) : label
