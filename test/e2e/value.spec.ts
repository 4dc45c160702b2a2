import { expect, type Page } from '@playwright/test'
import { audit } from './audit'
import { test } from './page'

const PANELS = ['value.clv', 'value.tracking', 'value.calibration', 'value.capture']
const panel = (page: Page, id: string) => page.locator(`[data-panel="${id}"]`)

test('value: fitted beside the page, tested on its own past, by any dimension, in three languages', async ({
  page,
}) => {
  await page.goto('./?lang=en#/value')
  await page.locator('[data-sample]').click()
  for (const id of PANELS)
    await expect(panel(page, id)).toHaveAttribute('data-state', 'ready', { timeout: 60_000 })
  await expect(panel(page, 'value.clv').getByRole('heading')).toContainText(/80% interval/)
  await audit(page, 'value')

  await panel(page, 'value.clv').locator('select[name=margin]').selectOption('30')
  await expect(page).toHaveURL(/value\.clv\.margin=30/)
  await panel(page, 'value.clv').locator('select[name=rows]').selectOption('source')
  await expect(panel(page, 'value.clv')).toHaveAttribute('data-state', 'ready')
  for (const [language, word] of [
    ['zh-CN', '未来十二个月'],
    ['zh-TW', '未來十二個月'],
  ] as const) {
    await page.getByRole('combobox', { name: /^(Language|语言|語言)$/ }).selectOption(language)
    await expect(panel(page, 'value.clv')).toContainText(word)
    expect(await page.locator('main').innerText()).not.toMatch(
      /\{\w+\}|undefined|NaN|(panel|column|value)\.\w/,
    )
  }
})
