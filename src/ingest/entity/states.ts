import { ident, insertRows, literal, type Bound, type Engine } from '../../engine/engine'
import { ORDER_STATES, type OrderState } from '../../model/sale'
import type { NoticeCode } from '../../model/notice'
import type { Question } from '../notice'
import { meaningOf, scopeOf, type Meaning, type Scope } from '../state'
import { bothSay, combine, isAudit, type Column, type Said, type Terms } from '../state/combine'
import { parseBoolean } from '../value/words'
import { Counts, type Counted } from './counts'
import type { Found } from './found'
import { has, type SourceTable } from './source'

/** Columns that say something of the sale, the plainest first. */
const STATUSES = ['orders.status', 'orders.payment_status', 'orders.refund_status', 'order_lines.status']

const statusesOf = (source: SourceTable): string[] => STATUSES.filter((target) => has(source, target))

/** What the status columns of a row say together, as one text; null where there are none. */
export function statusKey(source: SourceTable): string | null {
  const targets = statusesOf(source)
  if (targets.length < 2) return targets.map(ident)[0] ?? null
  return targets.map((target) => `coalesce(${ident(target)}, '')`).join(` || chr(31) || `)
}

/**
 * `order_state`: what the words of each file's status columns come to, one row for each of their combinations; a small
 * table instead of a test on every row. `progress` tells the later of two states of one order.
 */
export async function buildStates(engine: Engine, files: SourceTable[], found: Found): Promise<void> {
  const states: Bound[][] = []
  for (const source of files) {
    const key = statusKey(source)
    if (!key) continue
    const targets = statusesOf(source)
    const rows = await engine.query<{ status: string | null; n: number }>(
      `SELECT ${key} AS status, count(*)::DOUBLE AS n FROM ${ident(source.table)} GROUP BY 1 ORDER BY n DESC, 1 LIMIT 20000`,
    )
    const words = rows.map(({ status, n }) => ({ status, n, cells: (status ?? '').split('\u001f') }))
    const columns = targets.map((target, at) =>
      columnOf(
        source,
        target,
        words.map(({ cells }) => cells[at] ?? ''),
      ),
    )
    const given = new Map(Object.entries(source.choices?.states ?? {}))
    const terms = termsOf(source)
    const counts = new Counts()
    for (const { status, n, cells } of words) {
      const said = columns.map((column, at): Said => ({
        column,
        word: cells[at]?.trim() ?? '',
        meaning: given.has(cells[at] ?? '') ? 'silent' : meaningIn(cells[at] ?? '', column, columns.length),
      }))
      const both = bothSay(said)
      const chosen = given.get(both) ?? cells.flatMap((cell) => given.get(cell) ?? [])[0]
      const combined = combine(said, terms)
      const state = chosen ?? combined.state
      counts.add(said, state, n)
      if (combined.isOpen && !chosen) counts.ask(said, state, n)
      if (status !== null)
        states.push([source.id, status, state, progressOf(said, state), said.some(isFinished)])
    }
    tell(source, counts, found)
  }
  await engine.run(
    `CREATE OR REPLACE TABLE order_state (source INTEGER, status VARCHAR, state VARCHAR, progress INTEGER, finished BOOLEAN)`,
  )
  for (let at = 0; at < states.length; at += 1000)
    await insertRows(engine, 'order_state', states.slice(at, at + 1000))
}

const headingOf = (source: SourceTable, target: string): string =>
  source.mapping.columns.find((column) => column.target === target && !column.wide)?.header ?? ''

function columnOf(source: SourceTable, target: string, cells: string[]): Column {
  const heading = headingOf(source, target)
  const own = scopeOf(heading)
  const scope: Scope =
    target === 'orders.refund_status' && own === 'order'
      ? 'refund'
      : target === 'orders.payment_status' && own === 'order'
        ? 'payment'
        : own
  const words = cells.filter((cell) => cell.trim() !== '')
  const yesNo = words.length > 0 && words.every((cell) => parseBoolean(cell) !== null)
  return { target, heading, scope, yesNo, audit: isAudit(scope, heading, words) }
}

/** Under a heading such as 是否取消 yes is no sale; under 是否付款 no is. */
const CALLED_OFF = /cancel|void|annul|storn|取消|作废|作廢|关闭|關閉|キャンセル|취소/i
function wordMeaning(word: string, { heading, scope, yesNo }: Column): Meaning {
  const yes = parseBoolean(word)
  const worded = yes !== null && !/^\d$/.test(word.trim())
  if (yes !== null && (yesNo || worded)) {
    if (CALLED_OFF.test(heading)) return yes ? 'cancelled' : 'sale'
    if (scope === 'refund') return yes ? 'returned' : 'sale'
    if (scope === 'payment') return yes ? 'sale' : 'pending'
    if (scope === 'delivery') return 'silent'
  }
  return meaningOf(word, scope)
}

