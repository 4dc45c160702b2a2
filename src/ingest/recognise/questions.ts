import type { EntityName } from '../../model/entities'
import { columnOption, ROLES, type Role } from '../ask'
import type { ColumnMapping, Mapping } from '../mapping'
import type { Asked, Option } from '../notice'
import type { Standing } from './assign'
import type { KindGuess } from './read'

/** What the figures of a file of orders stand on, and which meanings answer it. */
const ANSWERED_BY = {
  who: ['orders.customer_id', 'customers.phone', 'customers.email', 'customers.name'],
  when: ['orders.ordered_at'],
  how_much: ['orders.amount', 'order_lines.amount'],
} as const satisfies Partial<Record<Role, string[]>>
/** What says how much where no column has the amount itself. */
const PRICE = 'order_lines.unit_price'
type Answered = keyof typeof ANSWERED_BY
type Standings = (targets: readonly string[]) => Standing[]

/** Answers less sure than this are asked; the figures are from the reliability of readings of files not learnt from. */
export const SURE: Record<Answered | 'kind', number> = { kind: 0.9, who: 0.8, when: 0.8, how_much: 0.95 }
/** A kind less sure than this is none: what the cells say is asked instead. */
export const KNOWN_AT_ALL = 0.3
/** The only candidate is asked about where it is hardly one. */
const ALONE = 0.4
/** A column that has less of the evidence is no candidate. */
const LEAST = 0.02
/** So likely a kind must be to be asked for beside nothing at all. */
const NEAR = 0.12

/** How sure the answers are that move figures, 0…1; a meaning that no column has is 0. */
export function surenessOf(
  entity: string,
  columns: ColumnMapping[],
  standings: Standings,
): Mapping['sureness'] {
  const mine = (targets: readonly string[]) =>
    columns.filter(({ target }) => target && targets.includes(target))
  const isChosen = (targets: readonly string[]) => mine(targets).some(({ reason }) => reason === 'chosen')
  const share = (targets: readonly string[], index: number) =>
    standings(targets).find((standing) => standing.index === index)?.share ?? 0
  /** Of several meanings the least sure one counts. */
  const each = (targets: readonly string[]) => {
    if (isChosen(targets)) return 1
    const shares = mine(targets).map(({ index, target }) =>
      // An amount may as well be the line's or the order's: which of both does not move a figure.
      mine(targets).length > 1 ? share([target!], index) : share(targets, index),
    )
    return shares.length ? Math.min(...shares) : 0
  }
  if (entity === 'customers') {
    const spent = ['customers.total_spend']
    return mine(spent).length ? { how_much: each(spent) } : {}
  }
  if (entity === 'tickets') return { when: each(['tickets.opened_at']) }
  if (entity !== 'orders') return {}
  const people = mine(ANSWERED_BY.who).reduce((sum, { index }) => sum + share(ANSWERED_BY.who, index), 0)
  return {
    who: isChosen(ANSWERED_BY.who) ? 1 : Math.min(1, people),
    when: each(ANSWERED_BY.when),
    how_much: each(mine(ANSWERED_BY.how_much).length ? ANSWERED_BY.how_much : [PRICE]),
  }
}

/** What is asked of a file that was taken for one of orders: the candidates as they stand, the one taken first. */
export function questionsOf(
  { columns, sureness = {} }: Pick<Mapping, 'columns' | 'sureness'>,
  standings: Standings,
  mayBeMoney: (index: number) => boolean,
): Asked[] {
  return (Object.keys(ANSWERED_BY) as Answered[]).flatMap((code): Asked[] => {
    const sure = sureness[code] ?? 1
    if (sure >= SURE[code]) return []
    const targets: readonly string[] = ANSWERED_BY[code]
    const taken = columns.find(({ target }) => target && targets.includes(target))
    const found = standings(targets).filter(
      ({ index, share }) =>
        index === taken?.index || (share > LEAST && (code !== 'how_much' || mayBeMoney(index))),
    )
    // That nobody says it is told in words of its own; without a candidate there is nothing to choose from.
    if (!found.length) return []
    // Quantity times price says it: a column that is hardly an amount does not say it better.
    const isPriced = code === 'how_much' && columns.some(({ target }) => target === PRICE)
    if (!taken && isPriced && found[0]!.share < ALONE) return []
    // One column that can be it, and is, or goes by its name, leaves nothing to choose.
    if (taken && found.length < 2 && (sure > ALONE || taken.reason === 'name')) return []
    const options = found.map(({ index }): Option => optionOf(code, columns[index]!))
    const chosen = found.findIndex(({ index }) => index === taken?.index)
    return [
      {
        code,
        params: {},
        options: [...options, ...(code === 'who' ? [{ label: 'option.none', choices: {} }] : [])],
        chosen,
        confidence: sure,
      },
    ]
  })
}

/** A column that has one of the meanings keeps it; any other gets the plain one. */
function optionOf(code: Answered, { header, target }: ColumnMapping): Option {
  const targets: readonly string[] = ANSWERED_BY[code]
  return target && targets.includes(target) && target !== ROLES[code]
    ? { label: header, choices: { columns: { [header]: target } } }
    : columnOption(code, header)
}

/**
 * What the file holds, where that is not sure: the kinds that it may be, the one taken first (else the likeliest).
 * @param also kinds that are offered however little is counted for them
 */
export function kindQuestion(
  guesses: KindGuess[],
  sure: number,
  { taken, also = [] }: { taken?: string; also?: EntityName[] } = {},
): Asked[] {
  if (sure >= SURE.kind) return []
  const kinds = new Map<string, number>()
  for (const { entity, probability } of guesses) {
    const kind = entity ?? 'other'
    kinds.set(kind, (kinds.get(kind) ?? 0) + probability)
  }
  const found = [...kinds]
    .sort((a, b) => Number(b[0] === taken) - Number(a[0] === taken) || b[1] - a[1])
    // The likeliest of all others is offered however little it has: beside the first they may be many.
    .filter(
      ([kind, probability], i) =>
        i < 2 || probability > 0.05 || kind === taken || also.includes(kind as EntityName),
    )
  if (found.length < 2) return []
  // A file that is most likely nothing of ours is asked about only where something of ours is not far.
  if (found[0]![0] === 'other' && found[1]![1] < NEAR && !also.length) return []
  return [
    {
      code: 'kind',
      params: {},
      options: found.map(([kind]) => ({ label: `option.kind.${kind}`, choices: { kind } })),
      chosen: 0,
      confidence: sure,
    },
  ]
}
