import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPinia, setActivePinia } from 'pinia'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { Session } from '../../src/analysis/session'
import { openNative } from '../../src/engine/native'
import type { Choices } from '../../src/ingest/load'
import { parseRecipe, type Recipe } from '../../src/model/recipe'
import { useQuality } from '../../src/workspace/quality'
import { useRecipe } from '../../src/workspace/recipe'
import { useSettings } from '../../src/workspace/settings'
import { recipeOf } from '../../src/workspace/share'
import { useWorkspace } from '../../src/workspace/workspace'
import { ask, view } from '../support/session'
import { retail, rowsOf, run } from './run'

const folder = await mkdtemp(join(tmpdir(), 'ziggurat-recipe-'))
async function file(name: string, content: string): Promise<string> {
  await writeFile(join(folder, name), content)
  return join(folder, name)
}
const write = (recipe: unknown) => file('recipe.json', JSON.stringify(recipe))

const LINES = Array.from(
  { length: 240 },
  (_, i) =>
    `K${i},C${i % 40},2024-${String(1 + (i % 12)).padStart(2, '0')}-11,${((i * 37) % 200) - (i % 10 ? 0 : 90)}`,
)
// Two lines are written twice, and the heads say nothing.
const ORDERS = ['p,q,r,s', ...LINES, ...LINES.slice(0, 2)].join('\n')
const COLUMNS: Choices['columns'] = {
  p: 'orders.order_id',
  q: 'orders.customer_id',
  r: 'orders.ordered_at',
  s: 'orders.amount',
}

describe('a recipe on the command line', () => {
  let session: Session
  let recipe: Recipe
  let orders: string
  beforeAll(async () => {
    orders = await file('export.csv', ORDERS)
    // What the page does: the file is read again with the reader's choices, merged, graded and looked at otherwise.
    vi.stubGlobal('navigator', { languages: ['en'] })
    setActivePinia(createPinia())
    useSettings().$patch({ language: 'en', units: 'km', currency: 'EUR', weekStart: 7, fiscalStart: 4 })
    session = new Session(await openNative())
    const found = await session.add(new Blob([ORDERS]), 'export.csv')
    useRecipe().learn(found, await session.reload(found.id, new Blob([ORDERS]), { columns: COLUMNS }))
    await session.setCalendar({ weekStart: 7, fiscalStart: 4 })
    session.decisions = {
      ...session.decisions,
      merges: [{ ids: ['C1', 'C2'], into: 'C1' }],
      identicalOnce: true,
    }
    const shown = view({ period: '24m', returns: 'drop' })
    await session.rebuild(shown)
    const scheme = { ...session.scheme!, mode: 'quota' as const }
    await session.regrade(scheme, shown)
    useQuality().decisions = session.decisions
    useWorkspace().$patch({ scheme, view: shown })
    recipe = parseRecipe(JSON.stringify(recipeOf({ people: true })))
    return async () => {
      vi.unstubAllGlobals()
      await session.engine.stop()
    }
  }, 60_000)

  it('that the page wrote gives the figures of the page', async () => {
    const plain = await run(orders, '--json', '@json')
    expect(plain.code).toBe(1)
    const { code, json, notes } = await run(orders, '--json', '@json', '--recipe', await write(recipe))
    expect([code, notes.trim().split('\n').length]).toEqual([0, 1])
    expect(json).toMatchObject({ period: '24m', returns: 'drop' })
    for (const id of ['overview.kpis', 'tiers.pyramid', 'tiers.table', 'rfm.segments', 'trend.revenue']) {
      const { state, rows, frame } = await ask(session, id)
      expect(state, id).toBe('ready')
      expect(json!.panels[id]!.rows, id).toEqual(
        JSON.parse(JSON.stringify(rows.map((row) => ({ ...row, ...frame.facts })))),
      )
    }
    expect(rowsOf(json!, 'overview.kpis')[0]).toMatchObject({ customers: 39 })
  })

  it('gives way to what is said beside it', async () => {
    const path = await write(recipe)
    const given = ['--period', '12m', '--returns', 'net']
    const { json } = await run(orders, '--json', '@json', '--recipe', path, ...given)
    expect(json).toMatchObject({ period: '12m', returns: 'net' })
  })

  it('grades by the indicators that the files have: the others hand their weight on', async () => {
    const [one] = recipe.schemes[0]!.indicators
    const scheme = {
      ...recipe.schemes[0]!,
      indicators: [
        { ...one!, name: 'revenue_12m', dimension: 'financial' as const, weight: 0.3 },
        { ...one!, name: 'margin_12m', dimension: 'financial' as const, weight: 0.7 },
      ],
    }
    const only = { ...scheme, indicators: [{ ...scheme.indicators[0]!, weight: 1 }] }
    const graded = async (scheme: Recipe['schemes'][number]) =>
      rowsOf(
        (
          await run(
            retail,
            '--json',
            '@json',
            '--recipe',
            await write({ ...recipe, quality: [], schemes: [scheme] }),
          )
        ).json!,
        'tiers.pyramid',
      )
    expect(await graded(scheme)).toEqual(await graded(only))
  })

  it.each([
    ['no JSON', '{', 'This recipe cannot be read'],
    ['another document', '{"format":"else"}', 'This recipe cannot be read'],
    ['a newer form', '{"format":"ziggurat-recipe","version":99}', 'newer version'],
  ])('that is wrong is refused with code 2: %s', async (_, text, message) => {
    const { code, notes, json } = await run(retail, '--json', '@json', '--recipe', await file('r.json', text))
    expect([code, json]).toEqual([2, null])
    expect(notes).toContain(message)
  })

  it('that is not there, or grades by nothing that the files hold, is refused with code 2', async () => {
    const absent = await run(retail, '--json', '@json', '--recipe', join(folder, 'absent.json'))
    expect(absent.code).toBe(2)
    expect(absent.notes).toContain('absent.json')
    const [one] = recipe.schemes[0]!.indicators
    const scheme = { ...recipe.schemes[0]!, indicators: [{ ...one!, name: 'payment_days', weight: 1 }] }
    const refused = await run(
      retail,
      '--json',
      '@json',
      '--recipe',
      await write({ ...recipe, schemes: [scheme] }),
    )
    expect([refused.code, refused.json]).toEqual([2, null])
    expect(refused.notes).toContain('payment_days')
  })

  it('is told of by --help in each language', async () => {
    for (const language of ['en', 'zh-CN', 'zh-TW'])
      expect((await run('--help', '--lang', language)).out).toContain('--recipe')
  })
})
