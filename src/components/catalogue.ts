import { shallowRef } from 'vue'
import type { Panel } from '../analysis/panel'

/** Every panel there is; none until their code has come, which the shell does not wait for. */
export const catalogue = shallowRef<readonly Panel[]>([])

export async function loadCatalogue(): Promise<void> {
  catalogue.value = (await import('../analysis/catalogue')).CATALOGUE
}
