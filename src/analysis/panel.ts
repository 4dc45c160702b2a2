import type { ChartOption, Format, Look } from '../charts/look'
import type { Engine } from '../engine/engine'
import type { Row } from '../model/row'
import type { Ground } from './ground'
import type { Room } from './rooms'
import type { Session } from './session'

/** What a column holds: how it is shown, aligned, written to a workbook and hidden in "sums only". */
export type ColumnType =
  'text' | 'tier' | 'count' | 'money' | 'share' | 'index' | 'score' | 'number' | 'days' | 'date' | 'month'
type Disclosure = 'count' | 'money' | 'rate' | 'label' | 'id' | 'text'

/** Where only sums may leave the house: which customers stand behind a figure, and what would tell of them. */
export interface Behind {
  /** Counts of the customers that a figure is of, where they are not those of its row: where one is hidden, so is this. */
  of?: string[] | ((frame: Frame) => string[])
  /** Hidden where it lies 1 to 4 apart from one of those counts: the difference of two counts is one as well. */
  apart?: string[]
  /** A share of that count: hidden where 1 to 4 make it, or are left out of it. */
  portion?: string
  /** Hidden where fewer stand behind it (medians: 10). */
  least?: number
  /**
   * A sum of money that one or two customers may be most of: what the largest and the largest two bring stands beside it, as
   * `held` names it.
   */
  held?: true
  /** A count of all whom the files name or who bought: the totals of tables stand beside it. */
  everybody?: true
  /** The figure of an earlier period, or made of it: hidden where that period is. */
  before?: 'year' | 'period'
}

export interface Column extends Behind {
  name: string
  type: ColumnType
  /** Message key of the head. */
  label: string
  /** What may leave where only sums may; absent: what its type says, so that ids and texts of the files never do. */
  disclosure?: Disclosure
  /** A count that stands beside the others of its row: hidden by itself, not with them. */
  alone?: true
  /** A difference against an earlier count. */
  change?: true
  /** A label that is said of the row, as how often to call: its customers are not of it. */
  told?: true
  /**
   * Whose values a label has, where its column bears another name: `segment`, or `tier@later` as of the day that this fact,
   * column or control says. Empty: it does not part customers.
   */
  dimension?: string
  /**
   * How values are called where they are words of the product's own: the messages that name them (`stage` for `stage.new`),
   * `@rows` and `@columns` for values of the dimension that this control chooses. Absent: a text as the files have it.
   */
  words?: string
}

/** What an answer carries beside the columns of its table: for picture and sentence, a column or a fact. */
export interface Unshown extends Behind {
  name: string
  type: ColumnType | 'flag'
  /** It may leave where only sums may. Of figures of customers that is meant as for columns. */
  leaves?: true
  /**
   * Of a row: said of it and not of who is in it, as its place in the order. Of a fact: a figure of its own and not one of
   * some of the rows, so that what is hidden in them cannot be worked out from it.
   */
  beside?: true
  /** It leaves rounded to so many digits. */
  digits?: number
}

/** Several of one type that are carried alike. */
export const carried = (
  type: Unshown['type'],
  names: readonly string[],
  also: Omit<Unshown, 'name' | 'type'> = {},
): Unshown[] => names.map((name) => ({ name, type, ...also }))

/** Beside a sum of money: what the largest customer brings, and the largest two together. Neither leaves. */
export const held = (...names: string[]): Unshown[] =>
  carried(
    'money',
    names.flatMap((name) => [`${name}_one`, `${name}_two`]),
  )

/** How an answer is made, for who may see only sums of it. */
export type Shape =
  /** A row a group, or a cell of two groups; `merge` puts classes of which `small` cells are all there is into "others". */
  | {
      kind: 'groups'
      /** Whether a customer may stand in several rows. */
      overlaps?: (frame: Frame) => boolean
      merge?: (rows: Row[], small: (row: Row) => boolean, key: string, frame: Frame) => Row[]
    }
  /** One row of figures. */
  | { kind: 'figures' }
  /** Points of a running count, in `group`s; `rank`: points worth keeping before others, 0 first. */
  | { kind: 'curve'; count: string; group?: string; rank?: (row: Row) => number }

const BY_TYPE: Record<ColumnType, Disclosure> = {
  ...{ text: 'text', tier: 'label', date: 'label', month: 'label' },
  ...{ count: 'count', money: 'money' },
  ...{ share: 'rate', index: 'rate', score: 'rate', number: 'rate', days: 'rate' },
}
/** What of a column may leave where only sums may. */
export const disclosureOf = ({ disclosure, type }: Column): Disclosure => disclosure ?? BY_TYPE[type]

/** One choice the reader has on a panel; the values live in the URL as `PANEL.NAME`. */
export interface Control {
  name: string
  /** Message key of the label. */
  label: string
  /** Fixed options (message keys), or `dimension`: whatever dimensions the data has, `saved`: own segments by name. */
  options: { value: string; label: string }[] | 'dimension' | 'saved'
  /** Dimensions that are not offered. */
  leave?: string[]
  /** Fixed options that stand after the dimensions. */
  more?: { value: string; label: string }[]
  /** The values of this column of the answer are options too. */
  valuesOf?: string
  /** Changes how it is laid out, not what is measured. */
  quiet?: true
  /** Chooses what of the answer is drawn; its rows are the same. */
  drawn?: true
  /** The page has a choice of its own for it; here any value goes. */
  hidden?: true
  default: string
}

