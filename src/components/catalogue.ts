import { shallowRef } from 'vue'
import type { Choosing } from './query'

/** Every place of a panel that the address may speak of; none until their code has come, which the shell does not wait for. */
export const places = shallowRef<readonly Choosing[]>([])

export async function loadCatalogue(): Promise<void> {
  const [{ PLACES }, { CATALOGUE, panelOf }] = await Promise.all([
    import('../analysis/boards'),
    import('../analysis/catalogue'),
  ])
  const named = [...PLACES].map(([id, { panel }]) => ({ id, controls: panelOf(panel)?.controls }))
  places.value = [...named, ...CATALOGUE.filter(({ id }) => !PLACES.has(id))]
}
