import { sheetFields, type SheetField } from '../analysis/sheet'
import { readWords } from '../engine/condition'
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
