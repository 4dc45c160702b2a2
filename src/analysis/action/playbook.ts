import { insertRows, type Engine } from '../../engine/engine'
import { GROUPS, planOf, TREATED, type Group, type Treated, type Treatment } from '../../model/playbook'
import type { Session } from '../session'
import cellsSql from './cells.sql?raw'
import tablesSql from './tables.sql?raw'

/** Writes `playbook_cell`, once for the customers and the playbook that stand. */
export function preparePlaybook(session: Session): Promise<void> {
  const { playbook } = session.config
  return session.once('playbook', (engine) => writePlaybook(engine, playbook), JSON.stringify(playbook))
}

async function writePlaybook(engine: Engine, playbook: Treatment[]): Promise<void> {
  await engine.run(tablesSql)
  const cells = GROUPS.flatMap((group) => TREATED.map((stage) => ({ group, stage })))
  await insertRows(
    engine,
    'playbook_plan',
    cells.map(({ group, stage }, place) => {
      const { contactDays, share, budget, role } = planOf(playbook, group, stage)
      return [group, stage, place, isUsual(group, stage), contactDays, share, budget, role]
    }),
  )
  await engine.run(cellsSql)
}

/** Nobody who bought is only potential, and nobody else is anything but that. */
const isUsual = (group: Group, stage: Treated): boolean =>
  group === 'none' ? stage === 'potential' : !['potential', 'unknown'].includes(stage)
