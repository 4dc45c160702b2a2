import { hashes, loader, notices, packed } from 'virtual:viewer'
import { LANGUAGES, type Language, type Messages, type Writing } from '../analysis/say'
import { font, palettes } from '../charts/theme'
import type { Palette } from '../charts/look'
import { saysNone } from '../analysis/panel'
import type { View } from '../model/view'
import type { Answer, Source } from './answer'
import type { Table } from './book'
import { discloseBeside, type Disclosed } from './disclosure'
import type { Payload, PayloadPanel } from './payload'
import { tabsOf } from './tabs'
import css from './viewer.css?raw'

/** All that a report is made of; nothing is read from a page, a session or a clock. */
export interface SnapshotInput {
  /** Shown as text, whatever it holds. */
  title: string
  /** What panels answered; those that the report does not show are left out. */
  answers: Answer[]
  /** What reports of the same customers said that were saved before, and who keeps what this one says. */
  past?: Table[]
  keep?(told: Table[]): void
  /** The files behind it, with `sha256` filled in. */
  sources: Source[]
  view: View
  asOf: string | null
  /** The zones into which times were brought, as text. */
  zone?: string
  /** The words of reports, in each language: those of files that `isSpoken` names. */
  messages: Record<Language, Messages>
  /** The language it opens in; the reader can change it. */
  language: Language
  writing: Writing
  /** Colour of a rise; green when absent. */
  rise?: 'green' | 'red'
  version: string
  /** Day or moment of writing, ISO. */
  createdAt: string
}

/**
 * One HTML file, sums only, that opens from a mail attachment with no network: script, words, disclosed rows and style
 * in itself. Its own policy lets nothing but that script run and nothing be loaded. If script or data were damaged on
 * the way, a line that the script would have removed says so.
 */
export function writeSnapshot(input: SnapshotInput): Blob {
  const payload = payloadOf(input)
  const policy = `default-src 'none'; script-src ${hashes.map((hash) => `'sha256-${hash}'`).join(' ')}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; webrtc 'block'`
  const page = `<!doctype html>
<html lang="${input.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Ziggurat ${markup(input.version)}">
<title>${markup(input.title)}</title>
<style>
${tokens()}
${css}</style>
</head>
<body>
<div id="damaged">
<p lang="en">This file is damaged or was changed on the way. Ask whoever sent it for it once more.</p>
<p lang="zh-CN">此文件已损坏，或在传送中被改动。请向发送者重新索取。</p>
<p lang="zh-TW">這個檔案已損壞，或在傳送途中被更動。請向寄件人重新索取。</p>
</div>
<div id="report"></div>
<script type="application/json" id="payload">${json(payload)}</script>
<script type="text/plain" id="viewer">${packed}</script>
<script>${loader}</script>
</body>
</html>
<!--
Made by Ziggurat (Apache-2.0). Its script contains:

${notices.replaceAll('--', '- -')}-->
`
  return new Blob([page], { type: 'text/html;charset=utf-8' })
}

/** Disclosed panels and the words they need. */
export function payloadOf(input: SnapshotInput): Payload {
  // A panel that these files or settings cannot answer at all tells nothing to who was not asked for them.
  const placed = new Set(tabsOf(() => true).flatMap(({ places }) => places.map(({ name }) => name)))
  const shown = input.answers.filter(
    ({ panel, result, place = panel.id }) =>
      placed.has(place) && result.state !== 'needs' && !saysNone(panel, result),
  )
  const { disclosed, told } = discloseBeside(shown, input.past ?? [])
  input.keep?.(told)
  return {
    title: input.title,
    version: input.version,
    createdAt: input.createdAt.slice(0, 10),
    language: input.language,
    writing: input.writing,
    rise: input.rise ?? 'green',
    asOf: input.asOf,
    ...(input.zone ? { zone: input.zone } : {}),
    view: input.view,
    sources: input.sources,
    messages: Object.fromEntries(
      LANGUAGES.map((language) => [language, words(input.messages[language])]),
    ) as Payload['messages'],
    panels: disclosed.map((each, at) => panelOf(each, shown[at]!)),
  }
}

const panelOf = (
  { result, columns, hidden, guarded, sentence, note }: Disclosed,
  { panel, place = panel.id }: Answer,
): PayloadPanel => ({
  id: result.id,
  place,
  state: result.state,
  n: result.n,
  frame: result.frame,
  ...(result.reason ? { reason: result.reason } : {}),
  rows: result.rows,
  columns,
  hidden,
  guarded,
  sentence,
  note,
})

/** What the command line says of itself stays behind. */
function words(all: Messages): Messages {
  const { cli: _, ...report } = all.report as Messages
  return { ...all, report }
}

/** JSON that cannot end the element it stands in. */
const json = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

const markup = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)

/** The look's tokens as custom properties, from the same palettes that the charts use. */
function tokens(): string {
  const properties = ({
    ink2,
    ink3,
    line2,
    accentSoft,
    tier,
    onTier: _,
    diverging: __,
    sequential: ___,
    ...plain
  }: Palette) =>
    Object.entries({
      ...plain,
      'ink-2': ink2,
      'ink-3': ink3,
      'line-2': line2,
      'accent-soft': accentSoft,
      ...tier,
    })
      .map(([name, value]) => `--${name}:${value}`)
      .join(';')
  return `:root{${properties(palettes.light)};--font:${font};color-scheme:light}
@media screen{[data-theme='dark']{${properties(palettes.dark)};color-scheme:dark}}`
}
