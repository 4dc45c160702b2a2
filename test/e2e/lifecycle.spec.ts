import { expect, type Page } from '@playwright/test'
import { audit } from './audit'
import { test } from './page'

const PANELS = ['lifecycle.stages', 'lifecycle.growth', 'lifecycle.flow', 'lifecycle.second']
const panel = (page: Page, id: string) => page.locator(`[data-panel="${id}"]`)
const settled = (page: Page) => expect(page.locator('[data-panel][data-state="loading"]')).toHaveCount(0)
/** Text of a stage's number of customers, from the table under the picture. */
const count = (page: Page, stage: string) =>
  panel(page, 'lifecycle.stages').getByRole('row', { name: stage }).getByRole('cell').nth(1)

test('lifecycle: four answers, windows that can be changed, a stage that filters, in three languages', async ({
  page,
}) => {
  await page.goto('./?lang=en#/segments/lifecycle')
  await page.locator('[data-sample]').click()
  for (const id of PANELS)
    await expect(panel(page, id)).toHaveAttribute('data-state', 'ready', { timeout: 60_000 })
  await audit(page, 'lifecycle')

  const dormant = await count(page, 'Dormant').innerText()
  await page.getByRole('button', { name: 'Change …' }).click()
  const form = page.getByRole('dialog')
  await form.locator('[name=dormantDays]').fill('400')
  await expect(form.getByRole('alert')).toHaveText(/later than dormant/)
  await expect(form.getByRole('button', { name: 'Apply' })).toBeDisabled()
  await form.locator('[name=dormantDays]').fill('20')
  await form.getByRole('button', { name: 'Apply' }).click()
  await expect(page.locator('[data-window=dormantDays]')).toHaveAttribute('data-value', '20')
  await expect(page.getByText('Changed from the proposal')).toBeVisible()
  await settled(page)
  await expect(count(page, 'Dormant')).not.toHaveText(dormant)

  // A click on a stage filters everything else, and leaves the other stages standing.
  const others = await count(page, 'Active').innerText()
  await panel(page, 'lifecycle.stages').getByRole('button', { name: 'Dormant' }).click()
  await expect(page).toHaveURL(/stage=dormant/)
  await settled(page)
  await expect(count(page, 'Active')).toHaveText(others)
  await page.goBack()
  await settled(page)

  await panel(page, 'lifecycle.flow').locator('select[name=shown]').selectOption('matrix')
  await panel(page, 'lifecycle.second').locator('select[name=grain]').selectOption('quarter')
  await expect(panel(page, 'lifecycle.second').getByRole('heading')).toContainText(/Q[1-4]/)
  for (const [language, word] of [
    ['zh-CN', '休眠'],
    ['zh-TW', '首購季度'],
  ] as const) {
    await page.getByRole('combobox', { name: /^(Language|语言|語言)$/ }).selectOption(language)
    await expect(page.locator('main')).toContainText(word)
    expect(await page.locator('main').innerText()).not.toMatch(
      /\{\w+\}|undefined|NaN|(panel|column|lifecycle|stage)\./,
    )
  }
})

test('lifecycle: customers without orders have stages as far as their file says, and hear what more would add', async ({
  page,
}) => {
  await page.goto('./?lang=en#/segments/lifecycle')
  const rows = Array.from({ length: 40 }, (_, at) => `K${at},${10 * at},${at % 30},${at % 3 ? 'No' : 'Yes'}`)
  await page.getByTestId('file-input').setInputFiles({
    name: 'customers.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['customerID,TotalCharges,tenure,Churn', ...rows].join('\n')),
  })
  await expect(count(page, 'Churned')).toHaveText('14')
  await expect(page.getByText('are plain assumptions')).toBeVisible()
  for (const id of PANELS.slice(1)) await expect(panel(page, id)).toHaveAttribute('data-state', 'needs')
})
