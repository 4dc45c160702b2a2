import {
  disclosureOf,
  isOfPeople,
  type Column,
  type Frame,
  type Panel,
  type PanelResult,
  type Say,
} from '../analysis/panel'
import type { Row } from '../model/row'
import type { Answer } from './answer'
import { isSmall, LEAST } from './protect'
import { countsOf, filterOf, isSecret, tablesOf, type Table, type Total } from './book'
import { secure } from './secure'
import {
  factsOf,
  figures,
  figuresOf,
  grouped,
  hideWhatFollows,
  isEmptied,
  steps,
  type Draft,
  type HiddenKeys,
} from './suppress'

/** What of a panel may leave the house when only sums may. */
export interface Disclosed {
  panel: Panel
  /** Rows with only what columns declare and the chart needs; hidden cells are null. */
  result: PanelResult
  /** Columns that are shown. */
  columns: string[]
  /** Hidden cells: row and column. All other nulls are "no answer". */
  hidden: [row: number, column: string][]
  /** Some cells are hidden though they are large, because they would give a small one away. */
  guarded: boolean
  /** The panel's sentence says the same of these rows as of all; else the title stands in its place. */
  sentence: boolean
  /** So does what stands under it; else it is left out. */
  note: boolean
}

/**
 * "Sums only": what a file may show of its panels, for any writer to write and nothing else. Pure.
 *
 * - Counts of 1 to 4 are hidden with everything in their row; a zero is shown, as nobody is behind it.
 * - Small classes of a heat map are merged into "others" first.
 * - Where a total, a share or an index would give a hidden cell away, further cells are hidden (`protect`); a tier
 *   hidden in one table is hidden in all of the file; a month's figure is hidden a year later as "a year before" too.
 * - What follows from several tables of the file together is hidden as well (`secure`): all that is shown is one system of
 *   sums, in which whoever a table leaves out is a group like any other. Where totals alone would tell of them, a panel
 *   says neither how many there are in all nor shares of them.
 * - A sum of money is hidden where one customer brings more than half of it, or two more than three quarters.
 * - Medians need 10 customers. The Lorenz curve keeps only points that lie at least 5 customers apart, so that no
 *   step of it is one customer's revenue; Gini has two digits.
 * - A difference against the last review is shown when both counts may be shown.
 * - A panel of fewer than 5 customers is withheld as a whole, and so is one of which the rows are single customers.
 * - Numbers of customers and texts of the files are left out of every panel; words of the product's own stay.
 *
 * Not covered: what follows from groups of which none is a sum of others (the top 5 % beside the Diamonds).
 */
export const disclose = (answers: Answer[], past: Table[] = []): Disclosed[] =>
  discloseBeside(answers, past).disclosed

/**
 * The same beside files of these customers that were saved before: nothing follows from all of them together. `told` is what
 * this one says, for those that come after it.
 */
export function discloseBeside(answers: Answer[], past: Table[]): { disclosed: Disclosed[]; told: Table[] } {
  const drafts = draftsOf(answers)
  const closed = hideTogether(answers, drafts, past)
  const told: Table[] = []
  const disclosed = answers.map((answer, at) => {
    const { panel, result } = answer
    if (result.state !== 'ready') return unanswered(answer)
    if (isOfPeople(panel)) return withheld(panel, result, { key: 'report.people', params: { least: LEAST } })
    const draft = drafts[at]
    if (!draft || isEmptied(panel, draft) || (closed.has(at) && panel.shape?.kind === 'curve'))
      return withheld(panel, result)
    for (const table of tablesOf(at, panel, result, draft))
      told.push({ ...table, past: { closed: closed.has(at) } })
    return shown(answer, closed.has(at) ? withoutTotals(panel, draft) : draft)
  })
  return { disclosed, told }
}

/** Each panel with what must be hidden of it for itself, and of classes that another one hides. */
function draftsOf(answers: Answer[]): (Draft | null)[] {
  const hidden: HiddenKeys = new Map()
  for (;;) {
    const before = sizeOf(hidden)
    const drafts = answers.map(({ panel, result }) =>
      result.state === 'ready' && !isOfPeople(panel) ? suppressed(panel, result, hidden) : null,
    )
    if (sizeOf(hidden) === before) return drafts
  }
}

/** Hides further rows of the drafts, so that nothing follows from all of them together; says which panels tell no totals. */
function hideTogether(answers: Answer[], drafts: (Draft | null)[], past: Table[]): Set<number> {
  const tables = answers.flatMap(({ panel, result }, at) =>
    drafts[at] ? tablesOf(at, panel, result, drafts[at]) : [],
  )
  const totals = answers.flatMap((answer, at) => (drafts[at] ? totalsOf(at, answer, drafts[at]) : []))
  const before = past.map((table, place) => ({ ...table, at: -1 - place }))
  const secrets = secure([...before, ...tables], totals)
  for (const { at, cells } of tables)
    for (const { key, rows, figures } of cells)
      for (const measure of figures.keys())
        if (isSecret(secrets, measure, key))
          for (const row of rows)
            hideFigure(answers[at]!.panel, drafts[at]!, row, measure, secrets.cells.has(key))
  answers.forEach(({ panel, result }, at) => drafts[at] && hideWhatFollows(panel, result, drafts[at]))
  return secrets.closed
}

