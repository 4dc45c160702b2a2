import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect, test, type Page } from '@playwright/test'
import type Axe from 'axe-core'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** A name that a careless writer would turn into markup, and that file systems allow. */
const HOSTILE = '<img src=x onerror=document.title=1>.csv'

test.use({ offline: true })

let file: string
test.beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'ziggurat-snapshot-'))
  file = join(folder, 'report.html')
  const source = join(folder, process.platform === 'win32' ? 'orders.csv' : HOSTILE)
  copyFileSync(join(root, 'test/fixtures/retail/online_retail_subset.csv'), source)
  const args = [source, '--html', file, '--period', 'all', '--lang', 'zh-CN']
  execFileSync(process.execPath, [join(root, 'dist-cli/main.js'), ...args], { stdio: 'ignore' })
})

/** Opens the file and notes whatever it says or asks for. */
async function open(page: Page, path = file) {
  const noted: string[] = []
  // No browser knows it yet.
  const known = "Unrecognized Content-Security-Policy directive 'webrtc'."
  page.on('console', (message) => message.text() !== known && noted.push(message.text()))
  page.on('pageerror', (error) => noted.push(error.message))
  page.on('request', (request) => {
    if (request.url() !== pathToFileURL(path).href) noted.push(request.url())
  })
  await page.goto(pathToFileURL(path).href)
  return noted
}

test('a snapshot opens from the disk without a network and draws its panels', async ({ page }) => {
  const noted = await open(page)
  await expect(page.locator('#damaged')).toHaveCount(0)
  for (const id of ['tiers.pyramid', 'heatmap.matrix', 'trend.revenue'])
    await expect(
      page.locator(`[data-page=overview] [data-panel="${id}"][data-state=ready] canvas`).first(),
    ).toBeVisible()
  // Beside the 72 customers the curve's 70 would tell of two.
  await expect(page.locator('[data-page=overview] [data-panel="tiers.concentration"]')).toContainText(
    '不足 5 位',
  )
  await expect(page.locator('[data-metric=customers]')).toHaveAttribute('data-value', '72')
  const trend = page.locator('[data-page=overview] [data-panel="trend.revenue"] .chart')
  // The picture may still be being drawn.
  await expect(async () => {
    await trend.hover({ position: { x: 240, y: 110 } })
    await trend.hover({ position: { x: 250, y: 100 } })
    await expect(trend.getByText('订单数')).toBeVisible({ timeout: 2000 })
  }).toPass({ timeout: 60_000 })
  expect(noted).toEqual([])
})

test('a snapshot changes language, theme and page, sorts tables, opens SQL and definition', async ({
  page,
}) => {
  const noted = await open(page)
  await page.getByRole('button', { name: '繁體中文' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-TW')
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('72 customers')
  const theme = page.locator('html')
  await page.getByRole('button', { name: 'Dark' }).click()
  await expect(theme).toHaveAttribute('data-theme', 'dark')

  await page.getByRole('tab', { name: 'Tiers' }).click()
  const table = page.locator('[data-page=tiers] [data-panel="tiers.table"]')
  await expect(table).toBeVisible()
  await table.getByRole('button', { name: 'Revenue', exact: true }).click()
  await expect(table.locator('[aria-sort=descending]')).toHaveText('Revenue')
  await expect(table.locator('tbody tr').first()).toContainText('Silver')
  await table.getByRole('button', { name: 'SQL' }).click()
  await expect(table.locator('pre')).toContainText('SELECT')
  await table.getByRole('button', { name: 'Definition' }).click()
  await expect(table.locator('pre')).toHaveCount(0)
  expect(noted).toEqual([])
})

test('a snapshot shows the name of a file as text, never as markup', async ({ page }) => {
  test.skip(process.platform === 'win32', 'file names there cannot hold markup')
  await open(page)
  await expect(page.locator('.sources')).toContainText(HOSTILE)
  expect(await page.locator('img').count()).toBe(0)
  expect(await page.title()).not.toBe('1')
})

test('the policy of a snapshot blocks whatever an injected script would send or run', async ({ page }) => {
  await open(page)
  const blocked = await page.evaluate(async () => {
    const violations: string[] = []
    document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective))
    await fetch('http://127.0.0.1:9/x').catch(() => null)
    const script = document.createElement('script')
    script.textContent = 'document.title = "ran"'
    document.body.append(script)
    const picture = document.createElement('img')
    picture.src = 'http://127.0.0.1:9/x.png'
    document.body.append(picture)
    await new Promise((resolve) => setTimeout(resolve, 200))
    return { violations, title: document.title }
  })
  expect(blocked.violations).toEqual(expect.arrayContaining(['connect-src', 'script-src-elem', 'img-src']))
  expect(blocked.title).not.toBe('ran')
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`a snapshot has no fault that axe can find, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    await open(page)
    await page.evaluate(readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8'))
    const tabs = await page.locator('[role=tab]').evaluateAll((all) => all.map(({ id }) => id.slice(4)))
    expect(tabs.length).toBeGreaterThan(8)
    for (const tab of tabs) {
      await page.locator(`#tab-${tab}`).click()
      await page.locator(`[data-page=${tab}] [data-panel]`).getByText('SQL').first().click()
      const faults = await page.evaluate(async () => {
        const { axe } = window as unknown as { axe: typeof Axe }
        const { violations } = await axe.run()
        return violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' ')}`,
        )
      })
      expect(faults, tab).toEqual([])
    }
  })

test('a snapshot whose script or data were changed on the way says so and shows nothing', async ({
  page,
}) => {
  const text = readFileSync(file, 'utf8')
  const script = text.lastIndexOf('<script>') + 200
  const cases = {
    script: `${text.slice(0, script)} ${text.slice(script)}`,
    data: text.replace('"panels":[', '"panels":[['),
    packed: text.replace(/(id="viewer">.{5000})../s, '$1AA'),
  }
  for (const [name, damaged] of Object.entries(cases)) {
    const path = file.replace('report', `damaged-${name}`)
    writeFileSync(path, damaged)
    await open(page, path)
    await expect(page.locator('#damaged')).toBeVisible()
    await expect(page.locator('section')).toHaveCount(0)
  }
})

test('a snapshot prints every page on white, each on sheets of its own', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await open(page)
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  const [sheets, tabs] = [
    pdf.match(/\/Type \/Page\b(?!s)/g)!.length,
    await page.locator('[role=tab]').count(),
  ]
  expect(sheets).toBeGreaterThanOrEqual(tabs)
  expect(sheets).toBeLessThanOrEqual(2 * tabs)
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
})
