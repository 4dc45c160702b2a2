import type { Say } from '../../analysis/panel'
import type { useKeeping } from '../../workspace/keeping'
import type { useWorkspace } from '../../workspace/workspace'
import { sizeText } from '../size'

/** What becomes of the workspace when the window is closed, in a few words. */
export function phaseText(
  keeping: ReturnType<typeof useKeeping>,
  workspace: ReturnType<typeof useWorkspace>,
  say: Say,
): string {
  const { phase } = keeping
  if (workspace.sample) return say.t('workspace.phase.sample')
  if (phase === 'kept' && !workspace.hasData) return say.t('workspace.phase.empty')
  if (phase === 'kept') return say.t('workspace.phase.kept', { size: sizeText(keeping.bytes, say) })
  return say.t(`workspace.phase.${phase}`)
}

/** The changes on the page are, or will be, gone with the window. */
export const isLoose = (phase: string): boolean =>
  ['absent', 'off', 'elsewhere', 'taken', 'failed'].includes(phase)
