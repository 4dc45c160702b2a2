import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { CATALOGUE, panelOf } from '../analysis/catalogue'
import type { Panel } from '../analysis/panel'
import { LANGUAGES, type Language } from '../analysis/say'
import { AppError } from '../model/error'
import { parseView, type View } from '../model/view'
import { currencyName } from '../ingest/currency'
import { isZone } from '../ingest/value/date'
import { readGiven, UsageError, type Given } from './given'

/** What the command line was asked to do. */
export interface Options {
  files: string[]
  /** Where to write; at least one is given, unless help is wanted. */
  json?: string
  html?: string
  /** Where a recipe lies that the page saved. */
  recipe?: string
  /** The panels that are asked; all, unless some are named. */
  panels: Panel[]
  view: View
  /** Period and returns were given, and go before those of a recipe. */
  given: { period: boolean; returns: boolean }
  /** What is answered of the files before anybody asks. */
  answers: Given[]
  /** A question that stands open is a failure. */
  strict: boolean
  /** The zone in which times are told; that of the machine, if none. */
  zone?: string
  /** The currency of the figures, as a code. */
  currency?: string
  language: Language
  help: boolean
}

const text = { type: 'string' } as const

/** Arguments → options. @throws UsageError, AppError `view.*` */
export function readOptions(args: string[]): Options {
  const { values, positionals } = parse(args)
  const language = LANGUAGES.find((each) => each === (values.lang ?? 'en'))
  if (!language)
    throw new UsageError('report.cli.language', { value: values.lang!, known: LANGUAGES.join(', ') })
  if (values.returns !== undefined && values.returns !== 'net' && values.returns !== 'drop')
    throw new UsageError('report.cli.returns', { value: values.returns })
  for (const [option, key] of [
    ['as-of', 'view.date'],
    ['period', 'view.period'],
  ] as const)
    if (values[option] === '') throw new AppError(key, { value: '' })
  const view = parseView({ asOf: values['as-of'], period: values.period, returns: values.returns })
  const panels = values.panels === undefined ? CATALOGUE : namedPanels(values.panels)
  const { json, html, recipe, help = false, strict = false } = values
  const zone = values['time-zone']
  if (zone !== undefined && !isZone(zone)) throw new UsageError('report.cli.zone', { value: zone })
  const currency = values.currency === undefined ? undefined : currencyName(values.currency)
  if (currency !== undefined && !/^[A-Z]{3}$/.test(currency))
    throw new UsageError('report.cli.currency', { value: values.currency! })
  const given = { period: values.period !== undefined, returns: values.returns !== undefined }
  if (!help && !positionals.length) throw new UsageError('report.cli.noFiles')
  if (!help && !json && !html) throw new UsageError('report.cli.noOutput')
  const names = positionals.map((path) => basename(path))
  const answers = help ? [] : (values.answer ?? []).map((each) => readGiven(each, names))
  const more = { answers, strict, ...(zone ? { zone } : {}), ...(currency ? { currency } : {}) }
  return { files: positionals, json, html, recipe, panels, view, given, ...more, language, help }
}

/** Panels by their ids, separated by commas, in the order of the catalogue. @throws UsageError */
function namedPanels(list: string): Panel[] {
  const ids = list.split(',').map((id) => id.trim())
  const unknown = ids.find((id) => !panelOf(id))
  if (unknown === undefined) return CATALOGUE.filter(({ id }) => ids.includes(id))
  const known = CATALOGUE.map(({ id }) => id).join(', ')
  throw new UsageError('report.cli.noPanel', { value: unknown, known })
}

/** The language of messages, known even where the rest of the arguments is wrong. */
export function languageOf(args: string[]): Language {
  const at = args.indexOf('--lang')
  const named = at < 0 ? args.find((arg) => arg.startsWith('--lang='))?.slice(7) : args[at + 1]
  return LANGUAGES.find((each) => each === named) ?? 'en'
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: text,
        html: text,
        'as-of': text,
        period: text,
        returns: text,
        recipe: text,
        panels: text,
        answer: { type: 'string', multiple: true },
        strict: { type: 'boolean' },
        'time-zone': text,
        currency: text,
        lang: text,
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    // What the platform says is English; the argument that it names is whose it is.
    const value = /'(-[^' ]*)/.exec(message)?.[1] ?? ''
    const unknown = code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION'
    throw new UsageError(unknown ? 'report.cli.option' : 'report.cli.optionValue', { value })
  }
}
