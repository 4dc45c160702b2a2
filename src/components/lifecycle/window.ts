import type { LifecycleSetting } from '../../model/lifecycle'
import type { Row } from '../../model/row'

/** The windows that part the stages, in days, as the answer about stages carries them. */
export interface Windows {
  /** In force. */
  days: Record<keyof LifecycleSetting, number>
  /** From the customers' own gaps. */
  proposed: Record<keyof LifecycleSetting, number>
  /** How many gaps between days with a purchase the proposal stands on. */
  gaps: number
}

export const WINDOWS = ['newDays', 'dormantDays', 'churnedDays'] as const

const COLUMNS = { newDays: 'new', dormantDays: 'dormant', churnedDays: 'churned' } as const

export function windowsOf(row: Row | undefined): Windows | null {
  if (row?.gaps == null) return null
  const read = (end: string) =>
    Object.fromEntries(
      WINDOWS.map((name) => [name, Number(row[`${COLUMNS[name]}_${end}`])]),
    ) as Windows['days']
  return { days: read('days'), proposed: read('proposed'), gaps: Number(row.gaps) }
}

export type Draft = Record<keyof LifecycleSetting, number | ''>

/** What a form says: an empty field is the proposal. Null: a number that is none of 1…3650 days. */
export function settingOf(draft: Draft): LifecycleSetting | null {
  const values = WINDOWS.map((name) => (draft[name] === '' ? null : draft[name]))
  if (values.some((days) => days !== null && !(Number.isInteger(days) && days >= 1 && days <= 3650)))
    return null
  const [newDays, dormantDays, churnedDays] = values as (number | null)[]
  return { newDays: newDays!, dormantDays: dormantDays!, churnedDays: churnedDays! }
}

/** Whether nobody could ever be dormant: churned comes first. */
export const isSwapped = (setting: LifecycleSetting, { proposed }: Windows): boolean =>
  (setting.dormantDays ?? proposed.dormantDays) >= (setting.churnedDays ?? proposed.churnedDays)
