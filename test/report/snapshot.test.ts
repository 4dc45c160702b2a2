import { createHash } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { CATALOGUE } from '../../src/analysis/catalogue'
import { disclosureOf, isOfPeople, panelKey, type Say } from '../../src/analysis/panel'
import { createSay, LANGUAGES } from '../../src/analysis/say'
import { Session } from '../../src/analysis/session'
import { MESSAGES } from '../../src/cli/messages'
import { openNative } from '../../src/engine/native'
import { defaultView } from '../../src/model/view'
import { sourceOf, type Answer } from '../../src/report/answer'
import { payloadOf, writeSnapshot, type SnapshotInput } from '../../src/report/snapshot'
import { noteOf, sentenceOf, choicesOf } from '../../src/show/panel'
import { stripOf } from '../../src/show/strip'
import { tableOf } from '../../src/show/table'
import { retail, root } from '../cli/run'
import { plainLook } from '../gallery/look'
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
const packedOf = (page: string): string => /id="viewer">([\s\S]*?)<\/script>/.exec(page)![1]!
const hashOf = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('base64')
const payloadText = (page: string): string => /id="payload">([\s\S]*?)<\/script>/.exec(page)![1]!

describe('HTML snapshot', () => {
  let input: SnapshotInput
  let page: string
  beforeAll(async () => {
    input = await inputOf([retail])
    page = await writeSnapshot(input).text()
  })

  it('allows its own script by hash, styles inside itself, and nothing else', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)![1]!
    const own = [scriptOf(page), gunzipSync(Buffer.from(packedOf(page), 'base64'))].map(
      (text) => `'sha256-${hashOf(text)}'`,
    )
    expect(policy).toContain(`default-src 'none'; script-src ${own.join(' ')}; style-src 'unsafe-inline'`)
    expect(policy).toContain("webrtc 'block'")
    expect(policy).not.toMatch(/https?:|\*|connect-src|unsafe-eval/)
    expect(page.match(/<script\b/g)).toHaveLength(3)
  })

  it('names nothing to load: no address, no link, no import', () => {
    // Licences name addresses, as a comment.
    const [, rest, said] = /^(<!doctype html>\n<html[\s\S]*<\/html>)\n(<!--[\s\S]*?-->)\n$/.exec(page)!
    expect(said).toContain('echarts')
    const markup = [scriptOf, packedOf, payloadText].reduce((text, of) => text.replace(of(page), ''), rest!)
    expect(markup).not.toMatch(/https?:|src=|href=|@import|url\(/)
    expect([page.includes('\r'), page.includes('\0')]).toEqual([false, false])
  })

  it('says how it is encoded where a browser looks for it: in its first kilobyte', () => {
    expect(page.slice(0, 1024)).toContain('<meta charset="utf-8">')
  })

  it('keeps hostile titles, file names and values as text', async () => {
    const hostile = await writeSnapshot({
      ...input,
      title: HOSTILE,
      sources: input.sources.map((source) => ({ ...source, file: HOSTILE })),
      view: { ...input.view, filter: { region: [HOSTILE] } },
    }).text()
    expect(hostile.match(/<script\b/g)).toHaveLength(3)
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
      const counts = panel.columns.filter((column) => disclosureOf(column) === 'count' && !column.change)
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
    const ready = input.answers.filter(({ panel, result }) => result.state === 'ready' && !isOfPeople(panel))
    expect(payload.panels.map(({ id }) => id)).toEqual(
      expect.arrayContaining(ready.map(({ panel }) => panel.id)),
    )
    expect(
      payload.panels.filter(({ id }) => isOfPeople(CATALOGUE.find((panel) => panel.id === id)!)),
    ).toEqual([])
    for (const words of Object.values(payload.messages)) {
      expect(words).not.toHaveProperty('setAside')
      expect(words.report).not.toHaveProperty('cli')
    }
  })

  it('is the same file for the same input', async () => {
    expect(await writeSnapshot(input).text()).toBe(page)
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

describe('HTML snapshot of the sample company, all panels', () => {
  let input: SnapshotInput
  beforeAll(async () => {
    const files = ['customers', 'orders', 'order_lines', 'feedback', 'tickets']
    input = await inputOf(files.map((name) => join(root, 'public/samples', `${name}.csv`)))
  }, 120_000)

  it('is at most 1 MB with three languages, and names nobody', async () => {
    const file = writeSnapshot(input)
    console.log(`all panels: ${Math.round(file.size / 1024)} kB`)
    expect(file.size).toBeLessThan(1 << 20)
    const page = await file.text()
    for (const name of ['吴敏', 'C1001', '19900000073', '@example.com'])
      expect(payloadText(page).includes(name), name).toBe(false)
  })
  it('holds every panel that has an answer and is not of single customers', () => {
    const ready = input.answers.filter(({ panel, result }) => result.state === 'ready' && !isOfPeople(panel))
    expect(ready.length).toBeGreaterThan(25)
    const held = new Map(payloadOf(input).panels.map((part) => [part.id, part]))
    expect(ready.filter(({ panel }) => !held.has(panel.id))).toEqual([])
    expect([...held.values()].filter(({ state }) => state !== 'ready').map(({ id }) => id)).toEqual([])
  })
  it.each(LANGUAGES)('has a word for all that it shows, draws it, and says no NaN, in %s', (language) => {
    const payload = payloadOf(input)
    const missing: string[] = []
    const plain = createSay(language, payload.messages[language], { units: 'wan', currency: 'CNY' })
    const t: Say['t'] = (key, params) => {
      const text = plain.t(key, params)
      // Names of fields are looked up in several places until they are found.
      if (text === key && !/^(fact|dimension|indicator|field)\./.test(key)) missing.push(key)
      return text
    }
    const say = { ...plain, t }
    for (const part of payload.panels) {
      const panel = CATALOGUE.find(({ id }) => id === part.id)!
      const { heads, lines } = tableOf(panel, part, say)
      const told = [
        sentenceOf(panel, part, say),
        noteOf(panel, part, say),
        choicesOf(panel, part.frame, say),
        heads.map(({ text }) => text),
        lines.map(({ cells }) => cells.map(({ text }) => text)),
        panel.id === 'overview.kpis' && stripOf(part, say),
        panel.chart?.(part.rows, { ...plainLook('light', 'en'), format: say }, part.frame),
        ...(['title', 'measure', 'definition'] as const).map((name) => say.t(panelKey(panel.id, name))),
      ]
      expect(missing, panel.id).toEqual([])
      expect(JSON.stringify(told), panel.id).not.toMatch(/NaN|undefined|Infinity|Invalid Date/)
    }
  })
})
