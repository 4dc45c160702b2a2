import { openQuestions } from '../ingest/answer'
import type { Changes } from '../ingest/entities'
import type { SourceReport } from '../ingest/load'
import { useReceipt, type Receipt } from './receipt'
import { useWorkspace } from './workspace'

/** Sums over the files that a drop brought, as far as they still stand. */
export function broughtBy(last: Receipt | null, all: readonly SourceReport[]) {
  const sources = all.filter(({ id }) => last?.ids.includes(id))
  const sum = (name: 'rowsRead' | 'rowsKept' | 'rowsMerged' | 'rowsSetAside') =>
    sources.reduce((total, source) => total + source[name], 0)
  return {
    files: sources.map(({ file }) => file),
    read: sum('rowsRead'),
    kept: sum('rowsKept'),
    merged: sum('rowsMerged'),
    setAside: sum('rowsSetAside'),
    questions: sources.reduce((total, source) => total + openQuestions(source).length, 0),
  }
}

/** Orders that no older file had, and those that another file had and says otherwise. */
export function ordersOf(last: Receipt | null, all: readonly SourceReport[], changes: Readonly<Changes>) {
  if (!last) return { added: 0, changed: 0, unchanged: 0 }
  const found = all.flatMap(({ id, entities }) =>
    last.ids.includes(id) && entities.includes('orders') ? [changes.get(id)] : [],
  )
  const sum = (name: 'added' | 'changed' | 'unchanged') =>
    found.reduce((total, change) => total + (change?.[name] ?? 0), 0)
  // Files that stand alone bring whatever came.
  const alone = found.some((change) => !change)
  return {
    added: alone ? Math.max(0, last.after.orders - last.before.orders) : sum('added'),
    changed: sum('changed'),
    unchanged: sum('unchanged'),
  }
}

/** Takes out what the last drop brought; the figures are those of before. */
export async function undo(): Promise<void> {
  const receipt = useReceipt()
  const { last } = receipt
  if (!last || receipt.undoing) return
  receipt.undoing = true
  try {
    await useWorkspace().retract(last)
    receipt.amend({ undone: true })
  } finally {
    receipt.undoing = false
  }
}
