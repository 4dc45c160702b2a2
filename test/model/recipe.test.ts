import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { AppError } from '../../src/model/error'
import { defaultRfm } from '../../src/model/rfm'
import { emptyRecipe, parseRecipe, RECIPE_VERSION, RecipeSchema, type Recipe } from '../../src/model/recipe'
import { DEFAULT_LEVELS } from '../../src/model/scheme'
import { jsonSchema } from './schema'

const full = (): Recipe => ({
  ...emptyRecipe(),
  look: { units: 'wan', currency: 'CNY', rise: 'red', decal: false },
  calendar: { weekStart: 1, fiscalStart: 4 },
  schemes: [
    {
      id: 'b2b',
      name: 'Key accounts',
      mode: 'score',
      levels: DEFAULT_LEVELS,
      indicators: [
        {
          name: 'revenue_12m',
          dimension: 'financial',
          weight: 1,
          median: 10,
          values: [0, 100],
          points: [0, 100],
        },
      ],
      calibration: { values: [0, 100], points: [0, 100] },
      referenceDate: '2024-12-31',
      version: 3,
      rules: [
        {
          id: 'strategic',
          condition: { field: 'is_strategic', op: 'is', values: [true] },
          kind: 'atLeast',
          tier: 'gold',
          reason: 'Signed by the board',
          until: '2026-12-31',
        },
      ],
      keep: 2,
      review: 'quarter',
      judgements: { dimensions: { names: ['financial', 'potential'], upper: [3] } },
    },
  ],
  mappings: { a1b2: { encoding: 'gb18030', columns: { 客户: 'orders.customer_id', 备注: null } } },
  quality: [{ kind: 'merge', ids: ['a', 'b'], into: 'a' }],
  views: [{ name: 'Gold', query: 'tier=gold' }],
  segments: [
    { id: 's1', name: 'Quiet', condition: { not: { field: 'orders_12m', op: 'atLeast', values: [1] } } },
  ],
  playbook: [
    { tier: 'gold', stage: 'active', service: 'Own contact', contactDays: 30, offer: '', budget: 100 },
  ],
  rfm: { ...defaultRfm(), window: '24m' },
  lifecycle: { newDays: 60, dormantDays: null, churnedDays: null },
  people: [
    {
      kind: 'override',
      id: 'p1',
      customer: 'C1',
      tier: 'gold',
      author: 'Li',
      reason: 'Contract under way',
      since: '2026-01-01',
      until: null,
    },
  ],
})
const broken = (change: (recipe: never) => void): string => {
  const recipe = structuredClone(full()) as never
  change(recipe)
  return JSON.stringify(recipe)
}
const refusal = (json: string): AppError => {
  try {
    parseRecipe(json)
  } catch (error) {
    return error as AppError
  }
  throw new Error('it was taken')
}

describe('a recipe', () => {
  it('comes back as it was written, with what later versions of a choice add', () => {
    const recipe = full()
    recipe.mappings.a1b2!.types = { Datum: { as: 'date' } }
    expect(parseRecipe(`\uFEFF${JSON.stringify(recipe)}`)).toEqual(recipe)
    expect(parseRecipe(JSON.stringify(emptyRecipe()))).toEqual(emptyRecipe())
  })

  it.each<[string, (recipe: never) => void]>([
    ['calendar.weekStart', (r: Recipe) => (r.calendar!.weekStart = 8)],
    ['schemes.0.levels.1.threshold', (r: Recipe) => (r.schemes[0]!.levels[1]!.threshold = 101)],
    ['schemes.0.referenceDate', (r: Recipe) => (r.schemes[0]!.referenceDate = '2024-02-30')],
    ['defaults.period', (r: Recipe) => (r.defaults.period = 'lately')],
    ['mappings.a1b2.columns.客户', (r: Recipe) => (r.mappings.a1b2!.columns!.客户 = 7 as never)],
    ['views.0.query', (r: Recipe) => delete (r.views[0] as Partial<Recipe['views'][0]>)!.query],
    ['customers', (r: Recipe) => Object.assign(r, { customers: [] })],
  ])('that is wrong at %s says where and what is expected', (path, change) => {
    const error = refusal(broken(change))
    expect(error.code).toBe('recipe.invalid')
    expect(error.params.path).toBe(path)
    expect(error.params.expected).not.toBe('')
  })

  it.each(['', 'nothing', '[]', '7', 'null', '{}', '{"format":"ziggurat-recipe"}'])(
    'is not made of %j',
    (json) => {
      expect(refusal(json).code).toBe('recipe.invalid')
    },
  )

  it('of a later version is refused by its number', () => {
    const error = refusal(JSON.stringify({ ...emptyRecipe(), version: RECIPE_VERSION + 1 }))
    expect([error.code, error.params.version]).toEqual(['recipe.newer', RECIPE_VERSION + 1])
  })

  it('is made of the settings that browsers keep since before recipes: without language and theme', () => {
    const stored = {
      language: 'zh-CN',
      theme: 'dark',
      units: 'wan',
      currency: 'CNY',
      rise: 'red',
      decal: true,
      weekStart: 7,
      fiscalStart: 4,
    }
    expect(parseRecipe(JSON.stringify(stored))).toEqual({
      ...emptyRecipe(),
      look: { units: 'wan', currency: 'CNY', rise: 'red', decal: true },
      calendar: { weekStart: 7, fiscalStart: 4 },
    })
  })
})

it('a scheme of before schemes had names is the proposed one, without rules', () => {
  const { id, name, rules, keep, review, judgements, ...old } = full().schemes[0]!
  expect([id, name, rules.length, keep, review, !!judgements]).toEqual([
    'b2b',
    'Key accounts',
    1,
    2,
    'quarter',
    true,
  ])
  const { segments, playbook, people, rfm, lifecycle, ...recipe } = full()
  expect([segments, playbook, people].map((list) => list.length)).toEqual([1, 1, 1])
  expect([rfm?.window, lifecycle]).toEqual(['24m', { newDays: 60, dormantDays: null, churnedDays: null }])
  expect(parseRecipe(JSON.stringify({ ...recipe, version: 2, schemes: [old] }))).toEqual({
    ...emptyRecipe(),
    ...recipe,
    schemes: [{ ...old, id: 'default', name: '', rules: [], keep: 0, review: 'quarter' }],
  })
})

it('recipe.schema.json says what the code takes', () => {
  const published = JSON.parse(
    readFileSync(new URL('../../public/recipe.schema.json', import.meta.url), 'utf8'),
  ) as object
  expect(published).toEqual({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Ziggurat recipe',
    description: 'How customer files are read, graded and looked at. It holds no data.',
    ...jsonSchema(RecipeSchema),
  })
})
