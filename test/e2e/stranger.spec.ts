import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect, test } from '@playwright/test'
import { serve } from '../setup/server.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const ID = 'weekday.orders'
const LINE = `{ panel: '${ID}', span: 7 },`
/** Ten heat maps with choices of their own. */
const MAPS = [
  'region',
  'channel',
  'source',
  'owner',
  'gender',
  'kind',
  'province',
  'industry',
  'stage',
  'segment',
]
const placeOf = (rows: string): string =>
  `{ panel: 'heatmap.matrix', as: 'map-${rows}', span: 6, choices: { rows: '${rows}', columns: 'tier' } },`

/** The sources as somebody has them who has just added a panel: one folder and one line. */
function withPanel(): string {
  const copy = mkdtempSync(join(tmpdir(), 'ziggurat-stranger-'))
  const parts = ['src', 'public', 'test/setup', 'index.html', 'package.json', 'package-lock.json']
  for (const name of [...parts, 'LICENSE', 'tsconfig.json', 'vite.config.ts'])
    cpSync(join(root, name), join(copy, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction')
  cpSync(join(root, 'test/fixtures/weekday'), join(copy, 'src/analysis/weekday'), { recursive: true })
  const boards = join(copy, 'src/analysis/boards.ts')
  const before = readFileSync(boards, 'utf8')
  const added = before.replace(/(\{ id: 'trends', places: \[)/, `$1${LINE}`)
  const after = added.replace(/(\{ id: 'pipeline', places: \[)/, `$1${MAPS.map(placeOf).join('')}`)
  expect([added, after].includes(before) || added === after).toBe(false)
  writeFileSync(boards, after)
  return copy
}

test('what somebody adds stands in page, CSV, report and command line: a panel by one folder and one line, and one panel ten times with other choices', async ({
  page,
}) => {
  const copy = withPanel()
  const run = (script: string, ...args: string[]) =>
    execFileSync(process.execPath, [script, ...args], { cwd: copy, stdio: ['ignore', 'pipe', 'inherit'] })
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  run(vite, 'build', '--logLevel', 'error', '--ssr', 'src/cli/main.ts')
  run(vite, 'build', '--logLevel', 'error')

  const sample = ['customers', 'orders'].map((name) => join(root, `public/samples/${name}.csv`))
  const [json, html] = ['out.json', 'out.html'].map((name) => join(copy, name)) as [string, string]
  run('dist-cli/main.js', ...sample, '--json', json, '--html', html, '--lang', 'zh-CN')
  const { panels } = JSON.parse(readFileSync(json, 'utf8')) as {
    panels: Record<string, { state: string; sentence: string; rows: { orders: number; share: number }[] }>
  }
  const { state, sentence, rows } = panels[ID]!
  expect(state).toBe('ready')
  expect(rows).toHaveLength(7)
  expect(rows.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9)
  expect(sentence).toMatch(/^周.下单最多：占全部的 \d+\.\d%。$/)

  await page.goto(pathToFileURL(html).href)
  await page.getByRole('tab', { name: '趋势' }).click()
  const shared = page.locator(`[data-page=trends] [data-panel="${ID}"]`)
  await expect(shared.getByRole('heading')).toHaveText(sentence)
  await expect(shared.locator('canvas')).toBeVisible()
  await shared.getByRole('button', { name: '表格' }).click()
  await expect(shared.locator('tbody tr')).toHaveCount(7)
  await expect(shared.locator('tbody tr').last()).toContainText('周末')

  await page.getByRole('tab', { name: '商机' }).click()
  const maps = page.locator('[data-page=pipeline] [data-panel="heatmap.matrix"][data-state=ready]')
  await expect(maps).toHaveCount(MAPS.length)
  const told = await maps.locator('.measure').allTextContents()
  expect(new Set(told).size).toBe(MAPS.length)

  const { url, close } = await serve(join(copy, 'dist'))
  try {
    await page.goto(`${url}?lang=zh-CN#/trends`)
    await page.locator('[data-sample]').first().click()
    const panel = page.locator(`section[data-panel="${ID}"][data-state=ready]`)
    await expect(panel.getByRole('heading')).toContainText('下单最多')
    await expect(panel.locator('svg, canvas').first()).toBeVisible()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      panel.getByRole('button', { name: 'CSV' }).click(),
    ])
    const csv = readFileSync(await download.path(), 'utf8')
      .trim()
      .split(/\r?\n/)
    expect(csv[0]).toBe('星期,一周的哪部分,购买客户数,订单数,订单占比')
    expect(csv).toHaveLength(8)
    expect(csv[7]).toMatch(/^周日,周末,\d+,\d+,0\.\d+$/)
    await page.getByRole('link', { name: '商机', exact: true }).click()
    for (const rows of MAPS) {
      const map = page.locator(`section[data-place="map-${rows}"][data-state=ready]`)
      await expect(map.locator('select[name=rows]')).toHaveValue(rows)
    }
    const map = page.locator('section[data-place="map-region"]')
    const others = page.locator('section[data-place]:not([data-place="map-region"]) h2')
    const before = await others.allTextContents()
    await map.locator('select[name=columns]').selectOption('stage')
    await expect(page).toHaveURL(/map-region\.columns=stage/)
    await expect(page.locator('section[data-place="map-region"][data-state=ready]')).toBeVisible()
    expect(await others.allTextContents()).toEqual(before)
  } finally {
    close()
  }
})
