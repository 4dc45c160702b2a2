import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { audit } from './audit'
import { test } from './page'

const csv = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })

const ORDERS = csv(
  'orders.csv',
  `order_id,customer_id,order_date,amount,status,currency,delivered_at,region
1,c1,2024-01-05,100,completed,CNY,2024-01-07,广东省
2,c1,2024-02-05,120,completed,CNY,2024-02-01,广东省
3,c2,2024-02-06,90,已完成,CNY,2024-02-09,广东
4,c3,2024-03-05,-50,returned,CNY,,Guangdong
5,,2024-03-06,80,=cmd|x,USD,2024-03-09,四川
6,c9,soon,10,completed,CNY,2024-03-09,四川
`,
)
const CUSTOMERS = csv(
  'customers.csv',
  `customer_id,name,phone,email,city
c1,张伟,138 0013 9000,zw@corp.cn,深圳市
c2,张 伟,+86-13800139000,,深圳
c3,李娜<img src=x onerror=alert(1)>,13911112222,LN@corp.cn,上海
c4,Li Na,,ln@corp.cn,上海
`,
)

const section = (page: Page) => page.locator('[data-panel="quality.rules"]')
const rule = (page: Page, name: string) => page.locator(`[data-rule="${name}"]`)
async function open(page: Page, language = 'en'): Promise<void> {
  await page.goto(`?lang=${language}#/data`)
  await page.getByTestId('file-input').setInputFiles([ORDERS, CUSTOMERS])
  await settled(page)
}
const settled = (page: Page) =>
  expect(page.locator('[data-panel="quality.rules"][data-state="ready"][aria-busy="false"]')).toBeVisible()

test('what was found stands on the Data page by weight, and opens to its rows', async ({ page }) => {
  await open(page)
  await expect(section(page).locator('h2')).toContainText('can change the figures')
  const first = await section(page)
    .locator('[data-rule]')
    .evaluateAll((all) => all.map((el) => el.dataset.rule))
  expect(first.slice(0, 3)).toEqual(['set_aside', 'currency', 'likely_same'])
  await rule(page, 'date_order').locator('[data-rows]').click()
  await expect(rule(page, 'date_order').locator('tbody tr')).toHaveText(['22024-02-012024-02-05'])
  await rule(page, 'set_aside').locator('[data-rows]').press('Enter')
  await expect(rule(page, 'set_aside')).toContainText('under their file')
})

test('findings are saved as a file that a spreadsheet opens safely', async ({ page }) => {
  await open(page)
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    rule(page, 'status').locator('[data-download]').click(),
  ])
  const text = readFileSync(await saved.path(), 'utf8')
  expect(text.startsWith('\uFEFF')).toBe(true)
  expect(text).toContain(`'=cmd|x`)
  const [all] = await Promise.all([
    page.waitForEvent('download'),
    section(page).locator('[data-download-all]').click(),
  ])
  expect(readFileSync(await all.path(), 'utf8').split('\r\n').length).toBeGreaterThan(8)
})

test('likely the same are looked at side by side, merged, kept apart, and taken back', async ({ page }) => {
  await open(page)
  await expect(rule(page, 'likely_same')).toHaveAttribute('data-found', '4')
  await page.locator('[data-review]').click()
  const dialog = page.getByRole('dialog')
  // Both phones are one number, however it is written.
  await expect(dialog.locator('tr.differs th[scope=row]')).toHaveText(['Name differs', 'E-mail differs'])
  await dialog.locator('[data-merge]').click()
  await expect(dialog.locator('[data-members]')).toContainText('<img src=x')
  await dialog.locator('[data-apart]').click()
  await dialog.locator('[data-apply]').click()
  await settled(page)
  await expect(rule(page, 'likely_same')).toHaveCount(0)
  const merged = page.locator('[data-decided="merges"]')
  await merged.locator('summary').click()
  await expect(merged.locator('li')).toContainText('c2 → c1')
  await merged.locator('[data-undo]').click()
  await settled(page)
  await expect(rule(page, 'likely_same')).toHaveAttribute('data-found', '2')
})

test('a switch leaves places as the files spell them', async ({ page }) => {
  await open(page)
  const places = rule(page, 'region')
  await expect(places).toContainText('changed')
  await places.locator('[data-switch="regions"]').uncheck()
  await settled(page)
  await expect(places).toContainText('kept as it is')
})

test('a file without a fault says what was looked at', async ({ page }) => {
  await page.goto('?lang=en#/data')
  await page
    .getByTestId('file-input')
    .setInputFiles(csv('one.csv', 'order id,customer id,order date,amount\n1,a,2024-01-05,10\n'))
  await settled(page)
  await expect(section(page)).toContainText('Nothing found in 1 row.')
  await expect(section(page).locator('summary').first()).toContainText('found in order')
})

test('nothing stands in the way of a reader at 390 px, in light and dark, the review included', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 800 })
  await open(page, 'zh-TW')
  for (const name of ['likely_same', 'status', 'region'])
    await rule(page, name).locator('[data-rows]').click()
  await expect(rule(page, 'status').locator('tbody tr').first()).toBeVisible()
  await audit(page, 'rules')
  await page.locator('[data-review]').click()
  await expect(page.locator('[data-members]')).toBeVisible()
  await audit(page, 'review')
})
