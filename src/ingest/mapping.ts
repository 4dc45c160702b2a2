import { ENTITIES, fieldOf, type EntityName } from '../model/entities'
import { normalise } from '../model/header'
import type { TypeChoice, Why } from './infer'
import { ask } from './ask'
import { agree } from './infer/agree'
import { assign, attribute, isOpen, plain, type Terms } from './mapping/assign'
import { isMasked, isNumberOf } from './mapping/buyer'
import { isFilled } from './mapping/fill'
import { isIdentity } from './mapping/identity'
import { join, splitName } from './mapping/join'
import { needsOf, orderOwn, packed, trim } from './mapping/kinds'
import { monthColumns } from './mapping/months'
import { NAMED, namesOf } from './mapping/names'
import { detect, givenBy, type Known } from './mapping/preset'
import { marksAsked, questions } from './mapping/questions'
import { Sheet } from './mapping/sheet'
import type { Asked, Told } from './notice'
import { headingOf } from './recognise/heading'
import { lacksAnchor } from './recognise/roles'
import { assignRoles, type Needed, type Standing } from './recognise/assign'
import { kindQuestion, KNOWN_AT_ALL, questionsOf, surenessOf } from './recognise/questions'
import {
  evidenceOf,
  FIELDS_OF,
  FITTED,
  guessesOf,
  kindsOf,
  type Evidence,
  type Fitted,
  type RoleGuess,
} from './recognise/read'
import { parseNumber, type Reading } from './value'

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
  /** How sure the kind of file is, and who, when and how much in a file of orders, 0…1. */
  sureness?: Partial<Record<'kind' | 'who' | 'when' | 'how_much', number>>
  /** What was decided and is worth a word, and what is left open. */
  notices?: Told[]
  questions?: Asked[]
}
/** No column of buyers; masked or encrypted ones; sums by day, store or campaign. */
export type Anonymous = 'absent' | 'masked' | 'sums'
/**
 * Advertising report, settlement of a platform, bill of a payment service, sums of days or products, what is in stock,
 * what is for sale.
 */
export type Refusal = 'advertising' | 'settlement' | 'bill' | 'dayTotals' | 'inventory' | 'products'

/** Header → what the user says it means: a target, or null for none. */
export type Chosen = Partial<Record<string, string | null>>

/** Header → how the user says its cells are read. */
export type Types = Partial<Record<string, TypeChoice>>

/**
 * Proposes what a file holds and what each column means: all readings of the table are weighed by what names, cells and
 * relations say together, and the likeliest is taken. What the reader chose, and what is known of an export, goes before.
 */
export function proposeMapping(
  header: string[],
  rows: string[][],
  chosen: Chosen = {},
  types: Types = {},
  { kind, fitted = FITTED }: { kind?: string | undefined; fitted?: Fitted } = {},
): Mapping {
  const sheet = new Sheet(header, rows, types)
  const dropped = header.map((_, index) => dropOf(sheet, index))
  const said = choiceOf(header, chosen)
  const choice = (index: number) => (dropped[index] ? undefined : said(index))
  const wanted = header.flatMap((_, index) => choice(index) ?? [])
  const known = detect(header)
  const names = header.map((name, index) => ({
    index,
    scores: dropped[index] ? new Map<string, number>() : known ? hinted(known, name) : namesOf(name),
  }))
  const evidence = evidenceOf(sheet, (index) => !!dropped[index])
  const context: Context = {
    sheet,
    names,
    choice,
    known,
    wanted,
    evidence,
    fitted,
    said: kind,
    person: null,
    guesses: new Map(),
  }
  context.person = splitName(sheet, names)
  const found = kindOf(context)
  const none: Mapping = {
    entities: [],
    columns: [],
    preset: null,
    fill: false,
    anonymous: null,
    refusal: found.refusal,
  }
  const read = found.kind ? { ...none, ...mapped(found.kind, context) } : none
  const mapping = wanted.length && !kind && !found.likely && !isWhole(read) ? none : read
  if (!mapping.columns.length) mapping.columns = header.map((_, index) => attribute(sheet, index))
  mapping.sureness = { ...mapping.sureness, kind: found.sure }
  mapping.columns = agree(mapping.columns).map((column) => ({
    ...column,
    ...(choice(column.index) === null ? { reason: 'chosen' as const } : {}),
    ...(dropped[column.index] ? { dropped: dropped[column.index] } : {}),
  }))
  mapping.columns = join(mapping.columns, sheet, context.person, (index) => choice(index) === undefined)
  // What nobody understands may still hold who, when and how much: the reader is asked.
  const open = !mapping.entities.length && !mapping.refusal && kind !== 'other' ? ask(sheet) : []
  mapping.notices = doubleHeadings(header, mapping.columns)
  mapping.questions = open.length ? open : [...found.questions, ...(mapping.questions ?? [])]
  return mapping
}

