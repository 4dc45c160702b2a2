import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { configOf } from '../analysis/config'
import type { Session } from '../analysis/session'
import type { Writing } from '../analysis/say'
import { readChoices } from '../ingest/choices'
import type { Remembered } from '../ingest/remembered'
import { AppError } from '../model/error'
import { readDecisions } from '../model/quality'
import { emptyRecipe, parseRecipe, type Recipe } from '../model/recipe'
import type { View } from '../model/view'
import type { Options } from './options'

/** The recipe that was asked for, or one that says nothing. @throws AppError `file.unreadable`, `recipe.*` */
export async function openRecipe(path: string | undefined): Promise<Recipe | null> {
  if (path === undefined) return null
  const text = await readFile(path, 'utf8').catch((cause: Error) => {
    throw new AppError('file.unreadable', { file: basename(path), detail: cause.message }, { cause })
  })
  return parseRecipe(text)
}

/** Calendar, decisions of quality and what the marts follow, before any file is read. */
export async function prepare(session: Session, recipe: Recipe): Promise<void> {
  session.decisions = readDecisions(recipe.quality)
  session.config = configOf(recipe)
  if (recipe.calendar) await session.setCalendar(recipe.calendar)
}

export const rememberedBy =
  ({ mappings }: Recipe = emptyRecipe()): Remembered =>
  (signature) =>
    readChoices(mappings[signature])

/** What was given on the command line goes before the recipe. */
export function viewBy({ view, given }: Options, recipe: Recipe | null): View {
  const { period, returns } = recipe?.defaults ?? view
  return {
    ...view,
    period: given.period ? view.period : period,
    returns: given.returns ? view.returns : returns,
  }
}

export const writingBy = (writing: Writing, recipe: Recipe | null): Writing => {
  const { units, currency } = recipe?.look ?? writing
  return { ...writing, units, currency }
}
