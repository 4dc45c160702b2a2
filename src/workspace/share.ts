import { configOf } from '../analysis/config'
import { listDecisions, readDecisions } from '../model/quality'
import { emptyRecipe, parseRecipe, type Recipe } from '../model/recipe'
import { isVersion } from '../model/scheme'
import { inTurn } from './lane'
import { MANIFEST_VERSION, type Erased, type Manifest } from './manifest'
import { publishedAmong } from './published'
import { useQuality } from './quality'
import { readBy } from './reading'
import { useRecipe } from './recipe'
import { useSettings } from './settings'
import { useWorkspace } from './workspace'

/**
 * The recipe as it stands. With `people` it is what is kept with the workspace; without, what goes to a colleague: no
 * decision that names a customer.
 */
export function recipeOf({ people }: { people: boolean }): Recipe {
  const { units, currency, rise, decal, weekStart, fiscalStart } = useSettings()
  const {
    mappings,
    reading,
    views,
    segments,
    playbook,
    rfm,
    lifecycle,
    clusters,
    schemes,
    columns,
    people: said,
    marks,
  } = useRecipe()
  const decisions = listDecisions(useQuality().decisions)
  const { scheme, view } = useWorkspace()
  return plain({
    ...emptyRecipe(),
    look: { units, currency, rise, decal },
    calendar: { weekStart, fiscalStart },
    // The scheme in use first, then every other version that was accepted.
    schemes: scheme ? [scheme, ...schemes.filter((each) => !isVersion(each, scheme))] : schemes,
    mappings,
    reading,
    defaults: { period: view.period, returns: view.returns },
    quality: decisions.filter(({ kind }) => people || kind === 'switch'),
    views,
    segments,
    playbook,
    rfm,
    lifecycle,
    clusters,
    columns,
    people: people ? said : [],
    marks: people ? marks : undefined,
  }) as Recipe
}

/**
 * A colleague's recipe: settings, scheme and decisions, over the files that are here. Period and returns are for the
 * page's address to take. @throws AppError `recipe.*`
 */
export async function takeRecipe(json: string): Promise<Recipe> {
  const recipe = parseRecipe(json)
  await inTurn(() => apply(recipe))
  return recipe
}

async function apply(recipe: Recipe): Promise<void> {
  const workspace = useWorkspace()
  const [scheme] = recipe.schemes
  // Graded first: a scheme that does not suit these files leaves everything as it is.
  if (scheme && workspace.hasOrders) await workspace.regrade(scheme)
  else if (scheme) workspace.scheme = Object.freeze(scheme)
  // What was said of single customers is of one's own files.
  const { people, marks } = useRecipe()
  useRecipe().take({ ...recipe, people, marks })
  await workspace.configure(configOf({ ...recipe, people, marks }))
  useSettings().choose({ ...recipe.look, ...recipe.calendar })
  // Which customers are one is of one's own files; only how they are looked at is taken over.
  const { regions, identicalOnce } = readDecisions(recipe.quality)
  readBy(await workspace.start(), recipe)
  await useQuality().apply({ regions, identicalOnce })
}

/** A copy without what makes it reactive. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

/** All of a manifest but its files. */
export function contentOf(name: string, erased: Erased | null): Omit<Manifest, 'sources'> {
  return {
    format: 'ziggurat',
    version: MANIFEST_VERSION,
    app: __VERSION__,
    name,
    savedAt: new Date().toISOString(),
    view: { ...useWorkspace().view },
    recipe: recipeOf({ people: true }),
    erased,
    published: publishedAmong(useWorkspace().sources),
  }
}