/** Columns of one heading, of which one has a meaning: which of them it is the name does not say. */
function doubleHeadings(header: string[], columns: ColumnMapping[]): Told[] {
  const names = header.map((name) => name.replace(/ \(\d+\)$/, ''))
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index && header.includes(name)))
  return [...twice].flatMap((name): Told[] => {
    const same = columns.filter(({ index, dropped }) => names[index] === name && !dropped)
    const meant = same.some(({ target, wide }) => target && !wide)
    return meant && same.length > 1
      ? [{ code: 'double_heading', column: name, params: { n: same.length } }]
      : []
  })
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
interface Found {
  entity: EntityName
  layout: Layout
}

interface Context extends Pick<Terms, 'sheet' | 'names' | 'choice'> {
  known: Known | null
  wanted: string[]
  evidence: Evidence
  fitted: Fitted
  person: ReturnType<typeof splitName>
  /** What the reader says that the file holds. */
  said: string | undefined
  /** What columns may mean in a file of a kind, worked out once: a wide file is asked several times. */
  guesses: Map<string, RoleGuess[][]>
}
function guessesFor({ guesses, evidence, fitted }: Context, kind: string): RoleGuess[][] {
  const known = guesses.get(kind) ?? guessesOf(evidence, kind, fitted)
  guesses.set(kind, known)
  return known
}

const fieldsOf = (kind: string): EntityName[] =>
  kind === 'order_lines' ? ['order_lines'] : (FIELDS_OF[kind] ?? [kind as EntityName])
const ownerOf = (target: string): EntityName => target.slice(0, target.indexOf('.')) as EntityName

/** What the file is: as the reader says, as its export is known to be, by its months or questions, or by all signs. */
function kindOf(context: Context): {
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
      return certain({ entity: 'feedback', layout: 'survey' }, 0.95)
  }
  const questions = wanted.length ? [] : kindQuestion(able, sure)
  // Headings that say nothing at all leave the kind to the reader, who is asked for what the cells hold.
  const least = evidence.columns.some(isWorded) ? KNOWN_AT_ALL : 1
  if (best.entity && sure < least) return { ...certain(null, sure), questions }
  const likely = best.probability >= least
  if (best.entity) return { ...certain({ entity: best.entity, layout: 'plain' }, sure), questions, likely }
  const refusal = best.kind.replace('refuse.', '') as Refusal | 'other'
  return { kind: null, refusal: refusal === 'other' ? null : refusal, sure, questions, likely }
}
/** The columns say all without which a file of its kind says nothing; somebody who says when and how much has said it. */
function isWhole({ entities: [first], columns }: Mapping): boolean {
  const has = (target: string) => columns.some((column) => column.target === target)
  if (!first) return true
  const lists = [...needsOf(first), ...(first === 'orders' ? [['orders.ordered_at', 'orders.amount']] : [])]
  return lists.some((list) => list.every(has))
}
/** A file of answers says so: it asks, or holds what people wrote, and no money. */
const isAnswered = ({ signs }: Evidence): boolean =>
  ['s:survey', 's:comment', 's:asks'].some((sign) => signs.includes(sign)) && !signs.includes('s:money')
const isEntity = (name: string): name is EntityName => !!ENTITIES.some((entity) => entity.name === name)
const isPerson = (scores: Map<string, number>): boolean =>
  ['customer_id', 'name', 'email', 'phone'].some((name) => (scores.get(`customers.${name}`) ?? 0) > NAMED)

/** What a file of a kind hardly does without. */
const NEEDED: Partial<Record<EntityName, Needed[]>> = {
  orders: [
    { targets: ['orders.ordered_at'], reach: 3 },
    { targets: ['orders.amount', 'order_lines.amount'], reach: 3 },
    { targets: ['orders.customer_id', 'customers.phone', 'customers.email', 'customers.name'], reach: 1.2 },
    { targets: ['orders.order_id'], reach: 2 },
  ],
  tickets: [
    { targets: ['tickets.opened_at'], reach: 1.5 },
    { targets: ['tickets.ticket_id'], reach: 2 },
  ],
  feedback: [{ targets: ['feedback.score'], reach: 3 }],
  deals: [{ targets: ['deals.stage'], reach: 2 }],
  customers: [
    {
      targets: ['customers.customer_id', 'customers.phone', 'customers.email', 'customers.name'],
      reach: 1.5,
    },
  ],
}
/** The only column of days is the day even where its name says nothing; else null. */
function onlyDay({ columns }: Evidence): number | null {
  const days = columns.flatMap(({ found }, index) =>
    found.includes('v:date') || found.includes('v:moment') ? [index] : [],
  )
  return days.length === 1 ? days[0]! : null
}
/** As good as it must be to be taken where no other is. */
const ONLY = 0.06

