import { isVersion, type TierScheme } from '../model/scheme'
import { useDecisions } from './decisions'
import { inTurn } from './lane'
import { useRecipe } from './recipe'
import { useWorkspace } from './workspace'

/** Every version that is known: those accepted, and the one in use where it was only proposed. */
export function knownSchemes(): TierScheme[] {
  const { schemes } = useRecipe()
  const { scheme } = useWorkspace()
  return scheme && !schemes.some((each) => isVersion(each, scheme)) ? [...schemes, scheme] : schemes
}

/**
 * Grades by a draft and keeps it as the next version of its scheme; the one in use before stays among the versions.
 * `day` is today, `YYYY-MM-DD`. @throws AppError `recipe.scheme`; nothing is changed then
 */
export function acceptScheme(draft: TierScheme, day: string): Promise<void> {
  return inTurn(async () => {
    const known = knownSchemes()
    const versions = known.filter(({ id }) => id === draft.id).map(({ version }) => version)
    const made: TierScheme = { ...draft, version: Math.max(0, ...versions) + 1, accepted: day }
    await useWorkspace().regrade(made)
    await useDecisions().put({ schemes: [...known, made] })
  })
}

/** Grades by a version that is kept. */
export function switchScheme(scheme: TierScheme): Promise<void> {
  return inTurn(async () => {
    const known = knownSchemes()
    await useWorkspace().regrade(scheme)
    await useDecisions().put({ schemes: known })
  })
}

/** Another name for all versions of a scheme. */
export function renameScheme(id: string, name: string): Promise<void> {
  return inTurn(async () => {
    const { scheme, regrade } = useWorkspace()
    const schemes = knownSchemes().map((each) => (each.id === id ? { ...each, name } : each))
    if (scheme?.id === id) await regrade({ ...scheme, name })
    await useDecisions().put({ schemes })
  })
}

/** Takes versions away; the one in use stays. */
export function dropSchemes(gone: (scheme: TierScheme) => boolean): Promise<void> {
  const { scheme } = useWorkspace()
  return useDecisions().choose({
    schemes: knownSchemes().filter((each) => !gone(each) || (!!scheme && isVersion(each, scheme))),
  })
}