/** A word that leaves open how its order stands (处理中) is asked where no other column says it. */
function meaningIn(word: string, column: Column, columns: number): Meaning {
  const meaning = wordMeaning(word, column)
  const open = meaning === 'silent' && column.scope === 'order' && columns === 1 && word.trim() !== ''
  return open ? 'unknown' : meaning
}

const PAID =
  /实付|實付|实收|實收|实际|實際|已付|已收|付款金|支付金|收款|\bpaid|payment|received|collected|captured|入金|결제/i
function termsOf(source: SourceTable): Terms {
  const amounts = ['orders.amount', 'order_lines.amount'].map((target) => headingOf(source, target))
  return { paid: amounts.some((heading) => PAID.test(heading)), credit: has(source, 'orders.due_at') }
}

const isFinished = ({ meaning }: Said): boolean => meaning === 'finished'

/** Of two states that one order was seen in, the one that comes later. */
const progressOf = (said: Said[], state: OrderState): number =>
  state === 'pending' ? 0 : state !== 'completed' ? 3 : said.some(isFinished) ? 2 : 1

/** Words that are not known are asked; orders that are no sales by their words are told with them. */
function tell(source: SourceTable, counts: Counts, found: Found): void {
  const file = source.file ?? ''
  const say = (code: NoticeCode, words: [column: string, words: Counted[]][], more = {}) => {
    for (const [column, list] of words)
      found.notices.push({ code, file, column, params: { ...counts.told(list), ...more } })
  }
  say('not_sales', counts.of('pending', 'cancelled'))
  say('owed', counts.of('owed'))
  for (const [column, words] of counts.of('returned'))
    found.returned.push({ source: source.id, file, column, example: counts.told(words).example })
  if (!has(source, 'orders.refund')) say('part_refunds', counts.of('part'))
  const unknown = counts.of('unknown')
  say('status', unknown, { total: '' })
  for (const [column, words] of unknown)
    found.questions.push(...words.slice(0, MOST).map((word) => unknownQuestion(file, column, word)))
  const open = counts.open.toSorted((a, b) => b.n - a.n).slice(0, MOST)
  found.questions.push(...open.map((each) => contraryQuestion(file, each)))
}

/** What the orders come to that came back in whole by their status, once for each file. After the orders are built. */
export async function tellReturned(engine: Engine, found: Found): Promise<void> {
  if (!found.returned.length) return
  const rows = await engine.query<{ source: number; n: number; amount: number }>(
    `SELECT source, count(*)::DOUBLE AS n, coalesce(sum(returned), 0)::DOUBLE AS amount FROM orders WHERE state = 'returned' GROUP BY source`,
  )
  for (const { source, file, column, example } of found.returned) {
    const row = rows.find((each) => each.source === source)
    if (row)
      found.notices.push({
        code: 'returned',
        file,
        column,
        params: { n: row.n, amount: row.amount, example },
      })
  }
}

/** As many words are asked at once; the next ones when these are answered. */
const MOST = 8
const statusQuestion = (
  file: string,
  column: string,
  { word, n }: Pick<Counted, 'word' | 'n'>,
  states: readonly OrderState[],
): Omit<Question, 'chosen' | 'confidence'> => ({
  code: 'status',
  file,
  column,
  value: word,
  params: { n, example: word },
  options: states.map((state) => ({
    label: `option.state.${state}`,
    choices: { states: { [word]: state } },
  })),
})
/** What becomes of the orders that carry a word that is not known: each word may mean something else. */
const unknownQuestion = (file: string, column: string, word: Counted): Question => ({
  ...statusQuestion(file, column, word, ORDER_STATES),
  chosen: 0,
  confidence: 0.6,
})
const EITHER: readonly OrderState[] = ['completed', 'pending']
/** … or of which one column says that they are sales and another one that they are none. */
const contraryQuestion = (file: string, { heading, state, ...word }: Counts['open'][number]): Question => ({
  ...statusQuestion(file, heading, word, EITHER),
  chosen: EITHER.indexOf(state),
  confidence: 0.7,
})

/** `order_state` of one file, to be joined on its status words. */
export const stateJoin = (source: SourceTable): string => {
  const key = statusKey(source)
  return key
    ? `LEFT JOIN (SELECT status, state, progress, finished FROM order_state WHERE source = ${literal(String(source.id))}::INTEGER) AS s ON s.status = ${key}`
    : ''
}