const LINE_FIELDS = ['product_id', 'product_name', 'category', 'quantity', 'unit_price', 'cost', 'margin']
const REACHED = ['customers.email', 'customers.phone', 'customers.name']

function mapped(kind: Found, context: Context): Partial<Mapping> {
  const { sheet, known, wanted } = context
  const preset = known && known.preset.entities[0] === kind.entity ? known.preset : null
  if (kind.layout === 'survey') return survey(context)
  if (kind.layout === 'months') return months(context)
  if (kind.entity === 'orders' && !wanted.length && !preset && isLines(context))
    return mapped({ ...kind, entity: 'order_lines' }, context)
  let entities = fieldsOf(kind.entity).filter(
    (name) =>
      !preset ||
      name === kind.entity ||
      preset.entities.includes(name) ||
      wanted.some((t) => ownerOf(t) === name),
  )
  let { columns, standings } = assigned(context, kind.entity, entities)
  const has = (target: string) => columns.some((column) => column.target === target)
  const again = (without: EntityName) => {
    entities = entities.filter((name) => name !== without)
    ;({ columns, standings } = assigned(context, kind.entity, entities))
  }
  // A flat order file holds lines only if it says what was bought, and not all of it in one cell.
  if (kind.entity === 'orders' && entities.includes('order_lines'))
    if (!LINE_FIELDS.some((name) => has(`order_lines.${name}`)) || packed(sheet, columns))
      again('order_lines')
  let anonymous: Anonymous | null = null
  if (kind.entity === 'orders') {
    const ids = columns.some(({ target }) => target?.endsWith('.customer_id'))
    const reached = columns.filter(({ target }) => target && REACHED.includes(target))
    if (!ids && !reached.length) {
      anonymous = sheet.header.some((_, index) => isMasked(sheet, index)) ? 'masked' : 'absent'
      again('customers')
    } else if (
      !ids &&
      reached.every(({ target, reason }) => target === 'customers.name' && reason !== 'chosen')
    )
      // A name alone is a weak key.
      columns = columns.map((column) =>
        column.target === 'customers.name'
          ? { ...column, confidence: Math.min(column.confidence, 0.55) }
          : column,
      )
  } else if (kind.entity === 'touches' && !has('touches.customer_id')) anonymous = 'sums'
  entities = trim(entities, columns)
  const sureness = surenessOf(kind.entity, columns, standings)
  return {
    entities,
    columns,
    sureness,
    questions: kind.entity === 'orders' ? questionsOf({ columns, sureness }, standings) : [],
    preset: preset?.id ?? null,
    anonymous,
    fill: entities.includes('orders') && entities.includes('order_lines') && isFilled(sheet, columns),
  }
}

/** Lines of orders that another file holds: what was bought under which number, and neither a day nor a buyer. */
function isLines(context: Context): boolean {
  const guesses = guessesFor(context, 'orders')
  const some = (targets: string[]) =>
    guesses.some((list) =>
      list.some(({ target, probability }) => target && targets.includes(target) && probability > 0.4),
    )
  return (
    some(['orders.order_id', 'order_lines.order_id']) &&
    some(['order_lines.product_id', 'order_lines.product_name']) &&
    !some([
      'orders.ordered_at',
      'orders.paid_at',
      'orders.amount',
      'orders.status',
      'orders.customer_id',
      ...REACHED,
    ])
  )
}

