import { defineStore } from 'pinia'
import * as v from 'valibot'

/** What the reader prefers; it changes how things look, never what they are. */
const Settings = v.object({
  language: v.picklist(['en', 'zh-CN', 'zh-TW']),
  theme: v.picklist(['system', 'light', 'dark']),
  units: v.picklist(['wan', 'km']),
  /** ISO code, or empty: the files do not say. */
  currency: v.pipe(v.string(), v.maxLength(8)),
  /** Colour of a rise: Chinese markets read red as up. */
  rise: v.picklist(['green', 'red']),
  decal: v.boolean(),
  /** 1 Monday … 7 Sunday. */
  weekStart: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7)),
  /** First month of the fiscal year. */
  fiscalStart: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(12)),
  /** Files stay in this browser's storage, and with them the text they were read from. */
  keep: v.boolean(),
  originals: v.boolean(),
})
export type Settings = v.InferOutput<typeof Settings>

const KEY = 'ziggurat.settings'
/** `public/theme.js` reads it before the first paint. */
const THEME_KEY = 'ziggurat.theme'
/** Which workspace was open last. */
const WORKSPACE_KEY = 'ziggurat.workspace'
export const STORED_KEYS = [KEY, THEME_KEY, WORKSPACE_KEY]

function defaultSettings(languages: readonly string[]): Settings {
  const first = languages.find((l) => /^(zh|en)/i.test(l)) ?? 'en'
  const language = /^zh/i.test(first) ? (/tw|hk|mo|hant/i.test(first) ? 'zh-TW' : 'zh-CN') : 'en'
  return {
    language,
    theme: 'system',
    units: language === 'en' ? 'km' : 'wan',
    currency: '',
    rise: 'green',
    decal: false,
    weekStart: 1,
    fiscalStart: 1,
    keep: true,
    originals: true,
  }
}

/** Stored text → settings; what is missing or wrong falls back to the default, one by one. */
function parseSettings(text: string | null, fallback: Settings): Settings {
  let stored: unknown
  try {
    stored = JSON.parse(text ?? '{}')
  } catch {
    return fallback
  }
  if (typeof stored !== 'object' || stored === null) return fallback
  const settings = { ...fallback }
  for (const key of Object.keys(Settings.entries) as (keyof Settings)[]) {
    const parsed = v.safeParse(Settings.entries[key], (stored as Record<string, unknown>)[key])
    if (parsed.success) Object.assign(settings, { [key]: parsed.output })
  }
  return settings
}

/** Storage may be absent or forbidden (plain http in a strict browser): the page works without it. */
const remember = (key: string, value: string): void => {
  try {
    localStorage.setItem(key, value)
  } catch {
    // Nothing to do: the choice lasts for this visit.
  }
}
const forgetKey = (key: string): void => {
  try {
    localStorage.removeItem(key)
  } catch {
    // Nothing was kept.
  }
}
const recall = (key: string): string | null => {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

export const lastWorkspace = (): string | null => recall(WORKSPACE_KEY)
export const rememberWorkspace = (id: string): void => remember(WORKSPACE_KEY, id)
const forgetStored = (): void => STORED_KEYS.forEach(forgetKey)
/** What another window may have chosen meanwhile. */
export const mayKeep = (): boolean => parseSettings(recall(KEY), defaultSettings([])).keep

export const useSettings = defineStore('settings', {
  state: (): Settings => parseSettings(recall(KEY), defaultSettings(navigator.languages)),
  actions: {
    choose(part: Partial<Settings>) {
      this.$patch(part)
      remember(KEY, JSON.stringify(this.$state))
      remember(THEME_KEY, this.theme)
    },
    /** Back to the defaults, with nothing left in the browser's storage. */
    forget() {
      this.$patch(defaultSettings(navigator.languages))
      forgetStored()
    },
  },
})
