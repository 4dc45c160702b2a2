import type { EntityName } from '../model/entities'
import { normalise } from '../model/header'
import { ask } from './ask'
import type { TypeChoice, Why } from './infer'
import { agree } from './infer/agree'
import { assign, attribute, dateByShape, type Named, type Terms } from './mapping/assign'
import { findBuyer, isNumberOf } from './mapping/buyer'
import { isFilled } from './mapping/fill'
import { isIdentity } from './mapping/identity'
import { join, splitName } from './mapping/join'
import { KINDS, orderOwn, pickKind, present, trim, type Kind } from './mapping/kinds'
import { monthColumns } from './mapping/months'
import { NAMED, namesOf } from './mapping/names'
import { detect, givenBy, type Known } from './mapping/preset'
import { marksAsked, questions } from './mapping/questions'
import { refuse } from './mapping/refusal'
import { Sheet } from './mapping/sheet'
import type { Asked, Told } from './notice'
import type { Reading } from './value'

export { signature } from '../model/header'
export { needsOf } from './mapping/kinds'

/** What one column of a file means and how its cells are read. */
export interface ColumnMapping {
  index: number
  header: string
  /** `orders.amount`, or null: kept as an attribute under its header. */
  target: string | null
  reading: Reading
  type: string
  /** Why the cells are read so. */
  why?: Why
  /** 0…1; below 0.6 the mapping page asks. */
  confidence: number
  reason: 'name' | 'part' | 'shape' | 'attribute' | 'chosen'
  /**
   * A column of a wide file is one row of the entity: the answer to a question (`item`), or what happened in a month
   * (`at`, its last day). Several such columns carry the same target.
   */
  wide?: { item: string } | { at: string }
  /** What the column at this index says belongs to it: the time of a date, the family name to a first name. */
  joined?: { index: number; as: 'time' | 'name' }
  /** Not kept: numbers that identify a person before the law, or a column without name and content. */
  dropped?: 'identity' | 'empty' | 'choice'
}
export interface Mapping {
  /** What the file holds; empty when it is not recognised. */
  entities: EntityName[]
  columns: ColumnMapping[]
  /** Known export whose names were recognised (`shopify-orders`), or null. */
  preset: string | null
  /** Values of an order stand on its first line only: blanks after it are filled down before rows are judged. */
  fill: boolean
  /** Why nothing can be said of customers although the file was understood, or null. */
  anonymous: Anonymous | null
  /** What the file is, where it is recognised and holds nothing that the model takes (`entities` is empty), or null. */
  refusal: Refusal | null
  /** Place of the column in whose cells the currency of an order stands ($100). */
  marked?: number
  /** What was decided and is worth a word, and what is left open. */
  notices?: Told[]
  questions?: Asked[]
}
/** No column of buyers; masked or encrypted ones; sums by day, store or campaign. */
export type Anonymous = 'absent' | 'masked' | 'sums'
/** Advertising report, settlement of a platform, bill of a payment service, day totals of a store. */
export type Refusal = 'advertising' | 'settlement' | 'bill' | 'dayTotals'

/** Header → what the user says it means: a target, or null for none. */
export type Chosen = Partial<Record<string, string | null>>

/** Header → how the user says its cells are read. */
export type Types = Partial<Record<string, TypeChoice>>

/** Proposes what a file holds and what each column means, by header name, then by the shape of the cells. */
export function proposeMapping(
  header: string[],
  rows: string[][],
  chosen: Chosen = {},
  types: Types = {},
): Mapping {
  const sheet = new Sheet(header, rows, types)
  const dropped = header.map((_, index) => dropOf(sheet, index))
  const said = choiceOf(header, chosen)
  const choice = (index: number) => (dropped[index] ? undefined : said(index))
  const wanted = header.flatMap((_, index) => choice(index) ?? [])
  const none: Mapping = {
    entities: [],
    columns: [],
    preset: null,
    fill: false,
    anonymous: null,
    refusal: wanted.length ? null : refuse(header),
  }
  const known = none.refusal ? null : detect(header)
  const names = header.map((name, index) => ({ index, scores: known ? hinted(known, name) : namesOf(name) }))
  dropped.forEach((why, index) => why && (names[index] = { index, scores: new Map() }))
  const person = splitName(sheet, names)
  if (person) names[person.given] = { index: person.given, scores: new Map([['customers.name', 0.95]]) }
  const kind = none.refusal ? null : kindOf(sheet, known, names, choice, wanted)
  const mapping = kind ? { ...none, ...mapped(kind, { sheet, names, choice, known, wanted }) } : none
  if (!mapping.columns.length) mapping.columns = header.map((_, index) => attribute(sheet, index))
  mapping.columns = agree(mapping.columns).map((column) => ({
    ...column,
    ...(choice(column.index) === null ? { reason: 'chosen' as const } : {}),
    ...(dropped[column.index] ? { dropped: dropped[column.index] } : {}),
  }))
  mapping.columns = join(mapping.columns, sheet, person, (index) => choice(index) === undefined)
  // What nobody understands may still hold who, when and how much: the reader is asked.
  if (!mapping.entities.length && !mapping.refusal) mapping.questions = ask(sheet)
  return mapping
}

/** What was chosen for a column: under its name, or under one that differs in units, width or case only. */
function choiceOf(header: string[], chosen: Chosen): Terms['choice'] {
  const alike = new Map(Object.entries(chosen).map(([name, target]) => [normalise(name), target]))
  const here = new Set(header)
  return (index) => {
    const name = header[index]!
    if (name in chosen) return chosen[name]
    const like = alike.size ? alike.get(normalise(name)) : undefined
    return like !== undefined &&
      !Object.keys(chosen).some((other) => here.has(other) && normalise(other) === normalise(name))
      ? like
      : undefined
  }
}

