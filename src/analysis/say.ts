import {
  compile,
  createCoreContext,
  registerLocaleFallbacker,
  registerMessageCompiler,
  registerMessageResolver,
  fallbackWithSimple,
  resolveValue,
  translate,
  type CoreContext,
} from '@intlify/core-base'
import type { Say } from './panel'

export type Language = 'en' | 'zh-CN' | 'zh-TW'
export const LANGUAGES: Language[] = ['en', 'zh-CN', 'zh-TW']

/** What of the reader's preferences changes how a value is written. */
export interface Writing {
  /** 万/亿 or K/M. */
  units: 'wan' | 'km'
  /** ISO code, or empty: the files do not say. */
  currency: string
}
export type Messages = { [key: string]: string | Messages }

/** Words of several files as one: what two of them have under one name is joined, of one message the last holds. */
export function joined(files: Messages[]): Messages {
  const into: Messages = {}
  for (const file of files)
    for (const [key, value] of Object.entries(file)) {
      const old = into[key]
      into[key] = typeof value === 'string' ? value : joined(typeof old === 'object' ? [old, value] : [value])
    }
  return into
}

const SIGNS: Record<string, string> = {
  CNY: '¥',
  TWD: 'NT$',
  HKD: 'HK$',
  USD: '$',
  EUR: '€',
  GBP: '£',
  JPY: 'JP¥',
  SGD: 'S$',
  KRW: '₩',
}

/** "1 days": a sentence has several counts, and its form follows one of them. */
const ONE =
  /(?<![\d.,−–-])1 (answer|cell|check|column|contact|customer|day|deal|file|group|item|month|order|point|row|segment|ticket|time|value|week)s\b/g

const ONE_DOES = /(?<![\d.,−–-])1( [a-z]+)? (are|were|have|bring|stand)\b/gi
const SINGULAR: Record<string, string> = {
  are: 'is',
  were: 'was',
  have: 'has',
  bring: 'brings',
  stand: 'stands',
}

registerMessageCompiler(compile)
registerMessageResolver(resolveValue)
registerLocaleFallbacker(fallbackWithSimple)

/**
 * The one translator of page, report and command line: messages and numbers in the reader's language. It stands on
 * vue-i18n's core without Vue, so that sentences can be written where there is no page.
 */
export function createSay(language: Language, messages: Messages, writing: Writing): Say {
  const context = createCoreContext({
    locale: language,
    messages: { [language]: messages } as never,
    missingWarn: false,
    fallbackWarn: false,
    missing: (_, __, key) => key,
  }) as CoreContext
  const plain = new Intl.NumberFormat(language, { maximumFractionDigits: 0 })
  const digitsOf = (digits: number) =>
    new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits })
  const sign = SIGNS[writing.currency] ?? (writing.currency ? `${writing.currency} ` : '')
  const signed = (value: number, text: string) => `${value < 0 ? '−' : ''}${sign}${text}`
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' })
  const month = new Intl.DateTimeFormat(language, { year: 'numeric', month: 'short', timeZone: 'UTC' })
  return {
    currency: writing.currency,
    count: (value) => plain.format(value),
    number: (value, digits = 1) => digitsOf(digits).format(value),
    share: (value, digits = 1) => `${digitsOf(digits).format(value * 100)}%`,
    money: (value) => signed(value, digitsOf(2).format(Math.abs(value))),
    moneyShort: (value) => signed(value, short(Math.abs(value), language, writing.units)),
    date: (iso) => (!iso ? '–' : language === 'en' ? date.format(new Date(iso)) : iso.slice(0, 10)),
    month: (iso) => (language === 'en' ? month.format(new Date(iso)) : iso.slice(0, 7)),
    t: (key, params = {}) => {
      const n = params.n
      // A count chooses the words by its value and stands in them as counts do.
      const shown = typeof n === 'number' && Number.isInteger(n) ? { ...params, n: plain.format(n) } : params
      const text = String(translate(context, key, shown, { plural: Number(n ?? 1) } as never))
      return language === 'en'
        ? text
            .replace(ONE, '1 $1')
            .replace(ONE_DOES, (_, noun = '', verb: string) => `1${noun} ${SINGULAR[verb]}`)
        : text
    },
  }
}

/** `1.48 亿`, `612 万`, `3.2M`; below the first unit the number as it is. */
function short(value: number, language: Language, units: Writing['units']): string {
  const write = (scaled: number, unit: string, gap: string) => {
    const digits = scaled >= 1000 ? 0 : scaled >= 100 ? 1 : 2
    return `${new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(scaled)}${gap}${unit}`
  }
  if (units === 'wan') {
    const [wan, yi] = language === 'zh-TW' ? ['萬', '億'] : ['万', '亿']
    if (value >= 1e8) return write(value / 1e8, yi!, ' ')
    if (value >= 1e4) return write(value / 1e4, wan!, ' ')
  } else {
    if (value >= 1e9) return write(value / 1e9, 'B', '')
    if (value >= 1e6) return write(value / 1e6, 'M', '')
    if (value >= 1e4) return write(value / 1e3, 'K', '')
  }
  return new Intl.NumberFormat(language, { maximumFractionDigits: value < 100 ? 2 : 0 }).format(value)
}