/** As of when, over which period, and what the data spans; sentences and charts may quote it. */
export interface Frame {
  asOf: string
  periodStart: string
  periodEnd: string
  period: string
  returns: 'net' | 'drop'
  dataStart: string
  dataEnd: string
  /** Date of the review that tiers are compared with, or null. */
  previousReview: string | null
  /** A filter is on: figures are of the chosen customers. */
  filtered: boolean
  /** Field → values kept. */
  filter: Record<string, string[]>
  /** First month of the fiscal year, 1…12. */
  fiscalStart: number
  /** Present value of each control of the panel. */
  controls: Record<string, string>
  /** What belongs to no row of the answer; empty where there is none. */
  facts: Row
}

/** Turns figures into sentences in the reader's language. */
export type Say = Format

/**
 * A question, declared once; page, CSV, HTML report, workbook and command line read the same declaration.
 * Rows go SQL → compute → chart, table, sentence; nothing after `compute` calculates.
 */
export interface Panel {
  id: string
  /** Entities without which the question has no answer; the panel then says which export to add. */
  needs: string[]
  /** What gives its days, its as-of date and its rows where that is not the orders; SQL reads them as `params`. */
  ground?: Ground
  /** Customer files that are summed up already answer it as well as orders do. */
  summed?: true
  /** How many customers (or rows, see `n`) stand behind the figures. */
  n(rows: Row[], facts: Row): number
  /** Below this n the panel says "too little" instead of an answer. */
  least: number
  /** Message of no answer at all, where it is not the choice of customers or period that leaves nothing (null: it is). */
  none?: string | ((session: Session) => string | null)
  controls?: Control[]
  /** Panels of one family that are asked with the same choices stand in one room: see `rooms.ts`. */
  family?: string
  /**
   * Statements that make temporary tables, in the room of the asking, from the whole base: run again when view, scheme or
   * controls changed, and not when only the filter did.
   */
  base?: string | ((room: Engine, frame: Frame) => Promise<void>)
  /** What must be worked out before `base`, once for all who ask; it is not needed for the pyramid. */
  prepare?(session: Session, frame: Frame, room: Room): Promise<unknown>
  /** Message key that says why there is no answer, where it is not for want of customers. */
  lacks?(session: Session): string | null
  /** `tiers`: does not wait for the secondary marts. */
  stage?: 'tiers' | 'all'
  /** One SELECT. It reads `chosen`, the name and value of each control, and `scope`, whom the panel shows. */
  sql: string
  compute?(rows: Row[], frame: Frame): Row[]
  /** What the table shows. With `hidden` it is all that a row holds. */
  columns: Column[]
  hidden?: Unshown[]
  /** What belongs to no row: columns of the SQL that say the same in each. */
  facts?: Unshown[]
  /** Absent: groups. */
  shape?: Shape
  /** The last row is what those above come to. */
  total?: true
  /** null: the panel has no picture (table or figures only). */
  chart: ((rows: Row[], look: Look, frame: Frame) => ChartOption) | null
  /** Height of the picture in px; what has a line for each row grows with them. */
  height?: number | ((rows: Row[]) => number)
  /**
   * Fields that the panel is spread over. It does not apply a filter on them to itself, so that a chosen tier stands
   * among the others instead of alone.
   */
  own?(frame: Frame): string[]
  /** Filter field and value that a click on a mark of this row sets. */
  select?(row: Row, frame: Frame): { field: string; value: string } | null
  sentence(rows: Row[], say: Say, frame: Frame): string
  /** One line under the picture: who is left out, and why. */
  note?(rows: Row[], say: Say, frame: Frame): string | null
  /** Method's source (paper, package), shown under the definition. */
  source?: string
}

/** Whether the rows of a panel are single customers: they leave only as a list that somebody asked for, never as figures. */
export const isOfPeople = ({ columns }: Panel): boolean =>
  columns.some((column) => disclosureOf(column) === 'id' && column.type === 'text')

/** What the rows of an answer hold, and what belongs to none of them. */
export function splitFacts(
  { columns, hidden = [], facts = [] }: Panel,
  rows: Row[],
): { rows: Row[]; facts: Row } {
  const names = [...columns, ...hidden].map(({ name }) => name)
  const pick = (from: Row, some: string[]): Row =>
    Object.fromEntries(some.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]])))
  const about = facts.map(({ name }) => name)
  return { rows: rows.map((row) => pick(row, names)), facts: pick(rows[0] ?? {}, about) }
}

/** Message keys a panel has by its id: `panel.<id>.title`, `.measure` (what, period, unit), `.definition`. */
export const panelKey = (id: string, part: 'title' | 'measure' | 'definition'): string =>
  `panel.${id}.${part}`

export type PanelState = 'loading' | 'ready' | 'empty' | 'needs' | 'error'

/** What a panel answers; frozen, so that nobody changes it and Vue does not proxy its rows. */
export interface PanelResult {
  id: string
  state: PanelState
  /** Why there is no answer, in words (message key and values). */
  reason?: { key: string; params: Record<string, string | number> }
  rows: Row[]
  n: number
  frame: Frame
}

/** While nothing is known of the rows. */
const USUAL = 380

/** Whether the panel says in words of its own why there is no answer. */
export const saysNone = ({ none }: Panel, { reason }: PanelResult): boolean =>
  typeof none === 'function' ? !!reason && !reason.key.startsWith('reason.') : !!none && reason?.key === none

/** Height in px that the picture of these rows wants. */
export const heightOf = ({ height }: Panel, rows: Row[], usual: number): number =>
  typeof height === 'function' ? (rows.length ? height(rows) : USUAL) : (height ?? usual)

/** What stands under a panel, of several things that may be to say; null: nothing is. */
export const notesOf = (...said: (string | null)[]): string | null =>
  said.filter((each) => each !== null).join(' ') || null

export const definePanel = (panel: Panel): Panel => panel
