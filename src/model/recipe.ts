import * as v from 'valibot'
import { MarkSchema } from './action'
import { ClustersSchema } from './clusters'
import { isCondition } from './condition'
import { AppError } from './error'
import { LifecycleSchema } from './lifecycle'
import { PersonSchema } from './person'
import { TreatmentSchema } from './playbook'
import { RfmSchema } from './rfm'
import type { TierScheme } from './scheme'
import { SegmentSchema, type Segment } from './segment'
import { date, numbers, share, text, whole } from './shapes'
import { isPeriod } from './day'

/** Raised when the shape changes; `MIGRATIONS` brings older documents here. */
export const RECIPE_VERSION = 3

const Look = v.strictObject({
  units: v.picklist(['wan', 'km']),
  /** ISO code, or empty: the files do not say. */
  currency: text(8),
  rise: v.picklist(['green', 'red']),
  decal: v.boolean(),
})
const Calendar = v.strictObject({ weekStart: whole(1, 7), fiscalStart: whole(1, 12) })

/** What is said of all files together. */
const Reading = v.strictObject({
  /** The currency of the figures, where the orders are in several. */
  currency: v.optional(text(8)),
  /** The zone in which times are told that carry one. */
  zone: v.optional(text(60)),
})

const Tier = v.picklist(['diamond', 'gold', 'silver', 'ordinary'])
const Dimension = v.picklist(['financial', 'potential', 'risk'])
const Judgements = v.optional(
  v.strictObject({
    names: v.pipe(v.array(text(500)), v.maxLength(15)),
    upper: v.pipe(v.array(v.pipe(v.number(), v.minValue(1 / 9), v.maxValue(9))), v.maxLength(105)),
  }),
)

const Scheme = v.strictObject({
  id: text(40),
  name: text(120),
  version: whole(1, 1e9),
  mode: v.picklist(['score', 'quota']),
  levels: v.pipe(
    v.array(
      v.strictObject({
        tier: Tier,
        threshold: v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
        quota: share,
      }),
    ),
    v.minLength(1),
    v.maxLength(4),
  ),
  indicators: v.pipe(
    v.array(
      v.strictObject({
        name: text(500),
        dimension: Dimension,
        weight: share,
        median: v.number(),
        values: numbers,
        points: numbers,
        relative: v.optional(v.boolean()),
        table: v.optional(
          v.pipe(
            v.array(
              v.strictObject({
                value: text(500),
                points: v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
              }),
            ),
            v.maxLength(200),
          ),
        ),
      }),
    ),
    v.maxLength(100),
  ),
  calibration: v.strictObject({ values: numbers, points: numbers }),
  referenceDate: date,
  rules: v.pipe(
    v.array(
      v.strictObject({
        id: text(40),
        condition: v.pipe(
          v.looseObject({}),
          v.check((stored) => isCondition(stored), 'condition'),
        ),
        kind: v.picklist(['atLeast', 'atMost', 'exactly']),
        tier: Tier,
        reason: text(2000),
        until: v.nullable(date),
      }),
    ),
    v.maxLength(100),
  ),
  keep: v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
  review: v.picklist(['quarter', 'month']),
  accepted: v.optional(date),
  judgements: v.optional(
    v.strictObject({
      dimensions: Judgements,
      financial: Judgements,
      potential: Judgements,
      risk: Judgements,
    }),
  ),
})

/** What the user chose for files with one header. Others may add to it; what is not known here is kept. */
const Choices = v.looseObject({
  encoding: v.optional(text(40)),
  delimiter: v.optional(text(8)),
  columns: v.optional(v.record(text(500), v.nullable(text(120)))),
})

