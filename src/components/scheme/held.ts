import { shallowRef } from 'vue'
import { carry } from '../../model/carry'
import { changesOf } from '../../model/change'
import { isVersion, type TierScheme } from '../../model/scheme'
import { fitScheme } from '../../stats/scheme'
import { useRecipe } from '../../workspace/recipe'
import { useWorkspace } from '../../workspace/workspace'

/** A draft, and the scheme that it changes. */
interface Held {
  base: TierScheme
  scheme: TierScheme
}
/** It outlives a look at another page. */
const kept = shallowRef<Held | null>(null)
/** It was made of a scheme that is not in use any more: other files brought another proposal, or another version came into use. */
export const left = shallowRef<Held | null>(null)

/** The draft of the scheme in use; null: nobody changes it. */
export const draftOf = (base: TierScheme | null): TierScheme | null =>
  base && kept.value?.base === base ? kept.value.scheme : null
export const hold = (base: TierScheme, scheme: TierScheme): void => void (kept.value = { base, scheme })
export const drop = (): void => void (kept.value = null)

let accepting = false
/** Accepts the draft: it is in use then and waits for nobody; where that fails it stays the draft it was. */
export async function accept(work: () => Promise<void>): Promise<void> {
  accepting = true
  try {
    await work()
    drop()
  } finally {
    accepting = false
  }
}

const alike = (one: TierScheme, other: TierScheme): boolean =>
  isVersion(one, other) && !changesOf(one, other).length

/** Another scheme is in use: a draft of the one before goes on where it is the same one, else it waits until it is back. */
export function follow(now: TierScheme | null): void {
  if (accepting || !now) return
  if (!kept.value && left.value?.base === now) [kept.value, left.value] = [left.value, null]
  const held = kept.value
  if (!held || held.base === now) return
  drop()
  if (!changesOf(held.base, held.scheme).length) return
  if (alike(held.base, now)) hold(now, carry(held.base, held.scheme, now))
  else left.value = held
}

/** The draft that waits becomes one of the scheme in use, as far as these data can give it; it is not applied. */
export async function takeUp(): Promise<void> {
  const workspace = useWorkspace()
  const [held, now] = [left.value, workspace.scheme]
  if (!held || !now) return
  const known = await (await workspace.start()).indicators()
  const carried = carry(held.base, held.scheme, now)
  hold(now, fitScheme(carried, (name) => known.has(name)) ?? now)
  left.value = null
}

let following = false
/** What is decided of other files is of no use here: once for the page. */
export function forgetWithRecipe(): void {
  if (following) return
  following = true
  useRecipe().$onAction(({ name, after }) => {
    if (name === 'forget') after(() => void (kept.value = left.value = null))
  }, true)
}