/** A preset's word stands before every synonym; a column that misleads means nothing beside it. */
function hinted(known: Known, header: string): Map<string, number> {
  const given = givenBy(known, header)
  if (given.length) return new Map(given.map(({ target, score }) => [target, score]))
  return known.ignore.has(normalise(header)) ? new Map() : namesOf(header)
}

function dropOf(sheet: Sheet, index: number): 'identity' | 'empty' | undefined {
  if (isIdentity(sheet, index)) return 'identity'
  return /^column \d+$/.test(sheet.header[index]!) && sheet.blank(index) ? 'empty' : undefined
}

type Layout = 'plain' | 'survey' | 'months'
interface Found extends Kind {
  layout: Layout
}

/** What the file is: as its export is known to be, by its names, by its months or by its questions. */
function kindOf(
  sheet: Sheet,
  known: Known | null,
  names: Named[],
  choice: Terms['choice'],
  wanted: string[],
): Found | null {
  const named = new Set(wanted)
  for (const { scores } of names) for (const [target, score] of scores) if (score > NAMED) named.add(target)
  // An order file whose date goes by an unknown name: its only date column will be the date.
  const order = ['orders.order_id', 'orders.customer_id'].every((target) => named.has(target))
  if (order && !named.has('orders.ordered_at') && dateByShape(sheet, choice)) named.add('orders.ordered_at')
  const picked = pickKind(sheet.header, named, wanted)
  const asked = (...entities: EntityName[]) =>
    wanted.every((target) => entities.includes(target.split('.')[0] as EntityName))
  const preset = known && !known.preset.weak ? known.preset : null
  const like = preset && KINDS.find(({ entities }) => entities[0] === preset.entities[0])
  if (like && asked(...like.entities)) return { ...like, layout: preset.survey ? 'survey' : 'plain' }
  if (!picked || picked.entities[0] === 'customers' || picked.entities[0] === 'feedback') {
    const people = names.some(({ scores }) => isPerson(scores))
    if (asked('customers') && people && monthColumns(sheet).size)
      return { entities: ['customers'], needs: [], layout: 'months' }
    if (asked('feedback') && (marksAsked(sheet) > 1 || (known?.preset.survey && !picked)))
      return { entities: ['feedback'], needs: [], layout: 'survey' }
  }
  return picked && { ...picked, layout: 'plain' }
}
const isPerson = (scores: Map<string, number>): boolean =>
  ['customer_id', 'name', 'email', 'phone'].some((name) => (scores.get(`customers.${name}`) ?? 0) > NAMED)

interface Context extends Pick<Terms, 'sheet' | 'names' | 'choice'> {
  known: Known | null
  wanted: string[]
}

function mapped(kind: Found, context: Context): Partial<Mapping> {
  const { sheet, names, choice, known, wanted } = context
  const preset = known && known.preset.entities[0] === kind.entities[0] ? known.preset.id : null
  if (kind.layout === 'survey') return survey(context)
  if (kind.layout === 'months') return months(context)
  let entities = present(kind, sheet, wanted, known)
  const terms: Terms = { sheet, names, entities, choice, own: new Set() }
  let anonymous: Anonymous | null = null
  if (entities[0] === 'orders') {
    terms.own = entities.includes('order_lines') ? orderOwn(sheet) : terms.own
    if (!wanted.some((target) => target.endsWith('.customer_id'))) {
      const buyer = findBuyer(sheet, names, (index) => choice(index) === undefined)
      terms.buyer = buyer
      // Who is told by phone, e-mail or name by hand is somebody.
      const told = wanted.some((target) => /^customers\.(phone|email|name)$/.test(target))
      if (told) buyer.anonymous = null
      anonymous = buyer.anonymous
      if (anonymous) terms.entities = entities = entities.filter((name) => name !== 'customers')
    }
  } else if (entities[0] === 'customers') {
    terms.names = names.map(({ index, scores }) => {
      const score = scores.get('customers.customer_id') ?? 0
      if (!score || score > NAMED || isNumberOf(sheet, index)) return { index, scores }
      return { index, scores: new Map([...scores].filter(([target]) => target !== 'customers.customer_id')) }
    })
  } else if (entities[0] === 'touches') {
    const personal = names.some(({ scores }) => (scores.get('touches.customer_id') ?? 0) > NAMED)
    anonymous = personal || wanted.includes('touches.customer_id') ? null : 'sums'
  }
  const columns = assign(terms)
  entities = trim(entities, columns)
  return {
    entities,
    columns,
    preset,
    anonymous,
    fill: entities.includes('orders') && entities.includes('order_lines') && isFilled(sheet, columns),
  }
}

/** One column per question: what says who answered when keeps its place, every other column is a question. */
function survey({ sheet, names, choice, known }: Context): Partial<Mapping> {
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
  const meta = assign({ sheet, names: about, entities: ['feedback'], choice: own, own: new Set() })
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
function months({ sheet, names, choice }: Context): Partial<Mapping> {
  const ends = monthColumns(sheet)
  const left = names.map((named) => (ends.has(named.index) ? { ...named, scores: new Map() } : named))
  const columns = assign({ sheet, names: left, entities: ['customers'], choice, own: new Set() })
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
