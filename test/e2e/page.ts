import { expect, test as base, type Page } from '@playwright/test'

/** Everything is forgotten, so that the page is as on a first visit; its engine goes on. */
async function empty(page: Page, home: string, size: { width: number; height: number }): Promise<void> {
  page.removeAllListeners()
  await page.setViewportSize(size)
  await page.emulateMedia({ colorScheme: null, reducedMotion: null })
  // A report that was opened in its place knows nothing of settings.
  if (!page.url().startsWith(home)) await page.goto('./#/settings')
  await page.evaluate(() => void (location.hash = '#/settings'))
  // What a file leaves open may still come to be asked.
  await expect(async () => {
    if (await page.locator('dialog[open]').count()) await page.keyboard.press('Escape')
    await page.locator('[data-forget]').click({ timeout: 2000 })
  }).toPass()
  await page.locator('[data-forget-sure]').click()
  await expect(page.locator('[data-forgotten]')).toBeVisible()
  await expect(page.locator('[data-receipt]')).toHaveCount(0)
  // The next test may ask for the same address, which loads nothing anew.
  const language = new URL(page.url()).searchParams.get('lang') ?? 'zh-CN'
  await page.locator('select:has(option[lang="zh-TW"])').selectOption(language)
}

/**
 * Playwright's `test` with one page for all tests of a worker, emptied after each: an engine that starts costs more than
 * most of what is tried. What is about starting takes `test` from Playwright itself.
 */
export const test = base.extend<{ page: Page }, { kept: Page }>({
  kept: [
    async ({ browser }, use, info) => {
      const { baseURL, locale, timezoneId, viewport } = info.project.use
      const page = await browser.newPage({ baseURL, locale, timezoneId, viewport })
      await use(page)
      await page.close()
    },
    { scope: 'worker' },
  ],
  page: async ({ kept, baseURL, viewport }, use, info) => {
    await use(kept)
    // After a failure the worker ends, and its page with it.
    if (info.status === info.expectedStatus) await empty(kept, baseURL!, viewport!)
  },
})
