import { computed, ref, watchEffect, type ComputedRef, type Ref } from 'vue'
import type { Look } from '../charts/look'
import { font, palettes } from '../charts/theme'
import { useSettings } from '../workspace/settings'
import { useSay } from './say'

function media(query: string): Ref<boolean> {
  const list = window.matchMedia(query)
  const matches = ref(list.matches)
  list.addEventListener('change', () => (matches.value = list.matches))
  return matches
}

const dark = media('(prefers-color-scheme: dark)')
const reduced = media('(prefers-reduced-motion: reduce)')
/** Between `beforeprint` and `afterprint`: charts are drawn for white paper. */
const printing = media('print')
/** A drawing shrinks to the paper only with a view box; on the screen it would go stale with the next resize. */
function frame(on: boolean): void {
  for (const svg of document.querySelectorAll('.chart svg')) {
    const size = ['width', 'height'].map((name) => svg.getAttribute(name))
    if (on) svg.setAttribute('viewBox', `0 0 ${size.join(' ')}`)
    else svg.removeAttribute('viewBox')
  }
}
window.addEventListener('beforeprint', () => {
  printing.value = true
  frame(true)
})
window.addEventListener('afterprint', () => {
  printing.value = false
  frame(false)
})
/** The page is laid out as wide as paper. */
export const paper = ref(false)

/** Prints with pictures drawn for paper; the browser's own print command shrinks those of the screen. */
export async function print(): Promise<void> {
  const root = document.documentElement
  paper.value = printing.value = true
  root.dataset.paper = ''
  await new Promise((resolve) => setTimeout(resolve, 350))
  window.print()
  paper.value = printing.value = false
  delete root.dataset.paper
}

let theme: ComputedRef<'light' | 'dark'> | undefined
/** The theme that is on the screen, after the system was asked. */
export function useTheme(): ComputedRef<'light' | 'dark'> {
  const settings = useSettings()
  theme ??= computed(() => (settings.theme === 'system' ? (dark.value ? 'dark' : 'light') : settings.theme))
  return theme
}

let look: ComputedRef<Look> | undefined
/** All that charts take from the reader's preferences. */
export function useLook(): ComputedRef<Look> {
  const settings = useSettings()
  const say = useSay()
  const shown = useTheme()
  look ??= computed(() => {
    const name = printing.value ? 'light' : shown.value
    const { good, bad } = palettes[name]
    return {
      theme: name,
      palette: palettes[name],
      font,
      format: say.value,
      motion: !reduced.value && !printing.value,
      decal: settings.decal,
      rise: settings.rise === 'red' ? bad : good,
      fall: settings.rise === 'red' ? good : bad,
    }
  })
  return look
}

/** Writes the theme to the page, as `public/theme.js` did before the first paint. */
export function wearTheme(): void {
  const settings = useSettings()
  const shown = useTheme()
  watchEffect(() => {
    const root = document.documentElement
    root.dataset.theme = shown.value
    root.dataset.rise = settings.rise
    root.classList.toggle('dark', shown.value === 'dark')
  })
}
