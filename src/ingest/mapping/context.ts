import type { EntityName } from '../../model/entities'
import { normalise } from '../../model/header'
import type { Chosen, Types } from '../mapping'
import { evidenceOf, guessesOf, kindsOf, type Evidence, type Fitted, type RoleGuess } from '../recognise/read'
import { besideTable } from './beside'
import { isIdentity } from './identity'
import { splitName } from './join'
import { namesOf, type Named } from './names'
import { detect, givenBy, type Known } from './preset'
import { Sheet } from './sheet'

/** What is known of a file before anything is decided. */
export interface Context {
  sheet: Sheet
  /** Columns that are not kept, whatever is said of them. */
  dropped: ('identity' | 'empty' | 'beside' | undefined)[]
  /** What the reader says of a column: a target, null for none, undefined for nothing. */
  choice: (index: number) => string | null | undefined
  /** Every target that the reader gave. */
  wanted: string[]
  /** What the reader says that the file holds. */
  said: string | undefined
  /** The export that the file is known to be. */
  known: Known | null
  names: Named[]
  evidence: Evidence
  fitted: Fitted
  person: ReturnType<typeof splitName>
  /** What columns may mean in a file of a kind, worked out once: a wide file is asked several times. */
  guesses: Map<string, RoleGuess[][]>
}

export function contextOf(
  header: string[],
  rows: string[][],
  said: { chosen: Chosen; types: Types; kind: string | undefined },
  fitted: Fitted,
): Context {
  const sheet = new Sheet(header, rows, said.types)
  const alone = header.map((_, index) => dropOf(sheet, index))
  const beside = besideTable(sheet, (index) => alone[index] === 'empty')
  const dropped = alone.map((why, index) => why ?? (beside.has(index) ? 'beside' : undefined))
  const chosen = choiceOf(header, said.chosen)
  const choice = (index: number) => (dropped[index] ? undefined : chosen(index))
  const evidence = evidenceOf(sheet, (index) => !!dropped[index])
  const known = detect(header, isPossible(evidence, said.kind, fitted))
  const names = header.map((name, index) => ({
    index,
    scores: dropped[index] ? new Map<string, number>() : known ? hinted(known, name) : namesOf(name),
  }))
  return {
    sheet,
    dropped,
    choice,
    wanted: header.flatMap((_, index) => choice(index) ?? []),
    said: said.kind,
    known,
    names,
    evidence,
    fitted,
    person: splitName(sheet, names),
    guesses: new Map(),
  }
}

/** What all signs together give less than this beside what else of ours it may be, the table is not. */
const RULED_OUT = 0.01
/** Whether a table can be of a kind by all that is seen in it, or is by what the reader says. */
function isPossible(evidence: Evidence, said: string | undefined, fitted: Fitted) {
  const ours = kindsOf(evidence, fitted).filter(({ entity }) => entity)
  const total = ours.reduce((sum, { probability }) => sum + probability, 0)
  const share = (own: EntityName) =>
    ours.reduce((sum, { entity, probability }) => (entity === own ? sum + probability : sum), 0) / total
  return (entity: EntityName): boolean => entity === said || share(entity) >= RULED_OUT
}

export function guessesFor({ guesses, evidence, fitted }: Context, kind: string): RoleGuess[][] {
  const known = guesses.get(kind) ?? guessesOf(evidence, kind, fitted)
  guesses.set(kind, known)
  return known
}

/** What was chosen for a column: under its name, or under one that differs in units, width or case only. */
function choiceOf(header: string[], chosen: Chosen): Context['choice'] {
  const alike = new Map(Object.entries(chosen).map(([name, target]) => [normalise(name), target]))
  const here = new Set(header)
  return (index) => {
    const name = header[index]!
    if (Object.hasOwn(chosen, name)) return chosen[name]
    const like = alike.size ? alike.get(normalise(name)) : undefined
    return like !== undefined &&
      !Object.keys(chosen).some((other) => here.has(other) && normalise(other) === normalise(name))
      ? like
      : undefined
  }
}

/** A preset's word stands before every synonym; a column that misleads means nothing beside it. */
function hinted(known: Known, header: string): Map<string, number> {
  const given = givenBy(known, header)
  if (given.length) return new Map(given.map(({ target, score }) => [target, score]))
  return known.ignore.has(normalise(header)) ? new Map() : namesOf(header)
}

function dropOf(sheet: Sheet, index: number): 'identity' | 'empty' | undefined {
  if (isIdentity(sheet, index)) return 'identity'
  return /^column \d+$/.test(sheet.header[index]!) && sheet.blank(index) ? 'empty' : undefined
}

/** Some word of the heading is known. */
export const isWorded = ({ found }: Evidence['columns'][number]): boolean =>
  found.some((feature) => feature.startsWith('c:'))
