import { expect, type Locator, type Page } from '@playwright/test'
import { test } from './page'

const csv = (name: string, rows: string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(rows.join('\n')),
})
async function open(page: Page, path: string, language = 'en'): Promise<void> {
  await page.goto(`?lang=${language}#${path}`)
  await expect(page.getByTestId('file-input')).toBeAttached()
}
const add = (page: Page, ...files: ReturnType<typeof csv>[]) =>
  page.getByTestId('file-input').setInputFiles(files)
const stands = (page: Page) =>
  expect(page.locator('[data-panel="tiers.pyramid"]').first()).toHaveAttribute('data-state', 'ready', {
    timeout: 90_000,
  })
/** Another page of the app, without loading it anew. */
const go = (page: Page, path: string) => page.evaluate((hash) => void (location.hash = hash), path)
const revenue = (page: Page): Locator => page.locator('[data-metric="revenue"]').first()
const value = (page: Page, amount: string) =>
  expect(revenue(page)).toHaveAttribute('data-value', amount, { timeout: 90_000 })

/** Forty orders of 10 yuan of twenty people, twenty of 3 dollars of ten others. */
const SALES = [
  'order id,customer id,order date,amount,currency',
  ...Array.from({ length: 60 }, (_, i) =>
    i < 40
      ? `K${i},C${i % 20},2024-0${1 + (i % 9)}-11,10,CNY`
      : `K${i},U${i % 10},2024-0${1 + (i % 9)}-12,3,USD`,
  ),
]

test('figures are of one currency, and the reader says of which; a reload and the settings know it', async ({
  page,
}) => {
  test.slow()
  await open(page, '/overview')
  await add(page, csv('sales.csv', SALES))
  await stands(page)
  await value(page, '400')
  const pick = page.locator('[data-moved-by] [data-currency]')
  await expect(pick.locator('option')).toHaveCount(3)
  await pick.selectOption('USD')
  await value(page, '60')
  await expect(revenue(page)).toContainText('$60')
  await expect(page.locator('[data-moved-by]')).toContainText('the figures are in USD')

  // What a panel opens to names it as well.
  await page.locator('[data-panel="tiers.pyramid"]').getByRole('button', { name: 'Definition' }).click()
  await expect(page.getByRole('dialog')).toContainText('USD')
  await page.keyboard.press('Escape')

  await go(page, '/settings')
  await expect(page.locator('#home')).toHaveValue('USD')
  await expect(page.locator('[data-workspace]')).toHaveAttribute('data-phase', 'kept', { timeout: 90_000 })
  await page.reload()
  // The page stands where it was before it goes elsewhere.
  await expect(page.locator('#home')).toHaveValue('USD')
  await go(page, '/overview')
  await stands(page)
  await value(page, '60')
  await page.locator('[data-moved-by] [data-currency]').selectOption('')
  await value(page, '400')
})

test('the choice of currency speaks Chinese, simplified and traditional', async ({ page }) => {
  test.slow()
  for (const [language, label] of [
    ['zh-CN', '数字所用的货币'],
    ['zh-TW', '數字所用的貨幣'],
  ] as const) {
    await open(page, '/overview', language)
    await add(page, csv('sales.csv', SALES))
    await stands(page)
    await expect(page.locator('[data-moved-by]').getByLabel(label)).toBeVisible()
  }
})

test('a status that nobody knows is answered where it stands, and the figures follow', async ({ page }) => {
  await open(page, '/data')
  const rows = SALES.map(
    (row, i) => `${row.split(',').slice(0, 4).join(',')},${i ? (i % 4 ? 'done' : 'zzq') : 'status'}`,
  )
  await add(page, csv('words.csv', rows))
  const card = page.locator('[data-source="words.csv"]')
  await card.locator('[data-ask]').click()
  const sheet = page.getByRole('dialog')
  await sheet.locator('[data-question=status]').getByRole('radio', { name: 'As cancelled' }).check()
  await sheet.locator('[data-ask-done]').click()
  await expect(card.locator('[data-ask]')).toHaveCount(0, { timeout: 90_000 })
  await go(page, '/overview')
  await stands(page)
  // Every fourth order is cancelled: ten of 10 and five of 3.
  await value(page, '345')
})

test('times that name a zone are told in the one that the reader says', async ({ page }) => {
  await open(page, '/overview')
  const late = ['order id,customer id,order date,amount']
  for (let i = 0; i < 40; i++) late.push(`K${i},C${i % 9},2024-03-${10 + (i % 20)}T20:00:00Z,5`)
  await add(page, csv('zones.csv', late))
  await stands(page)
  const head = page.locator('header', { has: page.getByRole('heading', { level: 1 }) })
  await expect(head).toContainText('Mar 30, 2024')
  await expect(head).toContainText('times in Asia/Shanghai')
  await go(page, '/settings')
  await page.locator('#zone').selectOption('UTC')
  await go(page, '/overview')
  await expect(head).toContainText('Mar 29, 2024', { timeout: 90_000 })
  await expect(head).toContainText('times in UTC')
})
