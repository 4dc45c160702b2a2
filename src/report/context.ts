import type { Say } from '../analysis/panel'
import { createSay, type Language } from '../analysis/say'
import type { Look } from '../charts/look'
import { font, palettes } from '../charts/theme'
import type { Payload, PayloadPanel } from './payload'

/** What drawing a report depends on: its data and what the reader chose. */
export interface Context {
  payload: Payload
  language: Language
  theme: 'light' | 'dark'
  say: Say
  /** Which parts of which panels are open. */
  open: Set<string>
}

export function contextOf(
  payload: Payload,
  language: Language,
  theme: Context['theme'],
  open: Set<string>,
): Context {
  // 万 and 亿 are no words of an English text; only the language it was written in keeps the writer's choice.
  const units = language === 'en' ? 'km' : 'wan'
  const writing = language === payload.language ? payload.writing : ({ ...payload.writing, units } as const)
  const say = createSay(language, payload.messages[language], writing)
  return { payload, language, theme, say, open }
}

/** Words for a panel: `n<5` where that is true of all that is hidden, else that it is hidden. */
export const sayOf = ({ say }: Context, { guarded }: PayloadPanel): Say =>
  guarded
    ? { ...say, t: (key, params) => say.t(key === 'reason.small' ? 'report.hidden' : key, params) }
    : say

export function lookOf({ theme, payload }: Context, say: Say, width: number, still: boolean): Look {
  const palette = palettes[theme]
  const [rise, fall] = payload.rise === 'red' ? [palette.bad, palette.good] : [palette.good, palette.bad]
  return { theme, palette, font, format: say, motion: !still, decal: false, rise, fall, width }
}
