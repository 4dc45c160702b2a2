import { computed, shallowRef, watch, type ComputedRef } from 'vue'
import type { Say } from '../analysis/panel'
import { createSay, joined, LANGUAGES, type Language, type Messages } from '../analysis/say'
import { useSettings, type Settings } from '../workspace/settings'
import { useWorkspace } from '../workspace/workspace'

/** A language is a chunk of its own, loaded when it is spoken. */
const loaders: Record<Language, () => Promise<{ files: Record<string, Messages> }>> = {
  en: () => import('./words/en'),
  'zh-CN': () => import('./words/zh-CN'),
  'zh-TW': () => import('./words/zh-TW'),
}
const words = shallowRef<{ language: Language; messages: Messages }>({ language: 'en', messages: {} })

/** The messages of a language, of the files that are wanted. */
export async function messagesOf(language: Language, wanted = (_: string) => true): Promise<Messages> {
  const { files } = await loaders[language]()
  return joined(Object.entries(files).flatMap(([path, words]) => (wanted(path) ? [words] : [])))
}

/** Words of pages that not everybody opens; they come with the page. */
const later = import.meta.glob<Messages>('../locales/*/pages/*.json', { import: 'default' })
const learnt = new Set<string>()

/** Loads the words of a page (`locales/LANGUAGE/pages/NAME.json`), in every language that is spoken from now on. */
export async function learn(name: string): Promise<void> {
  if (learnt.has(name)) return
  learnt.add(name)
  await speak(useSettings().language)
}

async function speak(language: Language): Promise<void> {
  const more = [...learnt].map((name) => later[`../locales/${language}/pages/${name}.json`]!())
  const files = await Promise.all([messagesOf(language), ...more])
  // The reader may have turned to another language meanwhile.
  if (language !== useSettings().language) return
  words.value = { language, messages: joined(files) }
  document.documentElement.lang = language
}

export const isLanguage = (text: unknown): text is Language => LANGUAGES.includes(text as Language)

/** What a language writes its large numbers in, until the reader says otherwise. */
const unitsOf = (language: Language): Settings['units'] => (language === 'en' ? 'km' : 'wan')

/** A language from the address: for this visit, and with its own way of writing numbers. */
export function adopt(language: Language): void {
  const settings = useSettings()
  if (settings.language === language) return
  settings.$patch({ language, units: unitsOf(language) })
}

/** Loads the language of the settings and follows it from then on. */
export async function startSpeaking(): Promise<void> {
  const settings = useSettings()
  watch(
    () => settings.language,
    (language, before) => {
      if (settings.units === unitsOf(before)) settings.choose({ units: unitsOf(language) })
      void speak(language)
    },
  )
  await speak(settings.language)
}

let say: ComputedRef<Say> | undefined

/** The page's translator; its messages are there before the first component is. */
export function useSay(): ComputedRef<Say> {
  const settings = useSettings()
  const workspace = useWorkspace()
  say ??= computed(() =>
    createSay(words.value.language, words.value.messages, {
      units: settings.units,
      currency: workspace.sign,
    }),
  )
  return say
}
