import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { CATALOGUE } from '../../src/analysis/catalogue'
import { LANGUAGES } from '../../src/analysis/say'
import type { JsonReport } from '../../src/report/json'
import { dataFolder } from '../setup/data.mjs'
import { retail, root, rowsOf, run, sum, type Ran } from './run'

const expected = JSON.parse(await readFile(retail.replace(/csv$/, 'json'), 'utf8')) as Record<string, number>
const only = (...ids: string[]) => ['--panels', ids.join(',')]
const whole = ['--period', 'all', '--as-of', '2011-12-10']

/** Fisher–Yates with a small generator of its own, so that each run shuffles alike. */
function shuffled<T>(items: T[], seed: number): T[] {
  const copy = [...items]
  let state = seed
  for (let i = copy.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const j = state % (i + 1)
    ;[copy[i], copy[j]] = [copy[j]!, copy[i]!]
  }
  return copy
}

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'ziggurat-file-')), name)
  await writeFile(path, content)
  return path
}

/** Panels of which the rows stand in other files than orders. */
const ELSEWHERE = ['satisfaction.scores', 'service.tickets', 'pipeline.stages']
/** Of seventy customers who all keep buying there is no model of leaving. */
const UNFITTED = ['clv', 'tracking', 'calibration', 'capture'].map((name) => [
  `value.${name}`,
  'panel.value.why.no-convergence',
])
/** A year of one shop, without own segments: nothing to look back on. */
const UNANSWERED: Record<string, string> = {
  ...Object.fromEntries(UNFITTED),
  'lifecycle.comeback': 'panel.lifecycle.comeback.none',
  'rfm.movement': 'panel.rfm.movement.none',
  'segments.compare': 'panel.segments.compare.none',
  'tiers.reviews': 'reason.reviews',
  'tiers.migration': 'reason.reviews',
  'tiers.movers': 'reason.reviews',
  'tiers.triggers': 'reason.reviews',
  'tiers.compare': 'reason.compare',
  'tiers.only': 'reason.compare',
}

