import { readFileSync } from 'node:fs'
import { read, utils } from '@e965/xlsx'
import { expect, test, type Page } from '@playwright/test'
import { audit } from './audit'

test.describe.configure({ mode: 'serial' })
let page: Page
test.beforeAll(async ({ browser }) => {
  page = await browser.newPage()
  await page.goto('?lang=zh-CN#/customers/playbook')
  await page.locator('[data-sample]').click()
  await expect(page.locator('[data-panel="playbook.plan"][data-state="ready"]')).toBeVisible({
    timeout: 60_000,
  })
})
test.afterAll(() => page.close())

const go = (hash: string) => page.evaluate((to) => (location.hash = to), hash)
const cell = (name: string) => page.locator(`[data-cell="${name}"]`)
const actions = () => page.locator('[data-panel="actions.list"][data-state="ready"]')
const place = (at: number) => page.locator(`[data-actions] [data-place="${at}"]`)
async function saved(full: boolean, format: 'CSV' | 'Excel') {
  await page.getByRole('button', { name: '导出给 CRM' }).click()
  const form = page.locator('[data-export]')
  if (full) {
    await form.getByRole('radio', { name: /完整/ }).check()
    await form.getByRole('checkbox').check()
  }
  await form.getByRole('radio', { name: format }).check()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    form.getByRole('button', { name: '保存' }).click(),
  ])
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) }
}

test('a treatment is changed in its cell, its figures follow, and it goes back to what is shipped', async () => {
  await expect(cell('gold active')).toContainText('每 30 天')
  const before = await page.locator('[data-panel="playbook.plan"] h2').innerText()
  await cell('gold active').click()
  const form = page.locator('[data-treatment]')
  await form.getByLabel('联系间隔天数').fill('10')
  await form.getByLabel('每客年度预算').fill('88')
  await form.getByLabel('优惠与动作').fill('=送茶礼')
  await form.getByRole('radio', { name: '客服' }).check()
  await form.getByRole('button', { name: '保存' }).click()
  await expect(cell('gold active')).toContainText('每 10 天')
  await expect(cell('gold active')).toContainText('已修改')
  await expect(page.locator('[data-panel="playbook.plan"] h2')).not.toHaveText(before)
  await audit(page, 'playbook')
  await page.locator('[data-reset]').click()
  await page.getByRole('button', { name: '确定撤销' }).click()
  await expect(page.locator('[data-panel="playbook.plan"] h2')).toHaveText(before)
  await cell('gold active').click()
  await form.getByLabel('优惠与动作').fill('=送茶礼')
  await form.getByRole('button', { name: '保存' }).click()
  await expect(cell('gold active')).toContainText('已修改')
})

test('actions are listed by occasion, done with one, and one is taken back', async () => {
  await go('/customers/actions')
  await expect(actions()).toBeVisible()
  await page.locator('[data-choose=complaint]').click()
  await expect(place(0)).toHaveAttribute('data-kind', 'complaint')
  await expect(place(0)).toContainText('客服')
  const count = page.locator('[data-choose=complaint] b')
  const n = Number(await count.innerText())
  const name = await place(0).getByRole('link').innerText()
  await place(0).getByRole('button', { name: '完成' }).click()
  await expect(count).toHaveText(String(n - 1))
  await expect(page.getByRole('link', { name })).toHaveCount(0)
  await page.getByRole('button', { name: '撤销' }).click()
  await expect(count).toHaveText(String(n))
  await audit(page, 'actions')
})

test('a role’s list is saved masked, and in full only after it was confirmed, as CSV and as a workbook', async () => {
  await page.locator('[data-choose=complaint]').click()
  await page.locator('[data-panel="actions.kinds"] select[name=role]').selectOption('sales')
  await page.locator('[data-panel="actions.kinds"] select[name=horizon]').selectOption('7')
  await go('/customers/actions?tier=gold&actions.kinds.role=sales&actions.kinds.horizon=14')
  await expect(place(0)).toContainText('=送茶礼')
  const name = await place(0).getByRole('link').innerText()
  const masked = await saved(false, 'CSV')
  const text = masked.bytes.toString('utf8')
  expect(masked.name).toMatch(/^待办名单_销售_脱敏_\d{4}-\d{2}-\d{2}\.csv$/)
  expect(text.startsWith('\uFEFF序号,')).toBe(true)
  expect(text.split('\r\n')[0]).toMatch(/事由,缘由,做什么,期限,负责角色/)
  expect(text).toContain("'=送茶礼")
  expect(text).not.toContain(name)
  const full = await saved(true, 'Excel')
  expect(full.name).toMatch(/完整_.*\.xlsx$/)
  const book = read(full.bytes)
  const rows = utils.sheet_to_json<Record<string, unknown>>(Object.values(book.Sheets)[0]!, { raw: false })
  expect(rows.length).toBe(text.trim().split('\r\n').length - 1)
  expect(JSON.stringify(rows[0])).toContain(name)
  expect(
    rows.every((row) => row['负责角色'] === '销售' && /^\d{4}-\d{2}-\d{2}$/.test(String(row['期限']))),
  ).toBe(true)
  await go('/data')
  await expect(page.locator('[data-log] li').filter({ hasText: '待办名单_销售_完整' })).toBeVisible()
})

test('the settings for a colleague hold the playbook and nothing of what was done with whom', async () => {
  await go('/customers/actions?actions.kinds.kind=complaint')
  await expect(place(0)).toHaveAttribute('data-kind', 'complaint')
  await place(0).getByRole('button', { name: '完成' }).click()
  await expect(page.getByText('已完成。')).toBeVisible()
  await go('/settings')
  const [file] = await Promise.all([page.waitForEvent('download'), page.locator('[data-recipe-out]').click()])
  const recipe = JSON.parse(readFileSync(await file.path(), 'utf8')) as Record<string, unknown>
  expect(recipe.playbook).toMatchObject([{ tier: 'gold', stage: 'active', offer: '=送茶礼' }])
  expect(recipe).not.toHaveProperty('marks')
})

test('a customer’s page says what is open, in the words of the playbook, in other languages too', async () => {
  await go('/customers/actions?actions.kinds.kind=birthday')
  await expect(place(0)).toHaveAttribute('data-kind', 'birthday')
  await place(0).getByRole('link').click()
  const card = page.locator('[data-treated]')
  await expect(card.locator('li[data-kind=birthday]')).toContainText('岁')
  for (const [language, word] of [
    ['en', /Turns \d+ on/],
    ['zh-TW', /滿 \d+ 歲/],
  ] as const) {
    await page.getByRole('combobox', { name: /语言|Language/ }).selectOption(language)
    await expect(card.locator('li[data-kind=birthday]')).toContainText(word)
  }
})
