import type { Say } from '../panel'

/** Where something was found: a file by its name, or a word of the product. */
export const subjectText = (subject: string, say: Say): string =>
  subject.startsWith('@') ? say.t(`quality.subject.${subject.slice(1)}`) : subject