describe('command line on the subset of Online Retail', () => {
  let net: Ran
  let drop: Ran
  beforeAll(async () => {
    net = await run(retail, '--json', '@json', ...whole)
    drop = await run(retail, '--json', '@json', ...whole, '--returns', 'drop')
  })

  it('agrees with the figures computed apart from the product, to the cent', () => {
    const [headline] = rowsOf(net.json!, 'overview.kpis')
    expect(headline!.customers).toBe(expected.customersWithPurchase)
    expect(headline!.orders).toBe(expected.orders)
    expect(headline!.revenue).toBeCloseTo(expected.revenueNet!, 2)
    expect(headline!.repeat_rate).toBeCloseTo(expected.repeatRate!, 8)
    expect(headline!.refunds_without_purchase).toBeCloseTo(expected.refundsOfCustomersWithoutPurchase!, 2)
    expect(headline!.sales_without_customer).toBeCloseTo(expected.salesWithoutCustomer!, 2)
    expect(headline!.total).toBeCloseTo(expected.plainSum!, 2)
    expect(rowsOf(drop.json!, 'overview.kpis')[0]!.revenue).toBeCloseTo(expected.revenueDrop!, 2)
    expect(drop.json!.returns).toBe('drop')
  })

  it('adds up: tiers, segments and months each make the headline', () => {
    for (const { json } of [net, drop]) {
      const [headline] = rowsOf(json!, 'overview.kpis')
      for (const id of ['tiers.pyramid', 'tiers.table', 'rfm.segments', 'rfm.grid'])
        expect(sum(rowsOf(json!, id), 'revenue'), id).toBeCloseTo(Number(headline!.revenue), 6)
      expect(sum(rowsOf(json!, 'trend.revenue'), 'revenue')).toBeCloseTo(Number(headline!.revenue), 6)
      expect(sum(rowsOf(json!, 'tiers.pyramid'), 'customers')).toBe(headline!.customers)
    }
  })

  it('writes every panel of the catalogue with columns, state and sentence, and no NaN', () => {
    const { json } = net
    expect(Object.keys(json!.panels)).toEqual(CATALOGUE.map(({ id }) => id))
    for (const [id, panel] of Object.entries(json!.panels)) {
      if (ELSEWHERE.includes(id)) {
        expect(panel.state, id).toBe('needs')
        continue
      }
      if (UNANSWERED[id]) {
        expect([panel.state, (panel as { reason?: { key: string } }).reason?.key], id).toEqual([
          'empty',
          UNANSWERED[id],
        ])
        continue
      }
      expect(panel.state, id).toBe('ready')
      expect(panel.sentence, id).toMatch(/\d|\w{3}/)
      expect(panel.columns.length, id).toBeGreaterThan(1)
      for (const { label } of panel.columns) expect(label, id).not.toMatch(/^(column|metric|control)\./)
    }
    expect(JSON.stringify(json)).not.toMatch(/NaN|undefined/)
  })

  it('accounts for the file: its SHA-256, encoding and every row', () => {
    expect(net.json!.sources).toEqual([
      {
        file: 'online_retail_subset.csv',
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        encoding: 'utf-8',
        entities: ['orders', 'order_lines', 'customers'],
        rowsRead: expected.lines,
        rowsKept: expected.lines,
        rowsMerged: 0,
        rowsSetAside: 0,
        rowsCounted: 3092,
        reasons: {},
        dropped: [],
      },
    ])
    expect(net.json).toMatchObject({
      version: __VERSION__,
      asOf: '2011-12-10',
      period: 'all',
      returns: 'net',
    })
  })

  it('prints nothing on stdout and one line on stderr', () => {
    expect([net.code, net.out]).toEqual([0, ''])
    expect(net.notes.trim().split('\n')).toHaveLength(1)
    expect(net.notes).toContain('Rows read: 3,092.')
  })

  it('writes an HTML report beside the JSON, in the chosen language', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'ziggurat-html-')), 'report.html')
    const { code, notes, json } = await run(
      retail,
      '--json',
      '@json',
      '--html',
      path,
      ...whole,
      '--lang',
      'zh-TW',
    )
    expect([code, json!.panels['overview.kpis']!.state]).toEqual([0, 'ready'])
    expect(notes).toContain(path)
    expect((await readFile(path, 'utf8')).startsWith('<!doctype html>\n<html lang="zh-TW">')).toBe(true)
  })

  it('answers the same whatever the order of the rows', async () => {
    const [head, ...lines] = (await readFile(retail, 'utf8')).trimEnd().split(/\r?\n/)
    const other = await file('online_retail_subset.csv', [head, ...shuffled(lines, 7)].join('\n'))
    const again = await run(other, '--json', '@json', ...whole)
    // How many cells lost blanks is counted in a sample of the file, and said so.
    const unsampled = (report: typeof again) => ({
      ...report.json!.panels,
      'quality.rules': report.json!.panels['quality.rules']!.rows.filter(({ rule }) => rule !== 'trimmed'),
    })
    expect(unsampled(again)).toEqual(unsampled(net))
  })

  it('writes sentences and column heads in the chosen language', async () => {
    const texts = await Promise.all(
      LANGUAGES.map(async (lang) => {
        const { json } = await run(retail, '--json', '@json', ...only('tiers.pyramid'), '--lang', lang)
        const pyramid = json!.panels['tiers.pyramid']!
        return `${pyramid.sentence} ${pyramid.columns[0]!.label}`
      }),
    )
    expect(texts[0]).toContain('Diamond')
    expect(texts[1]).toContain('钻石')
    expect(texts[2]).toContain('鑽石')
  })

  it('asks only the panels that are named, and sums up all the same', async () => {
    const html = await file('some.html', '')
    const { code, json, notes } = await run(
      retail,
      '--json',
      '@json',
      '--html',
      html,
      ...whole,
      ...only('trend.revenue', 'tiers.pyramid'),
    )
    expect(code).toBe(0)
    expect(json!.panels).toEqual({
      'tiers.pyramid': net.json!.panels['tiers.pyramid'],
      'trend.revenue': net.json!.panels['trend.revenue'],
    })
    expect(notes).toContain(`Customers: ${net.notes.match(/Customers: (\d+)/)![1]}`)
    expect(await readFile(html, 'utf8')).toContain('tiers.pyramid')
  })

  it('computes as of a past date only from what was known then', async () => {
    const { json } = await run(
      retail,
      '--json',
      '@json',
      '--as-of',
      '2011-06-30',
      '--period',
      '2011-01..2011-06',
      ...only('trend.revenue'),
    )
    expect(json).toMatchObject({ asOf: '2011-06-30', period: '2011-01..2011-06' })
    const months = rowsOf(json!, 'trend.revenue').map(({ start }) => String(start))
    expect(months.at(-1)).toBe('2011-06-01')
  })
})

