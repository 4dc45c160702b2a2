import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CATALOGUE } from '../../src/analysis/catalogue'
import { isOfPeople, type PanelResult, type Say } from '../../src/analysis/panel'
import { LANGUAGES, type Language } from '../../src/analysis/say'
import type { Session } from '../../src/analysis/session'
import type { Look } from '../../src/charts/look'
import { font, palettes } from '../../src/charts/theme'
import { plainTable } from '../../src/show/table'
import { peopleOf } from '../../src/components/people'
import { disclose } from '../../src/report/disclosure'
import { columnsFor, listCells } from '../../src/report/list'
import { tooltipOf, type Series } from '../charts/option'
import { sessionOf } from '../support/session'
import { sayIn } from '../support/words'

const samples = new URL('../../public/samples/', import.meta.url)
/** Speaks, and notes every message that there is none for. */
function strict(language: Language): { say: Say; missing: string[] } {
  const plain = sayIn(language, { units: 'wan', currency: 'CNY' })
  const missing: string[] = []
  const t: Say['t'] = (key, params) => {
    const text = plain.t(key, params)
    // Names of files and fields are looked up in several places until they are found.
    if (text === key && !/^(fact|dimension|indicator|field)\./.test(key)) missing.push(key)
    return text
  }
  return { say: { ...plain, t }, missing }
}

describe('every panel of the catalogue, asked of the sample company', () => {
  let session: Session
  const results = new Map<string, PanelResult>()
  let people: { names: string[]; ids: string[] }
  beforeAll(async () => {
    const { files } = JSON.parse(readFileSync(new URL('manifest.json', samples), 'utf8')) as {
      files: string[]
    }
    session = await sessionOf(
      Object.fromEntries(files.map((name) => [name, readFileSync(new URL(name, samples), 'utf8')])),
    )
    for (const panel of CATALOGUE) results.set(panel.id, await session.run(panel))
    const rows = await session.engine.query<{ id: string; name: string }>(
      'SELECT customer_id AS id, name FROM customers WHERE name IS NOT NULL',
    )
    people = { names: rows.map(({ name }) => name), ids: rows.map(({ id }) => id) }
  }, 120_000)
  afterAll(() => session.engine.stop())
  const ready = () => CATALOGUE.filter(({ id }) => results.get(id)!.state === 'ready')

  test('answers, but for those that need a choice of one’s own or another file', () => {
    expect(CATALOGUE.filter((panel) => !ready().includes(panel)).map(({ id }) => id)).toEqual([
      'segments.compare',
      'pipeline.stages',
    ])
  })
  test.each(LANGUAGES)('has words for its head, sentence, note and every cell in %s', (language) => {
    for (const panel of ready()) {
      const { say, missing } = strict(language)
      const result = results.get(panel.id)!
      const table = plainTable(panel, result, say)
      const said = [
        panel.sentence(result.rows, say, result.frame),
        panel.note?.(result.rows, say, result.frame),
      ]
      for (const part of ['title', 'measure', 'definition']) say.t(`panel.${panel.id}.${part}`)
      expect(missing, panel.id).toEqual([])
      expect(JSON.stringify([said, table]), panel.id).not.toMatch(/NaN|undefined|Infinity/)
    }
  })
  test('tells of every mark that can be pointed at, and of what is no mark nothing', () => {
    const format = sayIn('zh-CN')
    const look: Look = {
      ...{ theme: 'light', palette: palettes.light, font, format, motion: false, decal: false },
      ...{ rise: 'green', fall: 'red', width: 900 },
    }
    let told = 0
    for (const panel of ready().filter(({ chart }) => chart)) {
      const { rows, frame } = results.get(panel.id)!
      const option = panel.chart!(rows, look, frame)
      const { formatter, trigger } = option.tooltip as { formatter?: unknown; trigger?: string }
      if (typeof formatter !== 'function' || trigger === 'axis') continue
      for (const [seriesIndex, series] of (
        option.series as (Series & { tooltip?: { show?: boolean } })[]
      ).entries())
        for (const [dataIndex, data] of (series.data ?? []).entries()) {
          if (series.tooltip?.show === false) continue
          const text = tooltipOf(option, {
            ...{ data, dataIndex, seriesIndex },
            ...{ value: data.value, name: data.name, dataType: 'node' },
          })
          expect(text, panel.id).not.toMatch(/undefined|NaN|\[object/)
          told++
        }
    }
    expect(told).toBeGreaterThan(200)
  })
  test('of which the rows are single customers says so, and its masked file names none of them', async () => {
    const { say } = strict('zh-CN')
    const [names, ids] = [new Set(people.names), new Set(people.ids)]
    const listed = ready().filter(isOfPeople)
    expect(listed.map(({ id }) => id)).toEqual(['tiers.movers', 'tiers.triggers', 'tiers.only'])
    for (const panel of ready()) {
      const cells = plainTable(panel, results.get(panel.id)!, say).slice(1).flat().map(String)
      const named = cells.some((cell) => names.has(cell) || ids.has(cell))
      expect(named, panel.id).toBe(isOfPeople(panel))
    }
    for (const panel of listed) {
      const result = results.get(panel.id)!
      const { list, word } = peopleOf(panel, result, say)
      const columns = columnsFor(list.columns.value, 'masked', (await list.telling()).free)
      const cells = result.rows.flatMap((row) => listCells(columns, row, 'masked', word))
      expect(cells.length, panel.id).toBeGreaterThan(0)
      expect(
        cells.filter((cell) => names.has(String(cell)) || ids.has(String(cell))),
        panel.id,
      ).toEqual([])
    }
  })
  test('hands on no customer where only sums may leave: no number, name, phone, mailbox or comment', async () => {
    const answers = CATALOGUE.map((panel) => ({ panel, result: results.get(panel.id)! }))
    const handed = JSON.stringify(
      disclose(answers).map(({ result, panel }) => [panel.id, result.rows, result.reason]),
    )
    const contacts = await session.engine.query<{ text: string }>(
      `SELECT unnest([phone, email, customer_id, name]) AS text FROM customers
       UNION ALL SELECT comment FROM feedback WHERE comment IS NOT NULL`,
    )
    const private_ = contacts.map(({ text }) => text).filter((text) => text && text.length > 2)
    expect(private_.length).toBeGreaterThan(10_000)
    // As whole cells: a name may be the word of a place as well.
    const cells = new Set(handed.match(/"(?:[^"\\\\]|\\\\.)*"/g)!.map((cell) => JSON.parse(cell) as string))
    expect(private_.filter((text) => cells.has(text))).toEqual([])
    const lists = disclose(answers).filter(({ panel }) => isOfPeople(panel))
    expect(lists.map(({ result }) => [result.state, result.rows.length, result.reason?.key])).toEqual(
      lists.map(() => ['empty', 0, 'report.people']),
    )
  })
})
