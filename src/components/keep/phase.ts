import type { Say } from '../../analysis/panel'
import type { useKeeping } from '../../workspace/keeping'
import type { useWorkspace } from '../../workspace/workspace'
import { sizeText } from '../size'

/** A change that waits for its save is not kept yet. */
export const phaseOf = ({ phase, due }: ReturnType<typeof useKeeping>) =>
  phase === 'kept' && due ? 'saving' : phase

/** What becomes of the workspace when the window is closed, in a few words. */
export function phaseText(
  keeping: ReturnType<typeof useKeeping>,
  workspace: ReturnType<typeof useWorkspace>,
  say: Say,
): string {
  const phase = phaseOf(keeping)
  if (workspace.sample) return say.t('workspace.phase.sample')
  if (phase === 'kept' && !workspace.hasData) return say.t('workspace.phase.empty')
  if (phase === 'kept') return say.t('workspace.phase.kept', { size: sizeText(keeping.bytes, say) })
  return say.t(`workspace.phase.${phase}`)
}

/** The changes on the page are, or will be, gone with the window. */
export const isLoose = (phase: string): boolean =>
  ['absent', 'off', 'elsewhere', 'taken', 'failed'].includes(phase)

/** Closing the window now would lose something that the reader brought or changed. */
export function isAtRisk(
  keeping: ReturnType<typeof useKeeping>,
  workspace: ReturnType<typeof useWorkspace>,
): boolean {
  const { phase, due, logged } = keeping
  if (workspace.sample || phase === 'opening') return false
  if (workspace.progress) return true
  // The other window has all of a workspace that it took over, but for what came here since.
  if (phase === 'taken') return workspace.log.length > logged
  if (!workspace.hasData && (phase === 'empty' || isLoose(phase))) return false
  return due || phase === 'saving' || isLoose(phase)
}
