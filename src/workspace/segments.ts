import { segmentSizes, tryCondition, type Trial } from '../analysis/segment/trial'
import { sheetFields, type SheetField } from '../analysis/sheet'
import { readWords } from '../engine/condition'
import type { Condition } from '../model/condition'
import type { Segment } from '../model/segment'
import { useDecisions } from './decisions'
import { useRecipe } from './recipe'
import { useWorkspace } from './workspace'

/** So many words of a field are offered; more are typed. */
const OFFERED = 300

/** Fields that conditions can look at, for the present files and view; none while nothing stands. */
export async function readFields(): Promise<SheetField[]> {
  const session = await useWorkspace().start()
  await session.sheet()
  return session.params ? sheetFields(session.engine) : []
}

/** Words that a field holds, the most frequent first. */
export async function readFieldWords(field: string): Promise<string[]> {
  const session = await useWorkspace().start()
  await session.sheet()
  return session.params ? readWords(session.engine, 'customer_sheet', field, OFFERED) : []
}

/** Counts a condition that is being written; null where nothing stands or a newer one is asked. */
export async function countCondition(
  condition: Condition,
  fields: SheetField[],
  signal: AbortSignal,
): Promise<Trial | null> {
  return tryCondition(await useWorkspace().start(), condition, fields, signal)
}

/** Size of each own segment, by name. */
export async function readSizes(): Promise<Map<string, Trial>> {
  return segmentSizes(await useWorkspace().start())
}

/** Keeps a segment under its id: a new one at the end, an old one in its place. */
export function keepSegment(segment: Segment): Promise<void> {
  const recipe = useRecipe()
  const known = recipe.segments.some(({ id }) => id === segment.id)
  const segments = known
    ? recipe.segments.map((each) => (each.id === segment.id ? segment : each))
    : [...recipe.segments, segment]
  return useDecisions().choose({ segments })
}

export function dropSegment(id: string): Promise<void> {
  const recipe = useRecipe()
  return useDecisions().choose({ segments: recipe.segments.filter((each) => each.id !== id) })
}
