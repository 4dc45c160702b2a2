import { shallowReactive } from 'vue'
import type { PanelResult } from '../analysis/panel'

/** The answers that stand on the page now by the names of their places, for an export of the whole page. */
export const shown = shallowReactive(new Map<string, PanelResult>())
