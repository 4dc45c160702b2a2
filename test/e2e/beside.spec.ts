import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'

/** In the south are hardly any who buy much. */
const isSmall = (at: number): boolean => at >= 247
const CUSTOMERS = [
  'customer id,region',
  ...Array.from({ length: 300 }, (_, at) => `C${at},${at < 100 ? 'North' : at < 240 ? 'East' : 'South'}`),
].join('\n')
const ORDERS = [
  'order id,customer id,order date,amount',
  ...Array.from({ length: 300 }, (_, at) =>
    Array.from({ length: isSmall(at) ? 1 : 1 + ((at * 5) % 8) }, (_, of) => {
      const month = String(1 + ((at * 7 + of) % (isSmall(at) ? 4 : 12))).padStart(2, '0')
      return `K${at}-${of},C${at},2024-${month}-11,${10 + ((at * 37) % (isSmall(at) ? 20 : 300))}`
    }),
  ).flat(),
].join('\n')

async function open(page: Page): Promise<void> {
  await page.goto('?lang=en#/overview')
  await page.getByTestId('file-input').setInputFiles(
    [
      ['customers.csv', CUSTOMERS],
      ['orders.csv', ORDERS],
    ].map(([name, text]) => ({ name: name!, mimeType: 'text/csv', buffer: Buffer.from(text!) })),
  )
  await ready(page)
  await phase(page, 'kept')
}
const ready = (page: Page) =>
  expect(page.locator('[data-panel="tiers.pyramid"]').first()).toHaveAttribute('data-state', 'ready')
const phase = (page: Page, name: string) =>
  expect(page.locator('[data-workspace]')).toHaveAttribute('data-phase', name)
const chooseNorth = async (page: Page) => {
  await page.evaluate(() => void (location.hash = '/overview?region=North'))
  await expect(page.locator('[data-metric="customers"]').first()).toHaveAttribute('data-value', '100')
}

/** Saves the report and says how many cells it hides. `asked`: what it says before. */
async function hides(page: Page, asked?: RegExp): Promise<number> {
  await page.getByRole('button', { name: 'Export' }).click()
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: /^HTML/ }).click()
  if (asked) {
    await expect(page.getByRole('alert')).toContainText(asked)
    await page.getByRole('button', { name: 'Save all the same' }).click()
  }
  const text = readFileSync(await (await saved).path(), 'utf8')
  const { panels } = JSON.parse(/id="payload">(.*?)<\/script>/s.exec(text)![1]!) as {
    panels: { state: string; hidden: unknown[] }[]
  }
  if (!asked) await page.keyboard.press('Escape')
  return panels.reduce((sum, { state, hidden }) => sum + (state === 'ready' ? hidden.length : 1000), 0)
}
const remembered = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    let found = 0
    const walk = async (folder: FileSystemDirectoryHandle): Promise<void> => {
      for await (const [name, handle] of folder.entries())
        if (handle.kind === 'directory') await walk(handle as FileSystemDirectoryHandle)
        else if (name === 'manifest.json') {
          const manifest = JSON.parse(await (await (handle as FileSystemFileHandle).getFile()).text())
          found += manifest.published.flatMap(({ tables }: { tables: string[] }) => tables).length
        }
    }
    await walk(await navigator.storage.getDirectory())
    return found
  })

test('a report of one region hides more after one of all was saved, also when the page was loaded anew between', async ({
  page,
}) => {
  await open(page)
  await hides(page)
  await expect.poll(() => remembered(page)).toBeGreaterThan(5)
  await page.reload()
  await phase(page, 'kept')
  await ready(page)
  await chooseNorth(page)
  const beside = await hides(page)

  // Without its files nothing of them is remembered; where nothing is kept, that is said first.
  await page.evaluate(() => void (location.hash = '/settings'))
  await page.locator('#keep').click()
  await page.locator('[data-stop-sure]').click()
  await phase(page, 'off')
  await page.reload()
  await page.goto('?lang=en#/overview')
  await page.getByTestId('file-input').setInputFiles([])
  await page.getByTestId('file-input').setInputFiles([
    { name: 'customers.csv', mimeType: 'text/csv', buffer: Buffer.from(CUSTOMERS) },
    { name: 'orders.csv', mimeType: 'text/csv', buffer: Buffer.from(ORDERS) },
  ])
  await ready(page)
  await chooseNorth(page)
  expect(beside).toBeGreaterThan(await hides(page, /not kept at present/))
})