export const RecipeSchema = v.strictObject({
  format: v.literal('ziggurat-recipe'),
  version: v.literal(RECIPE_VERSION),
  look: v.optional(Look),
  calendar: v.optional(Calendar),
  /** The scheme in use first. */
  schemes: v.pipe(v.array(Scheme), v.maxLength(500)),
  /** Signature of a header row → how such files are read. */
  mappings: v.record(text(64), Choices),
  reading: v.optional(Reading),
  defaults: v.strictObject({
    period: v.pipe(v.string(), v.check(isPeriod, '12m, 24m, all, 2011-01..2011-06')),
    returns: v.picklist(['net', 'drop']),
  }),
  /** Merges, switches and other decisions on the quality of the data; each kind validates its own. */
  quality: v.pipe(v.array(v.looseObject({ kind: text(40) })), v.maxLength(100_000)),
  /** Saved views: a name and the query of the address. */
  views: v.pipe(v.array(v.strictObject({ name: text(120), query: text(4000) })), v.maxLength(500)),
  segments: v.pipe(v.array(SegmentSchema), v.maxLength(500)),
  /** Treatments that differ from the shipped ones. */
  playbook: v.pipe(v.array(TreatmentSchema), v.maxLength(100)),
  rfm: v.optional(RfmSchema),
  lifecycle: v.optional(LifecycleSchema),
  clusters: v.optional(ClustersSchema),
  /** Columns of the list of customers. */
  columns: v.optional(v.pipe(v.array(text(500)), v.maxLength(200))),
  /** What people said of single customers; only in a workspace, never in a recipe for somebody else. */
  people: v.pipe(v.array(PersonSchema), v.maxLength(100_000)),
  /** What was done with single customers; like `people`. */
  marks: v.optional(v.pipe(v.array(MarkSchema), v.maxLength(100_000))),
})

type Stored = v.InferOutput<typeof RecipeSchema>
/** Everything a colleague needs to look at their own files the same way. It holds no data. */
export type Recipe = Omit<Stored, 'schemes' | 'segments'> & {
  schemes: TierScheme[]
  segments: Segment[]
}

export const emptyRecipe = (): Recipe => ({
  format: 'ziggurat-recipe',
  version: RECIPE_VERSION,
  schemes: [],
  mappings: {},
  defaults: { period: '12m', returns: 'net' },
  quality: [],
  views: [],
  segments: [],
  playbook: [],
  people: [],
})

type Document = Record<string, unknown>

/** Place n turns a document of version n into one of n + 1. */
const MIGRATIONS: ((old: Document) => Document)[] = [
  // Before documents had a version: the flat settings in the browser's storage.
  (old) => ({ ...old, version: 1 }),
  // Language and theme belong to whoever reads, not to what is shared; the rest is told apart by what it changes.
  ({ units, currency, rise, decal, weekStart, fiscalStart }) => ({
    format: 'ziggurat-recipe',
    version: 2,
    schemes: [],
    mappings: {},
    defaults: { period: '12m', returns: 'net' },
    quality: [],
    views: [],
    look: { units: units ?? 'km', currency: currency ?? '', rise: rise ?? 'green', decal: decal ?? false },
    calendar: { weekStart: weekStart ?? 1, fiscalStart: fiscalStart ?? 1 },
  }),
  // There was one scheme, without a name, rules or a rhythm of its own.
  (old) => ({
    ...old,
    version: 3,
    schemes: Array.isArray(old.schemes) ? old.schemes.map(unruled) : old.schemes,
    segments: [],
    playbook: [],
    people: [],
  }),
]
const unruled = (scheme: unknown, at: number): unknown =>
  typeof scheme === 'object' && scheme !== null
    ? { id: at ? `scheme-${at}` : 'default', name: '', rules: [], keep: 0, review: 'quarter', ...scheme }
    : scheme

/**
 * A stored document of any version → a valid recipe.
 * @throws AppError `recipe.invalid` (path, expected, received), `recipe.newer` (version)
 */
export function parseRecipe(json: string): Recipe {
  let stored: unknown
  try {
    stored = JSON.parse(json.replace(/^\uFEFF/, ''))
  } catch (cause) {
    throw new AppError('recipe.invalid', { path: '–' }, { cause })
  }
  return readRecipe(stored)
}

/** The same for a document that is parsed already. */
export function readRecipe(stored: unknown): Recipe {
  const parsed = v.safeParse(RecipeSchema, migrate(stored))
  if (parsed.success) return parsed.output as Recipe
  const [issue] = parsed.issues
  throw new AppError('recipe.invalid', { path: v.getDotPath(issue) ?? '–' })
}

function migrate(stored: unknown): unknown {
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) return stored
  let document = stored as Document
  const isRecipe = document.format === 'ziggurat-recipe'
  // Only settings have no format; anything else that lacks one is no recipe of ours.
  if (!isRecipe && !('weekStart' in document || 'units' in document)) return stored
  const { version } = document
  if (isRecipe && typeof version !== 'number') return stored
  if (typeof version === 'number' && version > RECIPE_VERSION) throw new AppError('recipe.newer', { version })
  for (let at = typeof version === 'number' ? version : 0; at < RECIPE_VERSION; at++)
    document = MIGRATIONS[at]?.(document) ?? document
  return document
}
