import { openAsBlob } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { PLACES } from '../analysis/boards'
import { panelOf } from '../analysis/catalogue'
import type { Say } from '../analysis/panel'
import { createSay, type Language, type Writing } from '../analysis/say'
import { Session } from '../analysis/session'
import { openNative } from '../engine/native'
import { sha256 } from '../ingest/hash'
import { faultOf } from '../ingest/fault'
import { openQuestions } from '../ingest/answer'
import { emptiness, isNote } from '../ingest/note'
import { zonesOf } from '../ingest/zones'
import type { Remembered } from '../ingest/remembered'
import type { Part } from '../ingest/unpack'
import { AppError } from '../model/error'
import { sourceOf, type Answer } from '../report/answer'
import { jsonReport } from '../report/json'
import { questionText } from '../show/notice'
import { reasonOf } from '../show/panel'
import { writeSnapshot, type SnapshotInput } from '../report/snapshot'
import { MESSAGES } from './messages'
import type { Recipe } from '../model/recipe'
import { Answers, openOf, openText } from './answers'
import { UsageError } from './given'
import { languageOf, readOptions, type Options } from './options'
import { checkOutputs, WriteError, whyOf, writeOutputs } from './outputs'
import { openRecipe, prepare, rememberedBy, viewBy, writingBy } from './recipe'

/** Where the command writes: its own output, and what it has to tell. */
export interface Terminal {
  out(text: string): void
  note(text: string): void
}

/** Ended well; something failed; the arguments make no sense. */
type Code = 0 | 1 | 2

/** The command line: files → panels → JSON and HTML. Returns the exit code, never throws. */
export async function command(args: string[], terminal: Terminal): Promise<Code> {
  const language = languageOf(args)
  let say = createSay(language, MESSAGES[language], writingOf(language))
  let options: Options
  let recipe: Recipe | null
  try {
    options = readOptions(args)
    const { json, html, files } = options
    await checkOutputs(
      [json, html].filter((path) => path !== undefined),
      options.recipe ? [...files, options.recipe] : files,
    )
    recipe = options.help ? null : await openRecipe(options.recipe)
  } catch (cause) {
    return refuse(cause, say, terminal)
  }
  if (options.help) {
    terminal.out(say.t('report.cli.help'))
    return 0
  }
  const written = writingBy(writingOf(language), recipe)
  const writing = { ...written, currency: options.currency ?? written.currency }
  say = createSay(language, MESSAGES[language], writing)
  const engine = await openNative()
  try {
    const session = new Session(engine)
    session.today = new Date().toLocaleDateString('sv')
    const { reading } = recipe ?? {}
    session.zone = options.zone ?? reading?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
    session.currency = options.currency ?? reading?.currency ?? null
    if (recipe) await prepare(session, recipe)
    return await answer(
      { ...options, view: viewBy(options, recipe) },
      session,
      recipe,
      writing,
      say,
      terminal,
    )
  } catch (cause) {
    if (cause instanceof UsageError) return refuse(cause, say, terminal)
    const error = AppError.from(cause)
    terminal.note(wordsOf(error, '', say))
    return error.code.startsWith('recipe.') ? 2 : 1
  } finally {
    await engine.stop()
  }
}

/** That standard output took no more, in the language of the arguments. */
export function unwritten(args: string[], cause: unknown): string {
  const language = languageOf(args)
  const say = createSay(language, MESSAGES[language], writingOf(language))
  return say.t('report.cli.write', { file: 'stdout', why: say.t(whyOf(cause)) })
}

function refuse(cause: unknown, say: Say, terminal: Terminal): 2 {
  terminal.note(
    cause instanceof UsageError ? say.t(cause.key, cause.params) : wordsOf(AppError.from(cause), '', say),
  )
  terminal.note(say.t('report.cli.seeHelp'))
  return 2
}

/** The files say of no currency; amounts go by the reader's language. */
const writingOf = (language: Language): Writing => ({ units: language === 'en' ? 'km' : 'wan', currency: '' })

const wordsOf = (error: AppError, file: string, say: Say): string =>
  say.t(`error.${error.code}`, { file, ...error.params })

function tell(error: AppError, name: string, say: Say, terminal: Terminal): void {
  const message = wordsOf(error, name, say)
  terminal.note(message.includes(name) ? message : say.t('report.cli.failed', { file: name, message }))
}

/** Files of which nothing came, now that all are seen: one that says more about what others name is of use. */
function empty(session: Session, say: Say, terminal: Terminal): number {
  const nothing = session.sources.filter((source) => emptiness(source))
  for (const source of nothing) {
    // What can be answered is asked below, and is still no report.
    if (!openQuestions(source).length) tell(emptiness(source)!, source.file, say, terminal)
  }
  return nothing.length
}

