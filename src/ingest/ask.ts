import type { Look } from './ask/look'
import { lookAt } from './ask/look'
import { asAmount, asBuyer, asDay, asOrder } from './ask/role'
import { Sheet } from './mapping/sheet'
import type { Asked, Option } from './notice'

/** What the answer to a question makes of a column. */
export const ROLES = {
  who: 'orders.customer_id',
  when: 'orders.ordered_at',
  how_much: 'orders.amount',
  one_order: 'orders.order_id',
} as const
export type Role = keyof typeof ROLES
export const isRole = (code: string): code is Role => code in ROLES

/** A column as the answer to a question. */
export const columnOption = (role: Role, header: string): Option => ({
  label: header,
  choices: { columns: { [header]: ROLES[role] } },
})

/** Less than this and a column is no candidate; without one for day and amount nothing would come of the answers. */
const LEAST = 0.3

/** So much of a file shows what it is; the other columns of a wide one can be named by hand. */
const ROWS = 300
const COLUMNS = 120
const FEW = 4

interface Ranked {
  look: Look
  score: number
}
const ranked = (looks: Look[], score: (look: Look) => number): Ranked[] =>
  looks
    .map((look) => ({ look, score: score(look) }))
    .filter(({ score: own }) => own >= LEAST)
    .sort((a, b) => b.score - a.score || a.look.index - b.look.index)

/**
 * The questions about a file of sales that nothing else explains: who, when, how much, and what one order is. The
 * candidates come from the cells alone, the best first. Nothing where no column holds days or none holds amounts.
 */
export function ask({ header, rows, types }: Pick<Sheet, 'header' | 'rows' | 'types'>): Asked[] {
  const sheet = new Sheet(header.slice(0, COLUMNS), rows.slice(0, ROWS), types)
  const looks = sheet.header.map((_, index) => lookAt(sheet, index)).filter(({ n }) => n > 0)
  const days = ranked(looks, (look) => asDay(look, looks))
  const when = days[0]
  if (!when) return []
  const amounts = ranked(looks, (look) => (look === when.look ? 0 : asAmount(look, looks)))
  const amount = amounts[0]
  if (!amount) return []
  const taken = (look: Look) => look === when.look || look === amount.look
  const groups = ranked(looks, (look) =>
    taken(look) || look.distinct === look.n ? 0 : asOrder(look, [when.look]),
  )
    .slice(0, FEW)
    .map(({ look }) => look)
  const buyers = ranked(looks, (look) => (taken(look) ? 0 : asBuyer(look, groups)))
  const buyer = buyers[0]?.look ?? null
  const orders = ranked(looks, (look) =>
    taken(look) || look === buyer ? 0 : asOrder(look, [when.look, ...(buyer ? [buyer] : [])]),
  )
  const question = (code: Role, found: Ranked[], more: Option[] = []): Asked => ({
    code,
    params: {},
    options: [...found.map(({ look }) => columnOption(code, look.header)), ...more],
    chosen: -1,
    confidence: sureness(found),
  })
  return [
    question('who', buyers, [{ label: 'option.none', choices: {} }]),
    question('when', days),
    question('how_much', amounts),
    ...(orders.length ? [question('one_order', orders, [{ label: 'option.order.row', choices: {} }])] : []),
  ]
}

/** How good the best is and how far the next one is behind it. */
const sureness = ([first, second]: Ranked[]): number =>
  first ? Math.min(0.9, first.score) * (second ? Math.min(1, 0.5 + first.score - second.score) : 1) : 0
