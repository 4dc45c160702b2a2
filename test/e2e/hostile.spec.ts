import { expect } from '@playwright/test'
import { test } from './page'

const NAMES = ['__proto__', 'constructor', 'toString', 'valueOf', 'hasOwnProperty']
const cell = (i: number) => NAMES[i % NAMES.length]!
const orders = [
  'order_id,customer_id,ordered_at,amount,region,channel',
  ...Array.from(
    { length: 150 },
    (_, i) =>
      `o${i},c${i % 30},2024-${String(1 + (i % 12)).padStart(2, '0')}-11,${10 + i},${cell(i)},${cell(i + 1)}`,
  ),
].join('\n')
const customers = [
  'customer_id,name,constructor,__proto__',
  ...Array.from({ length: 30 }, (_, i) => `c${i},${cell(i)},${cell(i + 2)},${cell(i + 3)}`),
].join('\n')

test('cells that bear the names of what all objects share are drawn, page by page, and change nothing', async ({
  page,
}) => {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto('./?lang=en#/overview')
  const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
  await page
    .getByTestId('file-input')
    .setInputFiles([file('orders.csv', orders), file('customers.csv', customers)])
  const shape = () =>
    page.evaluate(() => [
      Object.getOwnPropertyNames(Object.prototype).sort().join(),
      Object.getOwnPropertyNames(Object).sort().join(),
    ])
  const before = await shape()
  for (const path of ['overview', 'tiers', 'segments', 'segments/profile', 'customers', 'trends', 'data']) {
    await page.evaluate(
      (hash) => (location.hash = hash),
      `/${path}?heatmap.matrix.rows=region&heatmap.matrix.columns=channel`,
    )
    await expect(page.locator('main h1').first()).toBeVisible()
    await expect(page.locator('section[data-panel][data-state=loading]')).toHaveCount(0)
    await expect(page.locator('section[data-panel][data-state=error]')).toHaveCount(0)
  }
  await page.evaluate(
    () => (location.hash = '/overview?heatmap.matrix.rows=region&heatmap.matrix.columns=channel'),
  )
  await expect(
    page.locator('section[data-panel="heatmap.matrix"] svg').getByText('__proto__').first(),
  ).toBeVisible()
  expect(await shape()).toEqual(before)
  expect(errors).toEqual([])
})
