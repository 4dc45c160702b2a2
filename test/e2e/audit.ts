import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, type Page } from '@playwright/test'
import type Axe from 'axe-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe looks for: everything in light; in dark, what depends on colours. */
const LOOKED: Record<'light' | 'dark', Axe.RunOnly> = {
  light: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  dark: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
}

/** What axe finds on the page as it stands. */
async function faults(page: Page, looked: Axe.RunOnly): Promise<string[]> {
  // Evaluated and not added as a script, which the page's policy forbids.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE)
  return page.evaluate(async (runOnly) => {
    const { axe } = window as unknown as { axe: typeof Axe }
    const { violations } = await axe.run({ runOnly })
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
    )
  }, looked)
}

/** Nothing stands in the way of anybody: axe finds no fault in light and dark, and nothing is wider than the window. */
export async function audit(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme)
    // Colours that are still on their way from the other theme are no colours of the page.
    await expect.poll(() => page.evaluate(() => document.getAnimations().length)).toBe(0)
    expect(await faults(page, LOOKED[colorScheme]), `${name}, ${colorScheme}`).toEqual([])
    const width = page.viewportSize()?.width ?? 0
    expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(width)
  }
}
