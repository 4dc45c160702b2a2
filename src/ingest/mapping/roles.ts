import { fieldOf, type EntityName } from '../../model/entities'
import { normalise } from '../../model/header'
import type { ColumnMapping } from '../mapping'
import { assignRoles, type Assigned, type Needed, type Standing } from '../recognise/assign'
import { headingOf } from '../recognise/heading'
import type { Evidence, RoleGuess } from '../recognise/read'
import { rivalry } from '../recognise/rivals'
import { lacksAnchor } from '../recognise/roles'
import { parseNumber } from '../value'
import { isMasked, isNumberOf, isTitled } from './buyer'
import { attribute, isOpen, plain } from './column'
import { guessesFor, isWorded, type Context } from './context'
import { ownerOf } from './kind'
import { orderOwn } from './level'
import { namesOf } from './names'
import { givenBy } from './preset'

/** What a file of a kind hardly does without. */
const NEEDED: Partial<Record<EntityName, Needed[]>> = {
  orders: [
    { targets: ['orders.ordered_at'], reach: 3 },
    // A price is an amount as well, times one where no quantity stands.
    { targets: ['orders.amount', 'order_lines.amount', 'order_lines.unit_price'], reach: 3 },
    { targets: ['orders.customer_id', 'customers.phone', 'customers.email', 'customers.name'], reach: 1.2 },
    { targets: ['orders.order_id'], reach: 2 },
  ],
  tickets: [
    { targets: ['tickets.opened_at'], reach: 0.3 },
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

/** Columns of a file of a kind, each with what it means to these entities; `may` leaves meanings out. */
export function assigned(
  context: Context,
  kind: EntityName,
  entities: EntityName[],
  may: (index: number, target: string) => boolean = () => true,
): { columns: ColumnMapping[]; standings: (targets: readonly string[]) => Standing[] } {
  const { sheet, choice, known, evidence, person, wanted } = context
  const { guesses, own } = guessed(context, kind)
  const given = (index: number) => {
    if (person?.given === index && kind !== 'feedback')
      return [{ target: `${kind === 'orders' ? 'customers' : kind}.name`, score: 0.95 }]
    return known ? givenBy(known, sheet.header[index]!) : []
  }
  const { columns: found, standings } = assignRoles({
    sheet,
    guesses: guesses.map((list, index) => {
      // A column that misleads beside better ones is taken only where nothing better is there.
      if (known?.ignore.has(normalise(sheet.header[index]!)) && !given(index).length)
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
    before: rivalry(context.fitted.rivals, evidence.columns),
    barred: (index, target) => !may(index, target) || isBarred(context, index, target, kind),
    wanted: wanted.length ? [] : (NEEDED[kind] ?? []),
  })
  // A common name for money means the line's where lines are there, unless every line of an order repeats it.
  const amount = found.find(({ target }) => target === 'orders.amount')
  if (
    amount &&
    entities.includes('order_lines') &&
    !found.some(({ target }) => target === 'order_lines.amount') &&
    choice(amount.index) === undefined &&
    !own.has(amount.index) &&
    !evidence.columns[amount.index]!.found.includes('r:once')
  ) {
    const line =
      guesses[amount.index]!.find(({ target }) => target === 'order_lines.amount')?.probability ?? 0
    if (line > 0.03 || evidence.columns[amount.index]!.known.has('order_lines.amount'))
      amount.target = 'order_lines.amount'
  }
  // A price without a quantity beside it is what was paid.
  const price = found.find(({ target }) => target === 'order_lines.unit_price')
  const isPriced = found.some(({ target }) => target.endsWith('.amount') || target === 'order_lines.quantity')
  if (price && kind === 'orders' && !isPriced && choice(price.index) === undefined)
    price.target = 'order_lines.amount'
  const byColumn = new Map(found.map((one) => [one.index, one]))
  const columns = sheet.header.map((_, index) => {
    const hit = byColumn.get(index)
    return hit
      ? columnOf(hit, context, given(index).length > 0)
      : {
          ...attribute(sheet, index),
          reason: choice(index) === null ? ('chosen' as const) : ('attribute' as const),
        }
  })
  return { columns, standings }
}

/** What each column may mean by the evidence, and which amounts of lines are their order's. */
function guessed(context: Context, kind: EntityName): { guesses: RoleGuess[][]; own: Set<number> } {
  const guesses = [...guessesFor(context, kind)]
  if (kind === 'order_lines')
    return {
      guesses: guesses.map((list) =>
        list.map((guess) => ({ ...guess, target: LINE[guess.target ?? ''] ?? guess.target })),
      ),
      own: new Set(),
    }
  if (kind !== 'orders') return { guesses, own: new Set() }
  const own = orderOwn(context.sheet, guesses)
  const day = onlyDay(context.evidence)
  if (day !== null) guesses[day] = [...guesses[day]!, { target: 'orders.ordered_at', probability: ONLY }]
  return { guesses, own }
}
/** In a file of lines alone the order's number and amount are the line's. */
const LINE: Partial<Record<string, string>> = {
  'orders.order_id': 'order_lines.order_id',
  'orders.amount': 'order_lines.amount',
}
/** An amount that stands on each line of its order and is the order's own: what speaks for the line's is the order's. */
function ofOrder(list: RoleGuess[]): RoleGuess[] {
  const of = (target: string) => list.find((guess) => guess.target === target)?.probability ?? 0
  const probability = of('orders.amount') + of('order_lines.amount')
  return [
    { target: 'orders.amount', probability },
    ...list.filter(({ target }) => target !== 'orders.amount' && target !== 'order_lines.amount'),
  ]
}

/** @param given a known export says what the column means */
function columnOf(
  { index, target, probability, inference }: Assigned,
  { sheet, choice, evidence }: Context,
  given: boolean,
): ColumnMapping {
  const column = evidence.columns[index]!
  const isChosen = choice(index) === target
  const named = column.known.has(target) || given
  const worded = isWorded(column)
  // What no word of the name says is shown as a guess.
  const sure = named ? Math.max(probability, 0.95) : Math.min(probability, worded ? 1 : 0.55)
  return {
    index,
    header: sheet.header[index]!,
    target,
    confidence: (isChosen ? 1 : sure * inference.fit) * (isOpen(inference) ? 0.5 : 1),
    reason: isChosen ? 'chosen' : named ? 'name' : worded ? 'part' : 'shape',
    ...plain(inference),
  }
}

const SUMS = ['customers.total_spend', 'customers.order_count']
/** What a column may not mean, whatever speaks for it. */
function isBarred(
  { sheet, evidence, known }: Context,
  index: number,
  target: string,
  kind: EntityName,
): boolean {
  const name = target.split('.')[1]!
  // Masks would make one person of many; a list of people keeps what it shows of each: nobody is told apart by it.
  if (
    ['customer_id', 'name', 'phone', 'email'].includes(name) &&
    kind !== 'customers' &&
    isMasked(sheet, index)
  )
    return true
  if (name === 'customer_id' && isTitled(sheet, index)) return true
  // Who buys is not who receives.
  if (
    kind === 'orders' &&
    !known &&
    target === 'customers.phone' &&
    evidence.columns[index]!.found.includes('r:receiver')
  )
    return true
  // What grows with the quantity is no price of one piece, whatever it is called.
  if (target === 'order_lines.unit_price' && evidence.columns[index]!.found.includes('r:scales')) return true
  if (lacksAnchor(target, headingOf(sheet.header[index]!).concepts))
    return !namesOf(sheet.header[index]!).has(target)
  // A list of people is told apart by a number only where each row has its own.
  if (target === 'customers.customer_id' && kind === 'customers')
    return !evidence.columns[index]!.known.has(target) && !isNumberOf(sheet, index)
  // What somebody spent so far is worked out from the orders of a file that has them.
  if (kind === 'orders' && SUMS.includes(target)) return true
  if (name !== 'discount') return false
  // A discount may be a share of the price, which is no money.
  const values = sheet.present(index, 500).map((cell) => Math.abs(parseNumber(cell) ?? 0))
  return values.some((value) => value !== 0) && !values.some((value) => value > 1)
}
