import { ENTITIES, type EntityName } from '../../model/entities'
import type { Refusal } from '../mapping'
import type { Asked } from '../notice'
import { kindQuestion, KNOWN_AT_ALL, SURE } from '../recognise/questions'
import { reasonOf } from '../recognise/reason'
import { FIELDS_OF, kindsOf, type Evidence, type KindGuess } from '../recognise/read'
import { isWorded, type Context } from './context'
import { monthColumns } from './months'
import { NAMED } from './names'
import { marksAsked } from './questions'

type Layout = 'plain' | 'survey' | 'months'
/** How a file says what it holds. */
export interface Found {
  entity: EntityName
  layout: Layout
}

/** Entities whose fields a file of a kind can fill. */
export const fieldsOf = (kind: string): EntityName[] =>
  kind === 'order_lines' ? ['order_lines'] : (FIELDS_OF[kind] ?? [kind as EntityName])
export const ownerOf = (target: string): EntityName => target.slice(0, target.indexOf('.')) as EntityName

/** What the file is: as the reader says, as its export is known to be, by its months or questions, or by all signs. */
export function kindOf(context: Context): {
  kind: Found | null
  refusal: Refusal | null
  sure: number
  questions: Asked[]
  /** It is that by itself, whatever the reader said of its columns. */
  likely: boolean
} {
  const { sheet, known, wanted, evidence, fitted, names, said } = context
  const certain = (kind: Found | null, sure = 1) => ({
    kind,
    refusal: null,
    sure,
    questions: [],
    likely: true,
  })
  if (said === 'other') return certain(null)
  if (said && isEntity(said))
    return certain({
      entity: said,
      layout: said === 'feedback' && marksAsked(sheet) > 1 ? 'survey' : 'plain',
    })
  const may = (entity: EntityName) => wanted.every((target) => fieldsOf(entity).includes(ownerOf(target)))
  const guesses = kindsOf(evidence, fitted)
  const preset = known && !known.preset.weak ? known.preset : null
  const own = preset?.entities[0]
  if (own && may(own)) return certain({ entity: own, layout: preset.survey ? 'survey' : 'plain' })
  const able = guesses.filter(({ entity }) => (entity ? may(entity) : !wanted.length))
  const best = able[0]
  if (!best) return certain(null, 0)
  const total = able.reduce((sum, { probability }) => sum + probability, 0)
  const same = able.filter(({ entity }) => entity === best.entity)
  const sure = wanted.length ? 1 : same.reduce((sum, { probability }) => sum + probability, 0) / total
  if (
    best.entity === null ||
    best.entity === 'customers' ||
    best.entity === 'feedback' ||
    best.probability < 0.8
  ) {
    const people = names.some(({ scores }) => isPerson(scores))
    if (may('customers') && people && monthColumns(sheet).size)
      return certain({ entity: 'customers', layout: 'months' }, 0.95)
    if (
      may('feedback') &&
      (marksAsked(sheet) > (isAnswered(evidence) ? 0 : 1) ||
        (known?.preset.survey && best.entity !== 'customers'))
    )
      return asSurvey(able, wanted.length > 0 || !!known?.preset.survey)
  }
  // Headings that say nothing at all leave the kind to the reader, who is asked for what the cells hold.
  const least = evidence.columns.some(isWorded) ? KNOWN_AT_ALL : 1
  const questions =
    wanted.length || least === 1
      ? []
      : kindQuestion(able, sure, { also: comesAgain(evidence) ? ['events'] : [] })
  if (best.entity && sure < least) return { ...certain(null, sure), questions }
  const likely = best.probability >= least
  if (best.entity) return { ...certain({ entity: best.entity, layout: 'plain' }, sure), questions, likely }
  const guess = best.kind.replace('refuse.', '') as Refusal | 'other'
  const refusal = reasonOf(evidence, guess, sure >= SURE.kind)
  // What it is not is said only of a file whose headings say something.
  return { kind: null, refusal: least < 1 ? refusal : null, sure, questions, likely }
}

/** Answers to several questions; columns of marks alone may as well be something else. */
function asSurvey(able: KindGuess[], isSaid: boolean): ReturnType<typeof kindOf> {
  const total = able.reduce((sum, { probability }) => sum + probability, 0)
  const feedback = able.find(({ entity }) => entity === 'feedback')?.probability ?? 0
  const sure = isSaid ? 0.95 : Math.max(0.7, feedback / total)
  return {
    kind: { entity: 'feedback', layout: 'survey' },
    refusal: null,
    sure,
    questions: kindQuestion(able, sure, { taken: 'feedback' }),
    likely: true,
  }
}

/** A file of answers says so: it asks, or holds what people wrote, and no money. */
const isAnswered = ({ signs }: Evidence): boolean =>
  ['s:survey', 's:comment', 's:asks'].some((sign) => signs.includes(sign)) && !signs.includes('s:money')
const SOMEBODY = ['s:buyer', 's:phone', 's:email']
/** Somebody comes again and again on some day and nothing is paid: visits, check-ins, what was done in an app. */
const comesAgain = ({ signs }: Evidence): boolean => {
  const shows = (sign: string) => signs.includes(sign)
  return (
    SOMEBODY.some(shows) &&
    shows('s:noMoney!') &&
    !['s:orderId', 's:peopleOnce', 's:score', 'x:day0'].some(shows)
  )
}
const isEntity = (name: string): name is EntityName => !!ENTITIES.some((entity) => entity.name === name)
const isPerson = (scores: Map<string, number>): boolean =>
  ['customer_id', 'name', 'email', 'phone'].some((name) => (scores.get(`customers.${name}`) ?? 0) > NAMED)
