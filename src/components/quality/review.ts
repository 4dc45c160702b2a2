import { shallowReactive } from 'vue'
import type { LikelyGroup } from '../../analysis/quality/groups'
import type { Merge } from '../../model/quality'
import type { Row } from '../../model/row'

/** What was decided of a group in the dialog, before it is applied. */
export type Verdict = { kind: 'merge'; into: string } | { kind: 'apart' }

/** Verdicts that are not applied yet; they outlive the dialog. */
export const pending = shallowReactive(new Map<LikelyGroup, Verdict>())

/** Of several customers the one to count under: most orders, then known longest, then by id. */
export function mainOf(members: Row[]): string {
  const [first] = [...members].sort(
    (a, b) =>
      Number(b.orders) - Number(a.orders) ||
      String(a.created_at ?? '9').localeCompare(String(b.created_at ?? '9')) ||
      (String(a.customer_id) < String(b.customer_id) ? -1 : 1),
  )
  return String(first?.customer_id ?? '')
}

/** Fields that some member says, with whether the members agree; what nobody says is left out. */
export function compared(members: Row[], fields: readonly string[]): { field: string; differs: boolean }[] {
  return fields.flatMap((field) => {
    const said = members.map((row) => row[field]).filter((value) => value !== null && value !== undefined)
    if (!said.length) return []
    return [{ field, differs: said.length < members.length || new Set(said.map(String)).size > 1 }]
  })
}

/** Verdicts on groups → the decisions to add. */
export function decisionsOf(
  groups: LikelyGroup[],
  verdicts: ReadonlyMap<LikelyGroup, Verdict>,
): { merges: Merge[]; apart: string[][] } {
  const merges: Merge[] = []
  const apart: string[][] = []
  for (const group of groups) {
    const verdict = verdicts.get(group)
    if (verdict?.kind === 'merge') merges.push({ ids: group.ids, into: verdict.into })
    if (verdict?.kind === 'apart') apart.push(group.ids)
  }
  return { merges, apart }
}
