import type { Session } from '../../analysis/session'
import type { SheetField } from '../../analysis/sheet'
import { stateFields } from '../../tables/tiers'

/** Fields that a rule of grading may look at: not what grading itself says, such as the tier. */
export async function ruleFields(session: Session, fields: SheetField[]): Promise<SheetField[]> {
  const known = await session.quiet(async ({ engine }) => stateFields(engine))
  // Of the sheet `segment` is what RFM says, of the customers the group that their file names.
  return fields.filter(({ name }) => known.has(name) && name !== 'segment')
}
