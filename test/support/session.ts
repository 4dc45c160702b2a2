import { openAsBlob } from 'node:fs'
import { basename } from 'node:path'
import { panelOf } from '../../src/analysis/catalogue'
import type { PanelResult } from '../../src/analysis/panel'
import { Session } from '../../src/analysis/session'
import { openBlocking } from '../../src/engine/blocking'
import type { Engine } from '../../src/engine/engine'
import { defaultView, type View } from '../../src/model/view'

export const view = (part: Partial<View> = {}): View => ({ ...defaultView(), ...part })

/** A session over files that are given as text (name → content) or as paths. */
export async function sessionOf(
  files: Record<string, string> | string[],
  shown: Partial<View> = {},
  engine?: Engine,
): Promise<Session> {
  const session = new Session(engine ?? (await openBlocking()))
  const entries: [string, Blob][] = Array.isArray(files)
    ? await Promise.all(
        files.map(async (path): Promise<[string, Blob]> => [basename(path), await openAsBlob(path)]),
      )
    : Object.entries(files).map(([name, text]) => [name, new Blob([text])])
  for (const [name, blob] of entries) await session.add(blob, name)
  await session.rebuild(view(shown))
  return session
}

export async function ask(
  session: Session,
  id: string,
  controls: Record<string, string> = {},
): Promise<PanelResult> {
  return session.run(panelOf(id)!, controls)
}

/** The rows of a panel that must have an answer, each with the facts beside it. */
export async function rowsOf(session: Session, id: string, controls: Record<string, string> = {}) {
  const result = await ask(session, id, controls)
  if (result.state !== 'ready') throw new Error(`${id}: ${result.state} ${JSON.stringify(result.reason)}`)
  return result.rows.map((row) => ({ ...row, ...result.frame.facts }))
}

/** Rows of CSV from objects; the header from the first. */
export const csv = (rows: Record<string, string | number | null>[]): string =>
  [
    Object.keys(rows[0]!).join(','),
    ...rows.map((row) =>
      Object.values(row)
        .map((v) => v ?? '')
        .join(','),
    ),
  ].join('\n') + '\n'
