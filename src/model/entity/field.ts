export type FieldType =
  'id' | 'text' | 'money' | 'quantity' | 'number' | 'share' | 'date' | 'datetime' | 'boolean'
/** `dated` fields are known as of any past date; `snapshot` fields only as the export happened to show them. */
type FieldTime = 'dated' | 'snapshot'
/** What the field would give away: decides what a report may carry. */
type FieldDisclosure = 'id' | 'name' | 'contact' | 'text' | 'label' | 'date' | 'money' | 'count' | 'rate'

export interface Field {
  name: string
  type: FieldType
  time: FieldTime
  disclosure: FieldDisclosure
  /** A row cannot stand without it. */
  required?: boolean
  /** Header names as exports write them, normalised when compared; English, simplified, traditional. */
  synonyms: string[]
}
export interface Entity {
  name: EntityName
  /** Field that names a row; newest wins where it repeats. Lines and answers have none. */
  key: string | null
  fields: Field[]
}
export type EntityName =
  | 'customers'
  | 'orders'
  | 'order_lines'
  | 'feedback'
  | 'tickets'
  | 'deals'
  | 'touches'
  | 'points'
  | 'events'
  | 'contracts'
  | 'targets'

type Options = { time?: FieldTime; disclosure?: FieldDisclosure; required?: boolean }

const usual: Record<FieldType, FieldDisclosure> = {
  id: 'id',
  text: 'label',
  money: 'money',
  quantity: 'count',
  number: 'count',
  share: 'rate',
  date: 'date',
  datetime: 'date',
  boolean: 'label',
}

/** `synonyms` is one line, separated by `|`. */
export const field = (name: string, type: FieldType, synonyms: string, options: Options = {}): Field => ({
  name,
  type,
  time: options.time ?? 'dated',
  disclosure: options.disclosure ?? usual[type],
  ...(options.required ? { required: true } : {}),
  synonyms: [name, ...synonyms.split('|')],
})
export const snapshot = (name: string, type: FieldType, synonyms: string, options: Options = {}): Field =>
  field(name, type, synonyms, { ...options, time: 'snapshot' })
