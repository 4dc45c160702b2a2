import { fieldOf, type EntityName, type FieldType } from '../../model/entities'
import type { Anonymous, ColumnMapping, Mapping } from '../mapping'
import type { Told } from '../notice'
import { differsWithin } from '../recognise/owner'
import { questionsOf, surenessOf } from '../recognise/questions'
import { knownByAddress } from './address'
import { mayBeMoney } from './money'
import { isMasked, isTitled } from './buyer'
import { guessesFor, type Context } from './context'
import { NAMED } from './names'
import { isFilled } from './fill'
import { fieldsOf, ownerOf, type Found } from './kind'
import { packed } from './level'
import type { Sheet } from './sheet'
import { assigned } from './roles'
import { months, survey } from './wide'

const LINE_FIELDS = ['product_id', 'product_name', 'category', 'quantity', 'unit_price', 'cost', 'margin']
const REACHED = ['customers.email', 'customers.phone', 'customers.name']

/**
 * Columns of a file of a kind, and the entities that they fill: what the kind could hold and no column says falls away.
 */
export function mapped(kind: Found, context: Context): Partial<Mapping> {
  const { sheet, known, wanted } = context
  const preset = known && known.preset.entities[0] === kind.entity ? known.preset : null
  if (kind.layout === 'survey') {
    const { columns: found = [], ...read } = survey(context)
    return { ...read, columns: knownByAddress(found, 'feedback', context) }
  }
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
  const ticket = columns.find(({ target }) => target === 'tickets.ticket_id')
  if (ticket)
    ({ columns, standings } = assigned(
      context,
      kind.entity,
      entities,
      (index, target) => target !== 'tickets.customer_id' || !differsWithin(sheet, ticket.index, index),
    ))
  // A flat order file holds lines only if it says what was bought, and not all of it in one cell.
  if (kind.entity === 'orders' && entities.includes('order_lines'))
    if (!LINE_FIELDS.some((name) => has(`order_lines.${name}`)) || packed(sheet, columns))
      again('order_lines')
  columns = knownByAddress(columns, kind.entity, context)
  let anonymous: Anonymous | null = null
  let masked: number[] = []
  if (kind.entity === 'orders') {
    const ids = columns.some(({ target }) => target?.endsWith('.customer_id'))
    const reached = columns.filter(({ target }) => target && REACHED.includes(target))
    const isNamed =
      !ids && reached.every(({ target, reason }) => target === 'customers.name' && reason !== 'chosen')
    if (isNamed && reached.every(({ index }) => isTitled(sheet, index))) {
      const hidden = (index: number) => isMasked(sheet, index) || isTitled(sheet, index)
      masked = sheet.header.flatMap((_, index) => (hidden(index) ? [index] : []))
      anonymous = masked.length ? 'masked' : 'absent'
      again('customers')
    } else if (isNamed)
      // A name alone is a weak key.
      columns = columns.map((column) =>
        column.target === 'customers.name'
          ? { ...column, confidence: Math.min(column.confidence, 0.55) }
          : column,
      )
  } else if (kind.entity === 'customers' && !has('customers.customer_id')) masked = maskedKeys(columns, sheet)
  else if (kind.entity === 'touches' && !has('touches.customer_id')) anonymous = 'sums'
  entities = trim(entities, columns)
  columns = columns.map((column) => meantAs(column, columns, entities, context))
  const sureness = surenessOf(kind.entity, columns, standings)
  return {
    entities,
    columns,
    sureness,
    notices: [
      ...masked.slice(0, 1).map((index): Told => ({
        code: anonymous ? 'masked' : 'masked_list',
        column: masked.map((own) => sheet.header[own]).join(', '),
        params: { example: sheet.present(index)[0] ?? '' },
      })),
      ...columns.flatMap(({ meant, header, index }): Told[] =>
        meant
          ? [
              {
                code: 'unreadable',
                column: header,
                params: { example: sheet.present(index, 3).join(', ').slice(0, 60) },
              },
            ]
          : [],
      ),
    ],
    questions:
      kind.entity === 'orders'
        ? questionsOf({ columns, sureness }, standings, (index) => mayBeMoney(context, index))
        : [],
    preset: preset?.id ?? null,
    anonymous,
    fill: entities.includes('orders') && entities.includes('order_lines') && isFilled(sheet, columns),
  }
}

/** What tells people of a list apart, where all of it shows them in part only. */
function maskedKeys(columns: ColumnMapping[], sheet: Sheet): number[] {
  const keys = columns.flatMap(({ target, index }) => (target && REACHED.includes(target) ? [index] : []))
  return keys.every((index) => isMasked(sheet, index) || isTitled(sheet, index)) ? keys : []
}

/** An amount, a count or a day by its name, which its cells are not: that is told, and no figure stands on it. */
function meantAs(
  column: ColumnMapping,
  columns: ColumnMapping[],
  entities: EntityName[],
  { sheet, evidence, choice }: Context,
): ColumnMapping {
  const { index, target, dropped } = column
  if (target || dropped || choice(index) === null || !sheet.present(index, 1).length) return column
  const named = [...evidence.columns[index]!.known]
    .filter(([name, score]) => score > NAMED && entities.includes(ownerOf(name)))
    .flatMap(([name]) => ({ name, type: fieldOf(name)?.type ?? 'text' }))
  const [first] = named
  if (!first || !named.every(({ type }) => READ.has(type))) return column
  const taken = named.some(({ name }) => columns.some((other) => other.target === name))
  return taken || sheet.as(index, first.type).fit >= 0.5 ? column : { ...column, meant: first.name }
}
const READ = new Set<FieldType>(['money', 'quantity', 'number', 'share', 'date', 'datetime'])
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

/** Entities that got no column of their own fall away. */
function trim(entities: EntityName[], columns: ColumnMapping[]): EntityName[] {
  const owns = (name: EntityName) => columns.some((c) => c.target?.startsWith(`${name}.`))
  const id = columns.some((c) => c.target?.endsWith('.customer_id'))
  return entities.filter((name) => owns(name) || (name === 'customers' && id))
}
