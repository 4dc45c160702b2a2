import { createHash } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { CATALOGUE } from '../../src/analysis/catalogue'
import { Session } from '../../src/analysis/session'
import { MESSAGES } from '../../src/cli/messages'
import { openNative } from '../../src/engine/native'
import { defaultView } from '../../src/model/view'
import { sourceOf, type Answer } from '../../src/report/answer'
import { payloadOf, writeSnapshot, type SnapshotInput } from '../../src/report/snapshot'
import { retail, root } from '../cli/run'
import { answer, matrixRows } from './answers'

const HOSTILE = `</script><img src=x onerror="document.title='pwned'"><!--<script>`

async function inputOf(files: string[]): Promise<SnapshotInput> {
  const engine = await openNative()
  try {
    const session = new Session(engine)
    for (const file of files)
      (await session.add(await openAsBlob(file), basename(file))).sha256 = 'ab'.repeat(32)
    const view = { ...defaultView(), period: 'all' }
    await session.rebuild(view)
    const answers: Answer[] = []
    for (const panel of CATALOGUE) answers.push({ panel, result: await session.run(panel) })
    return {
      title: 'Report',
      answers,
      sources: session.sources.map(sourceOf),
      view,
      asOf: session.params!.as_of,
      messages: MESSAGES,
      language: 'en',
      writing: { units: 'km', currency: '' },
      version: '0.0.0',
      createdAt: '2026-11-22T10:00:00Z',
    }
  } finally {
    await engine.stop()
  }
}

const scriptOf = (page: string): string => /<script>([\s\S]*?)<\/script>/.exec(page)![1]!
const payloadText = (page: string): string => /id="payload">([\s\S]*?)<\/script>/.exec(page)![1]!

describe('HTML snapshot', () => {
  let input: SnapshotInput
  let page: string
  beforeAll(async () => {
    input = await inputOf([retail])
    page = await (await writeSnapshot(input)).text()
  })

  it('allows its own script by hash, styles inside itself, and nothing else', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)![1]!
    const hash = createHash('sha256').update(scriptOf(page)).digest('base64')
    expect(policy).toContain(`default-src 'none'; script-src 'sha256-${hash}'; style-src 'unsafe-inline'`)
    expect(policy).not.toMatch(/https?:|\*|connect-src|unsafe-eval/)
    expect(page.match(/<script\b/g)).toHaveLength(2)
  })

  it('names nothing to load: no address, no link, no import', () => {
    const markup = page.replace(scriptOf(page), '').replace(payloadText(page), '')
    expect(markup).not.toMatch(/https?:|src=|href=|@import|url\(/)
    expect([page.includes('\r'), page.includes('\0')]).toEqual([false, false])
  })

  it('keeps hostile titles, file names and values as text', async () => {
    const hostile = await (
      await writeSnapshot({
        ...input,
        title: HOSTILE,
        sources: input.sources.map((source) => ({ ...source, file: HOSTILE })),
        view: { ...input.view, filter: { region: [HOSTILE] } },
      })
    ).text()
    expect(hostile.match(/<script\b/g)).toHaveLength(2)
    expect(hostile).not.toContain('<img')
    expect(JSON.parse(payloadText(hostile))).toMatchObject({ title: HOSTILE, sources: [{ file: HOSTILE }] })
  })

  it('carries no customer: no id, no order, no product of the files', async () => {
    const lines = (await readFile(retail, 'utf8')).trim().split('\n').slice(1)
    const rows = payloadText(page)
    const ids = new Set(lines.map((line) => line.split(',').at(-2)!).filter(Boolean))
    expect(ids.size).toBe(80)
    const found = [...ids].filter((id) => new RegExp(`[":,[]${id}[",}\\]]`).test(rows))
    expect(found).toEqual([])
    expect(rows.includes('HAND WARMER')).toBe(false)
    expect(Object.keys(payloadOf(input).messages.en)).not.toContain('setAside')
  })

  it('shows no count from 1 to 4 anywhere in its rows', () => {
    for (const { panel, result } of input.answers) {
      const part = payloadOf(input).panels.find(({ id }) => id === panel.id)
      if (!part) continue
      const counts = panel.columns.filter(
        ({ disclosure, name }) => disclosure === 'count' && name !== 'change',
      )
      for (const row of part.rows)
        for (const { name } of counts)
          if (typeof row[name] === 'number')
            expect(row[name] === 0 || row[name] >= 5, `${panel.id} ${name} ${row[name]}`).toBe(true)
      expect(part.rows.length).toBeLessThanOrEqual(result.rows.length)
    }
  })

  it('holds only the panels it shows, and only words that stand in all three languages', () => {
    expect(input.answers.length).toBeGreaterThan(6)
    const payload = payloadOf(input)
    expect(payload.panels.map(({ id }) => id).sort()).toEqual([
      'heatmap.matrix',
      'overview.kpis',
      'tiers.concentration',
      'tiers.pyramid',
      'tiers.table',
      'trend.revenue',
    ])
    for (const words of Object.values(payload.messages)) {
      expect(Object.keys(words.panel!)).toEqual(['overview', 'tiers', 'heatmap', 'trend'])
      expect(words.report).not.toHaveProperty('cli')
    }
  })

  it('is the same file for the same input', async () => {
    expect(await (await writeSnapshot(input)).text()).toBe(page)
  })

  it('puts small cells under others in words that the reader knows', () => {
    const small = {
      ...input,
      answers: [
        answer(
          CATALOGUE.find(({ id }) => id === 'heatmap.matrix')!,
          matrixRows([
            [40, 50, 60, 70],
            [1, 1, 1, 1],
            [2, 1, 1, 1],
            [30, 40, 50, 60],
          ]),
        ),
      ],
    }
    const [part] = payloadOf(small).panels
    expect(new Set(part!.rows.map((row) => row.row_value))).toContain('\u0001')
  })
})

it('HTML snapshot of the sample company: at most 1 MB with three languages', async () => {
  const files = ['customers', 'orders', 'order_lines', 'feedback', 'tickets']
  const input = await inputOf(files.map((name) => join(root, 'public/samples', `${name}.csv`)))
  const file = await writeSnapshot(input)
  expect(file.size).toBeLessThan(1 << 20)
  const page = await file.text()
  for (const name of ['吴敏', 'C1001', '19900000073', '@example.com'])
    expect(payloadText(page).includes(name), name).toBe(false)
})
