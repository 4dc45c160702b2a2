import { expect, type Page } from '@playwright/test'
import { audit } from './audit'
import { test } from './page'

const panel = (page: Page, id: string) => page.locator(`[data-panel="${id}"]`)
const settled = (page: Page) =>
  expect(
    page.locator('[data-panel][data-state="loading"]').or(page.locator('[aria-busy="true"]')),
  ).toHaveCount(0)
/** Within the page: what was saved is kept for the visit. */
async function go(page: Page, name: string): Promise<void> {
  await page.locator('main').getByRole('navigation').getByRole('link', { name, exact: true }).click()
  await settled(page)
}

test('segments: groups by behaviour, profile and an own segment, from finding to filter', async ({
  page,
}) => {
  test.slow()
  page.setDefaultTimeout(30_000)
  await page.goto('./?lang=en#/segments')
  await page.locator('[data-sample]').click()
  await expect(panel(page, 'rfm.clusters')).toHaveAttribute('data-state', 'ready', { timeout: 60_000 })
  await settled(page)
  await expect(page.locator('[data-panel]:not([data-state="ready"])')).toHaveCount(0)
  await audit(page, 'segments')

  // As many groups as are asked for, each under a name of its own.
  const groups = panel(page, 'rfm.clusters').locator('tbody tr')
  await expect(groups).toHaveCount(2)
  await page.locator('select[name=clusters]').selectOption('4')
  await expect(groups).toHaveCount(4)
  await settled(page)
  const names = await groups.locator('td:first-child').allInnerTexts()
  expect(new Set(names).size).toBe(4)
  await expect(panel(page, 'rfm.clusterfit').getByRole('heading')).toContainText('4 groups were chosen')

  // One of them is chosen: everything else shows only its customers, and the groups stand.
  const row = groups.first()
  const size = await row.locator('td').nth(1).innerText()
  await row.locator('td:first-child button').click()
  await expect(page).toHaveURL(/cluster=r\d/)
  await settled(page)
  await expect(panel(page, 'rfm.segments')).toContainText(`n = ${size}`)
  await expect(groups).toHaveCount(4)

  // The same groups are a dimension of the heat map and of the profile.
  const map = panel(page, 'heatmap.matrix')
  await map.locator('select[name=rows]').selectOption('cluster')
  await settled(page)
  await expect(map).toHaveAttribute('data-state', 'ready')
  await page.getByRole('button', { name: 'Clear filters' }).first().click()
  await settled(page)
  await go(page, 'Profile')
  const profile = panel(page, 'profile.index')
  await profile.locator('select[name=columns]').selectOption('cluster')
  await settled(page)
  for (const name of names) await expect(profile).toContainText(name.split(' · ')[0]!)
  await profile.locator('select[name=columns]').selectOption('tier')
  await settled(page)
  await expect(profile.getByRole('heading')).toContainText('times as frequent in “Diamond”')
  await audit(page, 'profile')

  await go(page, 'Own segments')
  await page.getByRole('button', { name: 'New segment' }).click()
  await page.getByPlaceholder('What are they called?').fill('Large & recent')
  await page.getByRole('button', { name: '＋ Condition' }).click()
  await page.getByRole('button', { name: 'Field:' }).click()
  await page.locator('[data-value="revenue_12m"]').click()
  await page.getByLabel('Value', { exact: true }).fill('5000')
  const counted = page.locator('[data-metric="segmentCustomers"]')
  // Before the value is counted they are all.
  await expect(counted).not.toHaveAttribute('data-value', '5000')
  const many = Number(await counted.getAttribute('data-value'))
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('button', { name: 'Show only these' }).click()
  await expect(page).toHaveURL(/saved=/)
  await settled(page)
  await audit(page, 'own segments')
  await go(page, 'Profile')
  await profile.locator('select[name=columns]').selectOption('saved')
  await settled(page)
  await expect(profile).toContainText(`n = ${many.toLocaleString('en')}`)

  for (const [language, word] of [
    ['zh-CN', '全体客户'],
    ['zh-TW', '全體客戶'],
  ] as const) {
    await page.locator('select:has(option[lang="zh-TW"])').selectOption(language)
    await expect(profile).toContainText(word)
    expect(await profile.innerText()).not.toMatch(/\{\w+\}|undefined|NaN|panel\.|column\./)
  }
})
