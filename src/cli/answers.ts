import type { Say } from '../analysis/panel'
import type { Session } from '../analysis/session'
import { isAnswered, questionKey, settled, withAnswer } from '../ingest/answer'
import { readChoices } from '../ingest/choices'
import { ENCODINGS } from '../ingest/encoding/names'
import type { Choices, SourceReport } from '../ingest/load'
import type { Question } from '../ingest/notice'
import type { Part } from '../ingest/unpack'
import { ENTITIES, fieldOf } from '../model/entities'
import { ORDER_UNITS } from '../model/sale'
import { optionText } from '../show/notice'
import { isOf, UsageError, type Given } from './given'

/** What is chosen of a file as a whole. */
const OF_FILE: Record<string, readonly string[]> = {
  kind: [...ENTITIES.map(({ name }) => name), 'other'],
  unit: ORDER_UNITS,
  encoding: ENCODINGS,
}

const isTarget = ({ value }: Given): boolean => value === 'none' || fieldOf(value) !== undefined
/** What is said of a column or of the file as a whole; null: it answers a question, if anything. */
function choiceOf(given: Given): Choices | null {
  const { name, value } = given
  if (isTarget(given)) return { columns: { [name]: value === 'none' ? null : value } }
  return readChoices({ [name]: value }) ?? null
}

/** The answers to all that is asked of the files, and which of them came to something. */
export class Answers {
  private readonly used = new Set<Given>()
  constructor(
    private readonly given: Given[],
    private readonly say: Say,
  ) {}

  private about(table: string): Given[] {
    return this.given.filter(({ file }) => isOf(table, file))
  }

  /** What is chosen of a table before it is read. */
  readonly choices = (table: string): Choices =>
    this.about(table).reduce<Choices>((all, given) => {
      const { columns, ...rest } = choiceOf(given) ?? {}
      return { ...all, ...rest, ...(columns ? { columns: { ...all.columns, ...columns } } : {}) }
    }, {})

  /** A table was read: what is asked of it is answered, and it is read again where that changes something. */
  async heard(session: Session, source: SourceReport, part: Part): Promise<SourceReport> {
    for (const given of this.about(source.file))
      if (choiceOf(given) && (!isTarget(given) || source.sample.header.includes(given.name)))
        this.used.add(given)
    const choices = this.answered(source, source.questions)
    // An answer may raise the next question.
    return choices ? this.heard(session, await session.reload(source.id, part.text, choices), part) : source
  }

  /** All files were looked over together: true where that asked something to which there is an answer. */
  async looked(session: Session): Promise<boolean> {
    if (this.used.size === this.given.length) return false
    const { questions } = await session.told(false)
    let said = false
    for (const source of session.sources) {
      const choices = this.answered(
        source,
        questions.filter(({ file }) => file === source.file || file === ''),
      )
      if (choices) session.say(source.id, choices)
      said ||= choices !== null
    }
    return said
  }

  private answered(source: SourceReport, questions: Question[]): Choices | null {
    let choices: Choices | null = null
    for (const given of this.about(source.file)) {
      if (this.used.has(given) || choiceOf(given)) continue
      const meant = questions.filter((question) => isNamed(question, given.name))
      for (const question of meant) {
        const option = this.optionOf(question, given.value)
        if (!option) continue
        choices = settled(withAnswer(choices ?? source.choices, question, option), [question])
        this.used.add(given)
      }
    }
    return choices
  }

  /** By its words in the language of the report, or by its number. */
  private optionOf({ options }: Question, value: string) {
    return options.find((option) => optionText(option, this.say) === value) ?? options[Number(value) - 1]
  }

  /** @throws UsageError where an answer is to nothing that was asked and names no column */
  check(sources: SourceReport[], questions: Question[]): void {
    for (const given of this.given) {
      const mine = sources.filter(({ file }) => isOf(file, given.file))
      // A file that could not be read is told of already.
      if (this.used.has(given) || !mine.length) continue
      const { name, value, file } = given
      const asked = questions.filter((question) => mine.some((source) => source.file === question.file))
      const meant = asked.filter((question) => isNamed(question, name))
      const values = OF_FILE[name]
      const headings = [...new Set(mine.flatMap(({ sample }) => sample.header))]
      if (meant.length)
        throw new UsageError('report.cli.answerOption', {
          value,
          known: meant.flatMap(({ options }) => options.map((o) => optionText(o, this.say))).join(', '),
        })
      if (values && !headings.includes(name))
        throw new UsageError('report.cli.answerOption', { value, known: values.join(', ') })
      if (headings.includes(name))
        throw new UsageError('report.cli.answerTarget', { value, known: targetsLike(value) })
      throw new UsageError('report.cli.answerColumn', {
        name,
        file,
        known: [...headings, ...asked.map(questionKey)].join(', '),
      })
    }
  }
}

const isNamed = (question: Question, name: string): boolean =>
  question.code === name || questionKey(question) === name || question.column === name

/** The fields of the entity that was named; else all entities that have fields. */
function targetsLike(value: string): string {
  const found = ENTITIES.find(({ name }) => value.startsWith(`${name}.`))
  return found
    ? found.fields.map((field) => `${found.name}.${field.name}`).join(', ')
    : ENTITIES.map(({ name }) => `${name}.…`).join(', ')
}

/** Questions that neither a choice nor an answer of before has settled. */
export const openOf = (questions: Question[], sources: SourceReport[]): Question[] =>
  questions.filter((question) => {
    const about = sources.filter(({ file }) => question.file === '' || file === question.file)
    return !about.some(({ choices }) => isAnswered(question, choices))
  })

/** An open question as one line, and how it is answered. */
export const openText = (question: Question, text: string, say: Say): string =>
  say.t('report.cli.open', {
    file: question.file,
    text,
    options: question.options
      .map((option, at) => (at === question.chosen ? '*' : '') + optionText(option, say))
      .join(', '),
    answer: `${question.file}:${questionKey(question)}=…`,
  })
