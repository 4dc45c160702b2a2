import { defineStore } from 'pinia'
import { listDecisions, readDecisions } from '../model/quality'
import { emptyRecipe, parseRecipe, type Recipe } from '../model/recipe'
import { useQuality } from './quality'
import { useSettings } from './settings'
import { useWorkspace } from './workspace'

/** What the reader decided beside the settings and the scheme in use. */
type State = Pick<Recipe, 'mappings' | 'views' | 'defaults'>
const nothing = (): State => {
  const { mappings, views, defaults } = emptyRecipe()
  return { mappings, views, defaults }
}

export const useRecipe = defineStore('recipe', {
  state: (): State => nothing(),
  actions: {
    /** What a recipe says beside the settings and the scheme. */
    take({ mappings, views, defaults }: Recipe) {
      this.$patch((state) => Object.assign(state, { mappings, views, defaults }))
    },
    /** The choices for files with this header, next time too. */
    remember(signature: string, choices: Recipe['mappings'][string]) {
      this.mappings[signature] = choices
    },
    forget() {
      this.$patch((state) => Object.assign(state, nothing()))
    },
    /** A colleague's recipe: settings, scheme and decisions, over the files that are here. @throws AppError `recipe.*` */
    async read(json: string): Promise<void> {
      const recipe = parseRecipe(json)
      this.take(recipe)
      useSettings().choose({ ...recipe.look, ...recipe.calendar })
      const workspace = useWorkspace()
      // Which customers are one is of one's own files; only how they are looked at is taken over.
      const { regions, identicalOnce } = readDecisions(recipe.quality)
      await useQuality().decide({ regions, identicalOnce })
      const [scheme] = recipe.schemes
      if (scheme && workspace.hasOrders) await workspace.regrade(scheme)
    },
  },
})

/**
 * The recipe as it stands. With `people` it is what is kept with the workspace; without, what goes to a colleague: no
 * decision that names a customer.
 */
export function recipeOf({ people }: { people: boolean }): Recipe {
  const { units, currency, rise, decal, weekStart, fiscalStart } = useSettings()
  const { mappings, views, defaults } = useRecipe()
  const decisions = listDecisions(useQuality().decisions)
  const { scheme } = useWorkspace()
  return structuredClone({
    ...emptyRecipe(),
    look: { units, currency, rise, decal },
    calendar: { weekStart, fiscalStart },
    schemes: scheme ? [plain(scheme)] : [],
    mappings: plain(mappings),
    quality: plain(decisions.filter(({ kind }) => people || kind === 'switch')),
    views: plain(views),
    defaults: plain(defaults),
  }) as Recipe
}

/** A copy without what makes it reactive. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T
