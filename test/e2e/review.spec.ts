import { expect, test, type Page } from '@playwright/test'
import { audit } from './audit'

async function openSample(page: Page, address: string): Promise<void> {
  await page.goto(`./${address}`)
  await page.locator('[data-sample]').click()
  await expect(page.locator('[data-panel][data-state="loading"]')).toHaveCount(0)
  await expect(page.locator('[data-panel][data-state="ready"]').first()).toBeVisible()
}

test('reviews: who moved is opened, its tier explained, an objection raised, accepted and listed', async ({
  page,
}) => {
  await openSample(page, '?lang=en#/tiers/reviews')
  await expect(page.locator('[data-panel][data-state="ready"]')).toHaveCount(4)
  await audit(page, 'reviews')
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
})

for (const [language, word] of [
  ['zh-CN', '再次购买率'],
  ['zh-TW', '再次購買率'],
] as const)
  test(`compare: two gradings, in ${language}`, async ({ page }) => {
    await openSample(page, `?lang=${language}#/tiers/compare`)
    const panel = page.locator('[data-panel="tiers.compare"]')
    await expect(panel.getByRole('columnheader', { name: word })).toBeVisible()
    expect(await panel.innerText()).not.toMatch(/\{\w+\}|undefined|NaN|panel\./)
    if (language === 'zh-CN') await audit(page, 'compare')
  })
