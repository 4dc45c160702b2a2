import { expect, test, type Page } from '@playwright/test'
import { audit } from './audit'

async function openSample(page: Page, address: string): Promise<void> {
  await page.goto(`./${address}`)
  await page.locator('[data-sample]').click()
  await expect(page.locator('[data-steps]')).toBeVisible()
}
const counts = (page: Page): Promise<number[]> =>
  page.locator('[data-tier]').evaluateAll((all) => all.map((el) => Number(el.getAttribute('data-customers'))))
const total = (list: number[]) => list.reduce((sum, n) => sum + n, 0)

test('a weight moves the pyramid at once, and nothing is kept until it is accepted', async ({ page }) => {
  await openSample(page, '#/tiers/scheme?lang=en')
  const before = await counts(page)
  const slider = page.getByRole('slider', { name: 'Risk', exact: true })
  await slider.fill('70')
  await expect(page.locator('[data-effect]')).not.toHaveAttribute('data-moved', '0')
  const moved = await counts(page)
  expect(moved).not.toEqual(before)
  expect(total(moved)).toBe(total(before))
  const shares = page.locator('[data-dimension] > .head input[type=number]')
  const percents = await shares.evaluateAll((all) => all.map((el) => Number((el as HTMLInputElement).value)))
  expect(total(percents)).toBeCloseTo(100, 0)
  await expect(page.locator('[data-movers] tbody tr').first()).toBeVisible()
  await page.locator('[data-discard]').click()
  await expect.poll(() => counts(page)).toEqual(before)

  await slider.fill('70')
  await expect.poll(() => counts(page)).toEqual(moved)
  await page.locator('[data-accept]').click()
  await expect(page.locator('[data-draft]')).toHaveCount(0)
  await expect(page.getByRole('heading', { name: /version 2/ })).toBeVisible()
  await expect.poll(() => counts(page)).toEqual(moved)
  await page.getByText(/All 2 versions/).click()
  await page.getByRole('button', { name: 'Use', exact: true }).click()
  await expect.poll(() => counts(page)).toEqual(before)
  await expect(page.locator('[data-effect]')).toHaveAttribute('data-moved', '0')
  await slider.fill('60')
  await expect(page.locator('[data-effect]')).not.toHaveAttribute('data-moved', '0')
  await audit(page, 'scheme')
})

test('pairs give weights, say how consistent they are, and name what to revisit', async ({ page }) => {
  await openSample(page, '#/tiers/scheme?lang=zh-CN')
  await page.locator('[data-pairs=dimensions]').click()
  const cells = page.locator('dialog select')
  for (const [i, value] of ['9', '0.1111111111111111', '9'].entries()) await cells.nth(i).selectOption(value)
  await expect(page.locator('[data-consistency]')).toContainText('矛盾')
  await page.getByRole('button', { name: /^改为/ }).click()
  for (const [i, value] of ['2', '4', '2'].entries()) await cells.nth(i).selectOption(value)
  await expect(page.locator('[data-consistency]')).toContainText('基本一致')
  await page.locator('[data-take]').click()
  await expect(page.getByRole('slider', { name: '财务贡献', exact: true })).toHaveValue('57')
})

test('a rule lifts its customers, and a preset is a scheme of its own', async ({ page }) => {
  await openSample(page, '#/tiers/scheme?lang=zh-TW')
  const [top = 0] = await counts(page)
  await page.locator('[data-schemes]').getByRole('button', { name: '從預設方案新增' }).click()
  await page.locator('[data-preset=b2b]').click()
  await expect(page.getByRole('heading', { name: /企業客戶 · 第 1 版/ })).toBeVisible()
  await expect(page.locator('[data-rule="0"]')).toContainText('符合')
  await page.locator('[data-rule="0"] .then select').nth(1).selectOption('diamond')
  await expect(page.locator('[data-effect]')).not.toHaveAttribute('data-moved', '0')
  expect((await counts(page))[0]).not.toBe(top)
  const text = await page.locator('main, body').first().innerText()
  expect(text.match(/\b(scheme|condition|fact|indicator|dimension|tier)\.[a-zA-Z]\w*/g)).toBeNull()
})