describe('command line on what goes wrong', () => {
  it('tells of a bad file, answers from the others, and ends with 1', async () => {
    const empty = await file('empty.csv', '')
    const { code, notes, json } = await run(
      empty,
      join(root, 'nowhere.csv'),
      retail,
      '--json',
      '@json',
      ...only('overview.kpis'),
    )
    expect(code).toBe(1)
    expect(notes).toContain('empty.csv is empty')
    expect(notes).toContain('nowhere.csv could not be opened')
    expect(json!.sources.map((source) => source.file)).toEqual(['online_retail_subset.csv'])
  })

  it('says so when a file was read but is not recognised', async () => {
    const odd = await file('odd.csv', 'alpha,beta\n1,2\n3,4\n')
    const { code, notes } = await run(odd, retail, '--json', '@json', ...only('overview.kpis'))
    expect(code).toBe(1)
    expect(notes).toContain('odd.csv')
  })

  it('writes nothing when no file could be read', async () => {
    const { code, notes, json } = await run(await file('empty.csv', ''), '--json', '@json', '--lang', 'zh-CN')
    expect([code, json]).toEqual([1, null])
    expect(notes).toContain('没有写出任何内容')
  })

  it.each([
    [['--nonsense', retail, '--json', 'x'], '--nonsense'],
    [[retail], '--json'],
    [['--json', 'x'], 'file'],
    [[retail, '--json', 'x', '--as-of', '2011-13-01'], '2011-13-01'],
    [[retail, '--json', 'x', '--as-of', ''], 'date'],
    [[retail, '--json', 'x', '--period', '2011'], '2011'],
    [[retail, '--json', 'x', '--returns', 'gross'], 'gross'],
    [[retail, '--json', 'x', '--lang', 'fr'], 'fr'],
    [[retail, '--json', 'x', '--panels', 'tiers.pyramid,tiers.pyramids'], 'tiers.pyramids'],
  ])('refuses %j with a message and 2', async (args, word) => {
    const { code, out, notes } = await run(...args)
    expect([code, out]).toEqual([2, ''])
    expect(notes).toContain(word)
    expect(notes).not.toMatch(/report\.cli|error\./)
  })

  it('says where it could not write', async () => {
    const { code, notes } = await run(
      retail,
      '--json',
      join(root, 'no', 'such', 'folder', 'x.json'),
      ...only('overview.kpis'),
    )
    expect(code).toBe(1)
    expect(notes).toContain('x.json')
  })

  it.each(LANGUAGES)('explains itself in %s, on stdout', async (language) => {
    const { code, out, notes } = await run('--help', '--lang', language)
    expect([code, notes]).toEqual([0, ''])
    for (const option of ['--json', '--html', '--as-of', '--period', '--returns', '--lang'])
      expect(out).toContain(option)
  })
})

describe('command line on several files of one company', () => {
  let json: JsonReport
  beforeAll(async () => {
    const folder = join(root, 'public/samples')
    const files = (await readdir(folder)).filter((name) => name.endsWith('.csv'))
    json = (await run(...files.map((name) => join(folder, name)), '--json', '@json')).json!
  })

  it('reads customers, orders, lines, feedback and tickets together, and accounts for every row', () => {
    const entities = new Set(json.sources.flatMap((source) => source.entities))
    for (const entity of ['customers', 'orders', 'order_lines', 'feedback', 'tickets'])
      expect(entities).toContain(entity)
    for (const source of json.sources)
      expect(source.rowsKept + source.rowsMerged + source.rowsSetAside).toBe(source.rowsRead)
  })

  it('answers every panel, and the tiers add up to the headline', () => {
    // Own segments are made by somebody, and no file holds deals.
    const without: Record<string, string> = { 'segments.compare': 'empty', 'pipeline.stages': 'needs' }
    for (const [id, panel] of Object.entries(json.panels))
      expect(panel.state, id).toBe(without[id] ?? 'ready')
    const [headline] = rowsOf(json, 'overview.kpis')
    expect(sum(rowsOf(json, 'tiers.pyramid'), 'revenue')).toBeCloseTo(Number(headline!.revenue), 4)
    expect(sum(rowsOf(json, 'tiers.pyramid'), 'share')).toBeCloseTo(1, 9)
    expect(Number(headline!.nps_n)).toBeGreaterThan(0)
  })
})

const zh = join(dataFolder() ?? '', 'zh')
describe.skipIf(!dataFolder() || !existsSync(zh))('command line on a mall export in Chinese', () => {
  it('reads the GBK file and its UTF-8 twin alike', async () => {
    const files = (await readdir(zh)).filter((name) => name.endsWith('.csv')).sort()
    const reports = await Promise.all(
      files.map(async (name) => (await run(join(zh, name), '--json', '@json', '--period', 'all')).json!),
    )
    expect(reports.map(({ sources }) => sources[0]!.encoding)).toEqual(['gb18030', 'utf-8'])
    // The panels of quality name the files and their headers, which are in two languages.
    const figures = reports.map(({ panels }) =>
      Object.entries(panels).filter(([id]) => !id.startsWith('quality.')),
    )
    expect(figures[0]).toEqual(figures[1])
    expect(rowsOf(reports[0]!, 'overview.kpis')[0]!.customers).toBe(790)
    expect(sum(rowsOf(reports[0]!, 'trend.revenue'), 'revenue')).toBeCloseTo(16_068_954.125, 2)
  })
})
