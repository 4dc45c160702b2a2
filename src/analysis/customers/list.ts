import { readWords } from '../../engine/condition'
import { readOrder, readRows, readTexts, type Order } from '../../engine/order'
import { AppError } from '../../model/error'
import type { Row } from '../../model/row'
import { TIERS } from '../../model/scheme'
import { isFiltered } from '../scope'
import type { Session } from '../session'
import { sheetFields, type SheetField } from '../sheet'
import { placesAside } from './aside'
import { byPlace, placesOf } from './collate'
import apartSql from './apart.sql?raw'
import domainsSql from './domains.sql?raw'
import freeSql from './free.sql?raw'
import numberedSql from './numbered.sql?raw'
import wordsSql from './words.sql?raw'

/** Everybody who is known, whatever the filter. */
export interface Everybody {
  fields: SheetField[]
  /** By row of `customer_sheet`. */
  numbers: Float64Array
  /** The marts and files that they are of. */
  base: number
  filed: number
}
/** What tells who somebody is, for whoever masks a list. */
export interface Telling {
  /** Columns in free words, or of values that hardly two share. */
  free: ReadonlySet<string>
  /** Domains of e-mail addresses that several customers share: they tell of none. */
  domains: ReadonlySet<string>
}
export interface Sort {
  field: string
  down: boolean
}

const SHEET = 'customer_sheet'
const namesOf = (fields: SheetField[]): ReadonlySet<string> => new Set(fields.map(({ name }) => name))

/** Words with an order of their own, from the lowest. */
const RANKS: Partial<Record<string, readonly string[]>> = {
  tier: TIERS.toReversed(),
  plain: TIERS.toReversed(),
  stage: ['churned', 'dormant', 'potential', 'new', 'active'],
}

/**
 * Fields and numbers of the present customers, who must be numbered (`numberCustomers`); null: no file tells what
 * customers bought, so that there is no list.
 */
export async function openList(session: Session): Promise<Everybody | null> {
  await session.sheet()
  return session.quiet(async ({ engine, base, filed, params, steps }) => {
    if (!params) return null
    // Another filter chooses from the same customers.
    return steps.once('everybody', [base, filed], async () => {
      const fields = await sheetFields(engine)
      const { number } = await engine.columns(numberedSql)
      return { fields, numbers: number!, base, filed }
    })
  })
}

/** What of these customers tells who they are; looked at when a list is to be saved. @throws AppError `cancelled` */
export const tellingOf = (session: Session, everybody: Everybody): Promise<Telling> =>
  session.quiet((now) => {
    const { engine, base, filed, steps } = still(now, everybody)
    return steps.once('telling', [base, filed], async () => {
      const free = new Set((await engine.query<{ name: string }>(freeSql)).map(({ name }) => name))
      const [values] = await engine.query<Record<string, number>>(apartSql)
      for (const { name, kind, type, known } of everybody.fields)
        if (kind === 'said' && type === 'text' && 2 * Number(values![name]) > known) free.add(name)
      const shared = await engine.query<{ domain: string }>(domainsSql)
      return { free, domains: new Set(shared.map(({ domain }) => domain)) }
    })
  })

/**
 * Rows of `customer_sheet` in an order, of everybody or of those whom the filter leaves; words stand as the reader of the
 * language looks for them.
 * @throws AppError `condition.field` where these customers have no such column, `cancelled`
 */
export async function orderList(
  session: Session,
  everybody: Everybody,
  { field, down }: Sort,
  language: string,
): Promise<Float64Array> {
  // Keys stand in the order of ids.
  const names = new Set([...namesOf(everybody.fields), 'key'])
  const read = (order: Order) =>
    session.quiet((now) => {
      const among = isFiltered(now.shown) ? 'scope_customers' : null
      return readOrder(still(now, everybody).engine, SHEET, order, names, among)
    })
  const ranks = RANKS[field]
  if (ranks) return read({ field, down, ranks })
  if (field === 'customer_id') return read({ field: 'key', down })
  if (!isWords(everybody, field)) return read({ field, down })
  // Of a column whose texts were read before it is known that its words are many.
  const few = spelt.get(everybody)?.has(spellingOf(field, language))
    ? null
    : await session.quiet((now) => readWords(still(now, everybody).engine, SHEET, field, MOST_WORDS + 1))
  if (few && few.length <= MOST_WORDS) {
    const places = placesOf(few, language)
    const ordered = few.map((word, i) => ({ word, place: places[i]! })).sort((a, b) => a.place - b.place)
    return read({ field, down, ranks: ordered.map(({ word }) => word) })
  }
  const places = await placesOfField(session, everybody, field, language)
  return byPlace(await read({ field: 'key', down: false }), places, down)
}

const isWords = ({ fields }: Everybody, field: string): boolean =>
  fields.some(({ name, type }) => name === field && type === 'text')

/** A column of so few words is put in order by them; of more, each row's text must be looked at. */
const MOST_WORDS = 60
/** So many rows are read at once, that nothing else waits long. */
const SLICE = 20_000
const spelt = new WeakMap<Everybody, Map<string, Promise<Float64Array>>>()
const spellingOf = (field: string, language: string): string => `${language} ${field}`

/** The place of each row by a column of words; worked out once for these customers, before anybody asks where it can be. */
export function placesOfField(
  session: Session,
  everybody: Everybody,
  field: string,
  language: string,
): Promise<Float64Array> {
  const held = spelt.get(everybody) ?? new Map<string, Promise<Float64Array>>()
  spelt.set(everybody, held)
  const key = spellingOf(field, language)
  const found = held.get(key)
  if (found) return found
  const made = read()
  held.set(key, made)
  made.catch(() => held.delete(key))
  return made

  async function read(): Promise<Float64Array> {
    const texts: (string | null)[] = []
    const { length } = everybody.numbers
    for (let from = 0; from < length; from += SLICE) {
      const part = await session.quiet((now) =>
        readTexts(still(now, everybody).engine, SHEET, field, namesOf(everybody.fields), [
          from,
          from + SLICE,
        ]),
      )
      texts.push(...part)
    }
    return placesAside(texts, language)
  }
}

/** Columns of some rows, in their order. @throws AppError `cancelled` where other rows stand by now */
export const rowsOf = (
  session: Session,
  everybody: Everybody,
  columns: readonly string[],
  rows: readonly number[],
): Promise<Row[]> =>
  session.quiet((now) =>
    readRows<Row>(still(now, everybody).engine, SHEET, columns, rows, namesOf(everybody.fields)),
  )

/** Places of rows mean something in the table only that they were read from. */
function still(session: Session, everybody: Everybody): Session {
  if (everybody.base !== session.base || everybody.filed !== session.filed) throw new AppError('cancelled')
  return session
}

/** What customers are looked for by. */
export interface Words extends Row {
  number: number
  id: string
  name: string | null
  phone: string | null
  email: string | null
}
export const wordsOf = (session: Session): Promise<Words[]> =>
  session.quiet(({ engine }) => engine.query<Words>(wordsSql))
