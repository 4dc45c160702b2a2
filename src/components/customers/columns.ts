import type { Everybody, Sort } from '../../analysis/customers/list'
import type { Say } from '../../analysis/panel'
import type { SheetField } from '../../analysis/sheet'
import type { Cell } from '../../model/row'
import { figureText } from '../../show/cell'
import { valueLabel } from '../../analysis/dimension'

/** Columns of the list until the reader chooses others; what the files do not tell is left out. */
const USUAL = [
  'tier',
  'score',
  'segment',
  'stage',
  'revenue_12m',
  'orders_12m',
  'total_spend',
  'order_count',
  'last_order_on',
  'last_order_at',
  'region',
  'owner',
]
/** They say the same of a customer where orders are there. */
const SUMMED = ['total_spend', 'order_count', 'last_order_at']
/** By what a list is ordered until the reader says otherwise: the first that is known. */
const FIRST = ['revenue_12m', 'revenue_all', 'score', 'total_spend', 'customer_id']

/** What heads every row: the name, or the id where no file tells names. */
export const headOf = (fields: SheetField[]): string =>
  fields.some(({ name }) => name === 'name') ? 'name' : 'customer_id'

/** Columns that are shown, the customer first. */
export function columnsOf(fields: SheetField[], chosen: readonly string[] | undefined): SheetField[] {
  const known = new Map(fields.map((field) => [field.name, field]))
  const usual = known.has('last_order_on') ? USUAL.filter((name) => !SUMMED.includes(name)) : USUAL
  const head = headOf(fields)
  const names = [head, ...(chosen ?? usual).filter((name) => name !== head)]
  return names.flatMap((name) => known.get(name) ?? [])
}

/** The order that was asked for, or the usual one where these customers lack that column. */
export function sortOf({ fields }: Everybody, wanted: Sort | null): Sort {
  if (wanted && fields.some(({ name }) => name === wanted.field)) return wanted
  const field = FIRST.find((name) => fields.some((each) => each.name === name)) ?? 'customer_id'
  return { field, down: field !== 'customer_id' }
}

/** Words go up at the first click, figures and days down. */
export const startsDown = ({ name, type }: SheetField): boolean =>
  type !== 'text' || ['tier', 'plain', 'stage'].includes(name)

export const isFigure = ({ type }: SheetField): boolean => !['text', 'date', 'boolean'].includes(type)

/** A cell in the reader's words; units stand in the head. */
export function cellOf({ name, type }: SheetField, value: Cell | undefined, say: Say): string {
  if (value === null || value === undefined) return '–'
  if (typeof value === 'boolean') return say.t(`answer.${value ? 'yes' : 'no'}`)
  if (type === 'date') return say.date(String(value))
  if (typeof value === 'string') return valueLabel(name, value, say)
  return figureText(type, value, say)
}