/** Reads every file it can. Each that fails is told of and leaves the others standing. */
async function read(
  paths: string[],
  session: Session,
  remembered: Remembered,
  answers: Answers,
  say: Say,
  terminal: Terminal,
): Promise<number> {
  let failed = 0
  const parts = new Map<number, Part>()
  const fail = (error: AppError, name: string) => {
    if (!isNote(error.code)) failed++
    tell(error, name, say, terminal)
  }
  for (const path of paths) {
    const name = basename(path)
    try {
      const file = await openFile(path)
      const opened = await session.open(file, name, { remembered, about: answers.choices })
      const hash = await sha256(file)
      for (const { source: first, part } of opened.read) {
        const source = await answers.heard(session, first, part)
        source.sha256 = hash
        parts.set(source.id, part)
      }
      for (const { name, error } of opened.failures) fail(error, name)
    } catch (cause) {
      fail(faultOf(cause, name), name)
    }
  }
  for (const { id, file, sha256: hash, choices } of session.unlike)
    try {
      ;(await session.reload(id, parts.get(id)!.text, choices)).sha256 = hash
    } catch (cause) {
      fail(AppError.from(cause), file)
    }
  return failed
}

async function openFile(path: string): Promise<Blob> {
  const unreadable = (detail: string, cause?: unknown) =>
    new AppError('file.unreadable', { file: basename(path), detail }, { cause })
  const found = await stat(path).catch((cause: Error) => {
    throw unreadable(cause.message, cause)
  })
  if (!found.isFile()) throw unreadable(path)
  return openAsBlob(path)
}

async function answer(
  options: Options,
  session: Session,
  recipe: Recipe | null,
  writing: Writing,
  say: Say,
  terminal: Terminal,
): Promise<Code> {
  const { view } = options
  const given = new Answers(options.answers, say)
  const unread = await read(options.files, session, rememberedBy(recipe ?? undefined), given, say, terminal)
  if (!session.sources.length) {
    terminal.note(say.t('report.cli.nothing'))
    return 1
  }
  await session.rebuild(view, recipe?.schemes[0] ?? null)
  if (await given.looked(session)) await session.rebuild(view, recipe?.schemes[0] ?? null)
  const failed = unread + empty(session, say, terminal)
  given.check(session.sources, (await session.told(false)).questions)
  await checkCurrency(options, session)
  const answers: Answer[] = []
  for (const panel of options.panels) answers.push({ panel, result: await session.run(panel) })
  // Where a board chooses something of its own, the report has its answer beside the usual one.
  const placed: Answer[] = []
  for (const [place, { panel: id, choices }] of PLACES) {
    const usual = answers.find(({ panel }) => panel.id === id)
    if (!usual) continue
    placed.push({ ...usual, place, ...(choices && { result: await session.run(usual.panel, choices) }) })
  }
  const about = { version: __VERSION__, asOf: session.dates?.as_of || null, view }
  const sources = session.sources.map(sourceOf)
  const told = await session.told()
  const open = openOf(told.questions, session.sources)
  // Of several currencies the figures are of one, and are written so.
  const home = told.currencies.find(({ counts }) => counts)?.currency
  const written = home ? { ...writing, currency: home } : writing
  const words = home ? createSay(options.language, MESSAGES[options.language], written) : say

  const outputs: [path: string, content: string | Uint8Array][] = []
  if (options.json)
    outputs.push([
      options.json,
      `${JSON.stringify(jsonReport(about, sources, { ...told, open }, answers, words), null, 2)}\n`,
    ])
  if (options.html)
    outputs.push([
      options.html,
      await bytesOf({
        ...about,
        title: say.t('report.title'),
        answers: placed,
        sources,
        messages: MESSAGES,
        language: options.language,
        writing: written,
        zone: zonesOf(session.sources).join(', '),
        rise: recipe?.look?.rise,
        createdAt: new Date().toISOString(),
      }),
    ])
  try {
    await writeOutputs(outputs)
  } catch (cause) {
    if (!(cause instanceof WriteError)) throw cause
    terminal.note(say.t('report.cli.write', { file: cause.file, why: say.t(cause.why) }))
    return 1
  }

  const asked = answers.find(({ panel }) => panel.id === 'overview.kpis')?.result
  const [headline] = (asked ?? (await session.run(panelOf('overview.kpis')!))).rows
  const broken = answers.filter(({ result }) => result.state === 'error')
  for (const { panel, result } of broken)
    terminal.note(say.t('report.cli.panel', { id: panel.id, message: reasonOf(result, say) }))
  terminal.note(
    say.t(about.asOf ? 'report.cli.summary' : 'report.cli.summaryUndated', {
      files: say.count(sources.length),
      rows: say.count(sources.reduce((sum, source) => sum + source.rowsRead, 0)),
      customers: say.count(Number(headline?.customers ?? 0)),
      date: about.asOf ?? '',
      outputs: outputs.map(([path]) => path).join(', '),
    }),
  )
  for (const question of open) terminal.note(openText(question, questionText(question, say), say))
  // Files were read, and nothing of ours is in any of them, whatever were answered.
  if (session.sources.every(({ entities }) => !entities.length) && !open.length) return 2
  return failed || broken.length || (options.strict && open.length) ? 1 : 0
}

const bytesOf = async (input: SnapshotInput): Promise<Uint8Array> =>
  new Uint8Array(await writeSnapshot(input).arrayBuffer())

/** @throws UsageError where the files name currencies, and not the one that is wanted */
async function checkCurrency({ currency }: Options, session: Session): Promise<void> {
  const known = currency ? await session.currencies() : []
  if (currency && known.length && !known.includes(currency))
    throw new UsageError('report.cli.noCurrency', { value: currency, known: known.join(', ') })
}
