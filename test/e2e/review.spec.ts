import { expect } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { audit } from './audit'
import { test } from './page'

/** One page throughout: the sample is read once. */
test('reviews and schemes: who moved and why, an objection settled, two gradings compared', async ({
  page,
}) => {
  // Nine days of review are graded, and panels asked in three languages.
  test.setTimeout(420_000)
  await page.goto('./?lang=en#/tiers/reviews')
  await page.locator('[data-sample]').click()
  await expect(page.locator('[data-panel][data-state="ready"]')).toHaveCount(4)
  await audit(page, 'reviews')

  // Single customers are asked about before they are saved, and masked unless somebody is sure.
  const movers = page.locator('[data-panel="tiers.movers"]')
  const whole = await movers.locator('tbody tr').first().locator('td').nth(1).innerText()
  await movers.getByRole('button', { name: 'CSV', exact: true }).click()
  const form = page.locator('[data-export]')
  await audit(page, 'people')
  const [masked] = await Promise.all([
    page.waitForEvent('download'),
    form.getByRole('button', { name: 'Save' }).click(),
  ])
  const text = readFileSync(await masked.path(), 'utf8')
  expect(masked.suggestedFilename()).toMatch(/^tiers\.movers_masked_\d{4}-\d\d-\d\d\.csv$/)
  expect(text.split('\r\n')[0]).toContain('From,To')
  expect(text).not.toContain(whole)
  await expect(form).toHaveCount(0)

  await page.locator('[data-panel="tiers.movers"] [data-customer]').first().click()
  const sheet = page.getByRole('dialog')
  await expect(sheet.locator('[data-why] [data-indicator]').first()).toBeVisible()
  await sheet.locator('[data-new="objection"]').click()
  await sheet.locator('[name=author]').fill('Li')
  await sheet.locator('[name=reason]').fill('<img src=x onerror=alert(1)> too low')
  await sheet.getByRole('button', { name: 'Keep the objection' }).click()
  await sheet.getByRole('button', { name: 'Accept and set a tier' }).click()
  await sheet.locator('[name=tier]').selectOption('silver')
  await sheet.locator('[name=reason]').fill('agreed')
  await sheet.getByRole('button', { name: 'Accept and set the tier' }).click()
  await expect(sheet.getByRole('heading', { name: 'Li set Silver by hand, without an end.' })).toBeVisible()
  await expect(sheet.getByText('<img src=x onerror=alert(1)> too low')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.locator('[data-said-list] [data-hand]')).toHaveCount(1)

  await page.getByRole('link', { name: 'Compare', exact: true }).click()
  const compare = page.locator('[data-panel="tiers.compare"][data-state="ready"]')
  const only = page.locator('[data-panel="tiers.only"][data-state="ready"]')
  await expect(compare.locator('h2')).toContainText('“scheme in use” foretells better than “revenue to date”')
  await page.locator('[name=compare-a]').selectOption({ label: 'recent orders and rhythm' })
  await expect(compare.locator('h2')).toContainText('“recent orders and rhythm” foretells better')
  await page.locator('[name=compare-b]').selectOption({ label: 'preset: business customers' })
  await page.locator('[name=compare-months]').selectOption('6')
  await page.locator('[name=compare-day]').selectOption('2025-12-31')
  await expect(compare).toContainText('Graded as of Dec 31, 2025, looked at until Jun 30, 2026')
  await expect(only.locator('h2')).toContainText('“preset: business customers” only')
  for (const [language, word] of [
    ['zh-CN', '模板：企业客户'],
    ['zh-TW', '範本：企業客戶'],
  ] as const) {
    await page.getByRole('combobox', { name: /^(Language|语言|語言)$/ }).selectOption(language)
    await expect(compare.locator('h2')).toContainText(word)
    expect(await page.locator('main').innerText()).not.toMatch(/\{\w+\}|undefined|NaN|panel\.|compare\./)
  }
  await audit(page, 'compare')
  const name = await only.locator('tbody tr').first().locator('td').nth(1).innerText()
  await only.locator('[data-customer]').first().click()
  await expect(page.locator('[data-panel="customers.one"] h1')).toHaveText(name)
})
