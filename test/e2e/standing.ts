import { test, type Page } from '@playwright/test'

/**
 * Within a `describe`: one page for all of its tests, opened once, because an engine that starts and files that are read
 * cost more than most of what is tried on them. Returns how to get at it.
 */
export function standing(open: (page: Page) => Promise<void>): () => Page {
  test.describe.configure({ mode: 'default' })
  let page: Page
  test.beforeAll(async ({ browser }) => {
    page = await browser.newPage()
    await open(page)
  })
  test.afterAll(() => page.close())
  return () => page
}
