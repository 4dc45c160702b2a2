import type { Session } from '../analysis/session'
import type { Stage } from '../analysis/stages'
import { fitAside } from './fit'
import { readBy, today } from './reading'
import { useRecipe } from './recipe'
import { useSettings } from './settings'
import { valueAside } from './value'

/**
 * The engine and its session, by the reader's settings. `onStage` hears how far the marts are, `onCalendar` that weeks or
 * years begin elsewhere, `onEnd` that the engine ended unasked. @throws AppError `engine.*`
 */
export async function openSession(
  onStage: (stage: Stage) => void,
  onCalendar: () => void,
  onEnd: () => void,
): Promise<Session> {
  // The shell stands before what reads and computes has come.
  const [{ openBrowser }, { Session }] = await Promise.all([
    import('../engine/browser'),
    import('../analysis/session'),
  ])
  let unfollow = () => {}
  const engine = await openBrowser(() => {
    unfollow()
    onEnd()
  })
  const opened = new Session(engine, onStage)
  opened.today = today()
  readBy(opened, useRecipe())
  opened.clusters.fitter = fitAside
  opened.value.fitter = valueAside
  const settings = useSettings()
  await opened.setCalendar(settings)
  let { weekStart, fiscalStart } = settings
  unfollow = settings.$subscribe((_, now) => {
    // A change of looks asks no panel again.
    if (now.weekStart === weekStart && now.fiscalStart === fiscalStart) return
    ;({ weekStart, fiscalStart } = now)
    void opened.setCalendar(now).then(onCalendar)
  })
  return opened
}