/** Columns of a file of a kind, each with what it means to these entities. */
function assigned(
  context: Context,
  kind: EntityName,
  entities: EntityName[],
): { columns: ColumnMapping[]; standings: (targets: readonly string[]) => Standing[] } {
  const { sheet, choice, known, evidence, person, wanted } = context
  const guesses = guessesFor(context, kind).map((list) =>
    kind === 'order_lines'
      ? list.map((guess) => ({ ...guess, target: LINE[guess.target ?? ''] ?? guess.target }))
      : list,
  )
  const own = kind === 'orders' ? orderOwn(sheet, guesses) : new Set<number>()
  const day = kind === 'orders' ? onlyDay(evidence) : null
  if (day !== null) guesses[day] = [...guesses[day]!, { target: 'orders.ordered_at', probability: ONLY }]
  const given = (index: number) => {
    if (person?.given === index && kind !== 'feedback')
      return [{ target: `${kind === 'orders' ? 'customers' : kind}.name`, score: 0.95 }]
    return known ? givenBy(known, sheet.header[index]!) : []
  }
  const { columns: found, standings } = assignRoles({
    sheet,
    guesses: guesses.map((list, index) => {
      const header = sheet.header[index]!
      // A column that misleads beside better ones is taken only where nothing better is there.
      if (known?.ignore.has(normalise(header)) && !given(index).length)
        return [
          { target: null, probability: 0.7 },
          ...list.flatMap((g) => (g.target ? [{ ...g, probability: 0.3 * g.probability }] : [])),
        ]
      return own.has(index) ? ofOrder(list) : list
    }),
    entities,
    choice,
    given: (index) =>
      given(index).filter(({ target }) => entities.includes(ownerOf(target)) && !!fieldOf(target)),
    named: (index) => evidence.columns[index]!.known,
    barred: (index, target) =>
      isBarred(sheet, index, target, kind) ||
      // A list of people is told apart by a number only where each row has its own.
      (target === 'customers.customer_id' &&
        kind === 'customers' &&
        !evidence.columns[index]!.known.has(target) &&
        !isNumberOf(sheet, index)),
    wanted: wanted.length ? [] : (NEEDED[kind] ?? []),
  })
  // A common name for money means the line's where lines are there, unless every line of an order repeats it.
  const amount = found.find(({ target }) => target === 'orders.amount')
  if (
    amount &&
    entities.includes('order_lines') &&
    !found.some(({ target }) => target === 'order_lines.amount') &&
    choice(amount.index) === undefined &&
    !own.has(amount.index)
  ) {
    const line =
      guesses[amount.index]!.find(({ target }) => target === 'order_lines.amount')?.probability ?? 0
    if (line > 0.03 || evidence.columns[amount.index]!.known.has('order_lines.amount'))
      amount.target = 'order_lines.amount'
  }
  const byColumn = new Map(found.map((one) => [one.index, one]))
  const columns = sheet.header.map((header, index): ColumnMapping => {
    const hit = byColumn.get(index)
    if (!hit) return { ...attribute(sheet, index), reason: choice(index) === null ? 'chosen' : 'attribute' }
    const { target, inference } = hit
    const isChosen = choice(index) === target
    const named = evidence.columns[index]!.known.has(target) || given(index).length > 0
    const worded = isWorded(evidence.columns[index]!)
    // What no word of the name says is shown as a guess.
    const sure = named ? Math.max(hit.probability, 0.95) : Math.min(hit.probability, worded ? 1 : 0.55)
    return {
      index,
      header,
      target,
      confidence: (isChosen ? 1 : sure * inference.fit) * (isOpen(inference) ? 0.5 : 1),
      reason: isChosen ? 'chosen' : named ? 'name' : worded ? 'part' : 'shape',
      ...plain(inference),
    }
  })
  return { columns, standings }
}
/** In a file of lines alone the order's number and amount are the line's. */
const LINE: Partial<Record<string, string>> = {
  'orders.order_id': 'order_lines.order_id',
  'orders.amount': 'order_lines.amount',
}
/** Some word of the heading is known. */
const isWorded = ({ found }: Evidence['columns'][number]): boolean =>
  found.some((feature) => feature.startsWith('c:'))
/** An amount that stands on each line of its order and is the order's own: what speaks for the line's is the order's. */
function ofOrder(list: RoleGuess[]): RoleGuess[] {
  const of = (target: string) => list.find((guess) => guess.target === target)?.probability ?? 0
  const probability = of('orders.amount') + of('order_lines.amount')
  return [
    { target: 'orders.amount', probability },
    ...list.filter(({ target }) => target !== 'orders.amount' && target !== 'order_lines.amount'),
  ]
}

/** Masks would make one person of many; a discount may be a share of the price, which is no money. */
function isBarred(sheet: Sheet, index: number, target: string, kind: EntityName): boolean {
  const name = target.split('.')[1]!
  if (
    ['customer_id', 'name', 'phone', 'email'].includes(name) &&
    // A list of people keeps what it shows of each: nobody is told apart by it.
    kind !== 'customers' &&
    isMasked(sheet, index)
  )
    return true
  if (lacksAnchor(target, headingOf(sheet.header[index]!).concepts))
    return !namesOf(sheet.header[index]!).has(target)
  if (name !== 'discount') return false
  const values = sheet.present(index, 500).map((cell) => Math.abs(parseNumber(cell) ?? 0))
  return values.some((value) => value !== 0) && !values.some((value) => value > 1)
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
  const meta = assign({ sheet, names: about, entities: ['feedback'], choice: own })
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
  const columns = assign({ sheet, names: left, entities: ['customers'], choice })
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