/** Hides one figure of a row; with a count of all its customers, or where `all` is to go, the whole row. */
function hideFigure(panel: Panel, draft: Draft, row: number, name: string, all: boolean): void {
  const hidden = draft.hidden[row]!
  const figures = all || countsOf(panel).includes(name) ? figuresOf(panel) : [name]
  if (figures.every((each) => hidden.has(each))) return
  draft.guarded = true
  draft.gone[row] ||= figures.length > 1
  for (const each of figures) hidden.add(each)
}

/** What counts everybody in a headline, and how many stand behind a curve. */
function totalsOf(at: number, { panel, result }: Answer, { rows, hidden }: Draft): Total[] {
  const [row] = rows
  const among = JSON.stringify(filterOf(panel, result))
  if (panel.shape?.kind === 'curve' && panel.facts?.some(({ everybody }) => everybody))
    return [{ key: panel.id, count: result.n, at, among }]
  if (panel.shape?.kind !== 'figures' || !row) return []
  return panel.columns
    .filter(({ everybody, name }) => everybody && row[name] != null && !hidden[0]!.has(name))
    .map(({ name }) => ({ key: `${panel.id} ${name}`, count: Number(row[name]), at: null, among }))
}

/** Shares say what a whole is that is hidden. */
function withoutTotals(panel: Panel, draft: Draft): Draft {
  const rates = [...panel.columns, ...(panel.hidden ?? [])].filter(
    (each) => ['share', 'index'].includes(each.type) && !('beside' in each) && !('disclosure' in each),
  )
  for (const names of draft.hidden) for (const { name } of rates) names.add(name)
  return { ...draft, guarded: true, n: 0 }
}

const sizeOf = (hidden: HiddenKeys): number => [...hidden.values()].reduce((sum, set) => sum + set.size, 0)

const unanswered = ({ panel, result }: Answer): Disclosed => ({
  panel,
  result: {
    ...result,
    rows: [],
    n: isSmall(result.n) ? 0 : result.n,
    reason: result.reason && plainReason(result.reason),
  },
  columns: [],
  hidden: [],
  guarded: false,
  sentence: false,
  note: false,
})

/** "Too few: 3" would say the count. */
const plainReason = (reason: NonNullable<PanelResult['reason']>): PanelResult['reason'] =>
  reason.key === 'reason.tooLittle' ? WITHHELD : reason
const WITHHELD = { key: 'report.withheld', params: { least: LEAST } }

const withheld = (panel: Panel, result: PanelResult, reason = WITHHELD): Disclosed =>
  unanswered({ panel, result: { ...result, state: 'empty', reason, n: 0 } })
/** Numbers of customers never leave, and of texts only words of the product's own. */
const mayLeave = (column: Column): boolean => {
  const disclosure = disclosureOf(column)
  return disclosure !== 'id' && (disclosure !== 'text' || column.words !== undefined)
}

function shown({ panel, result }: Answer, draft: Draft): Disclosed {
  const columns = panel.columns.filter(mayLeave).map(({ name }) => name)
  const kept = [...columns, ...(panel.hidden ?? []).filter(({ leaves }) => leaves).map(({ name }) => name)]
  const hidden = draft.hidden.flatMap((names, at) => [...names].map((name): [number, string] => [at, name]))
  const rows = draft.rows.map((row, at): Row =>
    Object.fromEntries(
      kept.flatMap((name) =>
        row[name] === undefined ? [] : [[name, draft.hidden[at]!.has(name) ? null : row[name]]],
      ),
    ),
  )
  const frame = { ...result.frame, facts: factsOf(panel, result.frame, hidden.length > 0) }
  const sentence = spoken(panel, result.rows, result.frame) === spoken(panel, rows, frame)
  return {
    panel,
    result: { ...result, rows, frame, n: draft.n ?? result.n },
    columns,
    hidden: hidden.filter(([, name]) => columns.includes(name)),
    guarded: draft.guarded,
    sentence,
    note: noted(panel, result.rows, frame) === noted(panel, rows, frame),
  }
}

function suppressed(panel: Panel, result: PanelResult, hiddenKeys: HiddenKeys): Draft | null {
  const { shape } = panel
  if (shape?.kind === 'figures') return figures(panel, result.rows, result.frame)
  if (shape?.kind === 'curve') return steps(shape, result.rows, result.n)
  return grouped(panel, result, hiddenKeys)
}

/** Says a sentence or a note without words, so that two can be compared. */
const EXACT: Say = {
  currency: '',
  count: String,
  money: String,
  moneyShort: String,
  // Gini is published with two digits, so it is compared as it is said.
  number: (value, digits = 1) => value.toFixed(digits),
  share: (value) => String(value),
  date: (iso) => iso,
  month: (iso) => iso,
  t: (key, params) => JSON.stringify([key, params]),
}
const spoken = (panel: Panel, rows: Row[], frame: Frame): string => panel.sentence(rows, EXACT, frame)
const noted = (panel: Panel, rows: Row[], frame: Frame): string | null =>
  panel.note?.(rows, EXACT, frame) ?? null
