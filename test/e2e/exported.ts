import { pathToFileURL } from 'node:url'
import { test, type Page } from '@playwright/test'

/** Exports the page, which speaks simplified Chinese, as an HTML report and opens that in its place. */
export async function openExported(page: Page): Promise<void> {
  await page.getByRole('button', { name: '导出' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /^HTML/ }).click(),
  ])
  const file = test.info().outputPath('report.html')
  await download.saveAs(file)
  await page.goto(pathToFileURL(file).href)
}
