import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test, type Page } from '@playwright/test'
import { audit } from './audit'
import { openExported } from './exported'
import { standing } from './standing'

const root = new URL('../..', import.meta.url)
const retail = fileURLToPath(new URL('test/fixtures/retail/online_retail_subset.csv', root))
const known = JSON.parse(
  readFileSync(new URL('test/fixtures/retail/online_retail_subset.json', root), 'utf8'),
) as Record<string, number>
const PAGES = ['overview', 'tiers', 'segments', 'customers', 'trends']

/** Every panel of the page has its answer. */
async function settled(page: Page): Promise<void> {
  await expect(page.locator('[data-panel]').first()).toBeVisible()
  await expect(page.locator('[data-panel][data-state="loading"]')).toHaveCount(0)
}
/** Another page of the app, and its panels with their answers: not those of the page before. */
async function turn(page: Page, name: string): Promise<void> {
  await page.evaluate((path) => void (location.hash = path), `#/${name}`)
  await expect(page.locator(`nav a[aria-current=page][href^="#/${name}"]`).first()).toBeAttached()
  await settled(page)
}
async function openRetail(page: Page, address = '#/overview?period=all'): Promise<void> {
  await page.goto(`./${address}`)
  await page.getByTestId('file-input').setInputFiles(retail)
  await settled(page)
}
const figure = async (page: Page, metric: string): Promise<number> =>
  Number(await page.locator(`[data-metric="${metric}"]`).first().getAttribute('data-value'))

/** What is done on a page that stands: the files are read once. */
test.describe('on the overview of the fixture', () => {
  let page: Page
  const stood = standing(openRetail)
  test.beforeEach(async () => {
    page = stood()
    // Away and back: every panel as it comes.
    await turn(page, 'tiers')
    await page.evaluate(() => void (location.hash = '#/overview?period=all'))
    await expect(page).toHaveURL(/#\/overview\?period=all$/)
    await settled(page)
  })

  test('headline figures of the fixture are those that were worked out for it', async () => {
    expect(await figure(page, 'customers')).toBe(known.customersWithPurchase)
    expect(await figure(page, 'orders')).toBe(known.orders)
    expect(await figure(page, 'revenue')).toBeCloseTo(known.revenueNet!, 2)
    expect(await figure(page, 'repeatRate')).toBeCloseTo(known.repeatRate!, 6)
    expect(await figure(page, 'refundsWithoutPurchase')).toBeCloseTo(
      known.refundsOfCustomersWithoutPurchase!,
      2,
    )
    expect(await figure(page, 'salesWithoutCustomer')).toBeCloseTo(known.salesWithoutCustomer!, 2)
    expect(await figure(page, 'total')).toBeCloseTo(known.plainSum!, 2)
    await page.getByRole('button', { name: '扣除退货' }).click()
    await page.getByRole('button', { name: /^不计退货/ }).click()
    await expect(page).toHaveURL(/returns=drop/)
    await expect
      .poll(async () => Math.abs((await figure(page, 'revenue')) - known.revenueDrop!))
      .toBeLessThan(0.01)
  })

  test('a click on a tier narrows the page, going back widens it again', async () => {
    const all = await figure(page, 'customers')
    const pyramid = page.locator('[data-panel="tiers.pyramid"]')
    await pyramid.locator('.chart').click({ position: { x: 20, y: 40 } })
    await expect(page).toHaveURL(/tier=diamond/)
    await expect.poll(() => figure(page, 'customers')).toBeLessThan(all)
    await settled(page)
    await expect(page.getByRole('button', { name: '等级: 钻石' })).toBeVisible()
    await page.goBack()
    await expect(page).not.toHaveURL(/tier=/)
    await expect.poll(() => figure(page, 'customers')).toBe(all)
  })

  test('the table twin filters by keyboard', async () => {
    const pyramid = page.locator('[data-panel="tiers.pyramid"]')
    await pyramid.getByRole('button', { name: '表格' }).focus()
    await page.keyboard.press('Enter')
    const table = pyramid.getByRole('table')
    await expect(table.getByRole('row')).toHaveCount(5)
    await table.getByRole('button', { name: '黄金' }).focus()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/tier=gold/)
  })

  test('the table twin holds the figures of the picture and sorts', async () => {
    const panel = page.locator('[data-panel="tiers.pyramid"]')
    await panel.getByRole('button', { name: '表格' }).click()
    const counts = async () =>
      (await panel.locator('tbody td:nth-child(2)').allInnerTexts()).map((text) =>
        Number(text.replace(/,/g, '')),
      )
    const first = await counts()
    expect(first.reduce((sum, n) => sum + n, 0)).toBe(known.customersWithPurchase)
    await panel.getByRole('columnheader', { name: '客户数', exact: true }).getByRole('button').click()
    await expect(panel.getByRole('columnheader', { name: /^客户数/ })).toHaveAttribute(
      'aria-sort',
      'descending',
    )
    expect(await counts()).toEqual([...first].sort((a, b) => b - a))
  })

  test('CSV of a panel: byte order mark, heads in words, figures as they are', async () => {
    const panel = page.locator('[data-panel="tiers.pyramid"]')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      panel.getByRole('button', { name: 'CSV' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('tiers.pyramid_2011-12-09.csv')
    const text = readFileSync(await download.path(), 'utf8')
    expect(text.startsWith('\uFEFF等级,客户数,')).toBe(true)
    const rows = text.trim().split('\r\n').slice(1)
    expect(rows.map((row) => row.split(',')[0])).toEqual(['钻石', '黄金', '白银', '普通'])
    expect(rows.reduce((sum, row) => sum + Number(row.split(',')[1]), 0)).toBe(known.customersWithPurchase)
  })

  test('PNG and SVG of a panel are pictures', async () => {
    const panel = page.locator('[data-panel="tiers.concentration"]')
    for (const [name, head] of [
      ['PNG', '\u0089PNG'],
      ['SVG', '<svg'],
    ] as const) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        panel.getByRole('button', { name }).click(),
      ])
      expect(readFileSync(await download.path(), 'latin1').startsWith(head)).toBe(true)
    }
  })

  test('definition and SQL open as dialogs and give the focus back', async () => {
    const panel = page.locator('[data-panel="tiers.concentration"]')
    for (const [name, words] of [
      ['定义', 'online_retail_subset.csv'],
      ['SQL', 'SELECT'],
    ] as const) {
      const button = panel.getByRole('button', { name, exact: true })
      await button.focus()
      await page.keyboard.press('Enter')
      await expect(page.getByRole('dialog')).toContainText(words)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await expect(button).toBeFocused()
    }
  })

  test('the HTML report holds the figures of the page and opens without it', async () => {
    await openExported(page)
    expect(await figure(page, 'customers')).toBe(known.customersWithPurchase)
  })
})

/** The same, on the sample company. */
test.describe('on every page of the sample', () => {
  const elsewhere: string[] = []
  let page: Page
  const stood = standing(async (opened) => {
    opened.on('request', (request) => {
      if (!/^(blob|data):|^http:\/\/127\.0\.0\.1/.test(request.url())) elsewhere.push(request.url())
    })
    await opened.goto('./#/overview')
    await opened.locator('[data-sample]').click()
    await settled(opened)
  })
  test.beforeEach(async () => {
    page = stood()
    await page.setViewportSize(test.info().project.use.viewport!)
    await page.getByRole('combobox', { name: /^(Language|语言|語言)$/ }).selectOption('zh-CN')
    await turn(page, 'overview')
  })

  test('every page speaks each language, without a missing key', async () => {
    for (const [language, word] of [
      ['en', 'Overview'],
      ['zh-CN', '总览'],
      ['zh-TW', '總覽'],
    ] as const) {
      await page.getByRole('combobox', { name: /^(Language|语言|語言)$/ }).selectOption(language)
      await expect(page.locator('html')).toHaveAttribute('lang', language)
      await expect(page.getByRole('link', { name: word, exact: true })).toBeVisible()
      for (const name of PAGES) {
        await turn(page, name)
        const text = await page.locator('body').innerText()
        expect(
          text.match(
            /\b(ui|strip|unit|view|panel|metric|column|control|reason|dimension|tier|segment)\.[a-z]\w*/g,
          ),
          `${language} ${name}`,
        ).toBeNull()
        expect(text, `${language} ${name}`).not.toMatch(/\{\w+\}|undefined|NaN|\[object/)
      }
    }
  })

  test('narrow: one column, and the page does not scroll sideways', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    for (const name of PAGES) {
      await turn(page, name)
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
    }
    await page.getByRole('button', { name: '菜单' }).click()
    await page.getByRole('link', { name: '总览' }).click()
    await expect(page).toHaveURL(/#\/overview/)
  })

  test('nothing stands in the way of anybody on any page, in light and in dark', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    for (const name of PAGES) {
      await turn(page, name)
      await audit(page, name)
    }
    await page.locator('[data-panel]').first().getByRole('button', { name: 'SQL' }).click()
    await audit(page, 'dialog')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^等级/ }).click()
    await audit(page, 'filter')
    await page.keyboard.press('Escape')
    await page.evaluate(() => void (location.hash = '#/settings'))
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await audit(page, 'settings')
  })

  test('nothing was asked of another origin', async () => {
    expect(elsewhere).toEqual([])
    await expect(page.locator('[data-metric="requests"]')).toHaveAttribute('data-value', '0')
  })

  test('the HTML report says of the headline and of a table what the page says', async () => {
    /** What an element says, without the space that its markup has and what only one of the two leads to. */
    const texts = async (selector: string): Promise<string[]> =>
      (await page.locator(selector).allTextContents()).map((text) =>
        text.replace(/· 与文件对账/, '').replace(/[\s]+/g, ''),
      )
    const pyramid = page.locator('[data-panel="tiers.pyramid"]').first()
    const open = async () => {
      await pyramid.getByRole('button', { name: '表格' }).click()
      return texts('[data-panel="tiers.pyramid"] :is(th button, td)')
    }
    const said = {
      figures: await texts('[data-strip] .kpi'),
      lines: await texts('[data-strip] .beside'),
      headings: await texts('main :is(h1, h2)'),
      table: await open(),
    }
    expect([said.figures.length, said.lines.length]).toEqual([7, 2])
    expect(said.table.length).toBeGreaterThan(20)
    await openExported(page)
    const overview = '[data-page=overview]'
    expect({
      figures: await texts(`${overview} .strip > div`),
      lines: await texts(`${overview} .headline > .aside`),
      headings: await texts(`${overview} :is(h1, h2)`),
      table: await open(),
    }).toEqual(said)
  })
})

test('the address alone brings the view back', async ({ page }) => {
  await openRetail(
    page,
    '#/tiers?asOf=2011-09-30&period=all&tier=gold&heatmap.matrix.rows=tier&heatmap.matrix.columns=segment&heatmap.matrix.mode=value',
  )
  await expect(page.getByRole('button', { name: '截至 2011-09-30' })).toBeVisible()
  await expect(page.getByRole('button', { name: '等级: 黄金' })).toBeVisible()
  await expect(page.locator('select[name="mode"]')).toHaveValue('value')
  await expect(page.locator('select[name="columns"]')).toHaveValue('segment')
})

test('a bad address is named, dismissed, and the usual view stands', async ({ page }) => {
  await openRetail(page, '#/overview?asOf=2011-13-01&tier=platinum')
  const notice = page.getByRole('alert')
  await expect(notice).toContainText('2011-13-01')
  await expect(notice).toContainText('platinum')
  await notice.getByRole('button').click()
  await expect(notice).toHaveCount(0)
  await expect(page).not.toHaveURL(/platinum/)
})

test('an unknown page leads to the overview', async ({ page }) => {
  await page.goto('./#/nowhere?period=all')
  await expect(page).toHaveURL(/#\/overview\?period=all$/)
})

test('language and theme switch and stay', async ({ page }) => {
  await page.goto('./')
  await page.getByRole('combobox', { name: '语言' }).selectOption('zh-TW')
  await expect(page.getByRole('link', { name: '總覽' })).toBeVisible()
  await page.getByRole('button', { name: '深色' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-TW')
})

test('a table from the clipboard is a file', async ({ page }) => {
  await page.goto('./#/overview')
  await expect(page.locator('[data-sample]')).toBeVisible()
  await page.evaluate(
    (text) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', text)
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
    },
    readFileSync(retail, 'utf8'),
  )
  await settled(page)
  await expect(page.getByText(/^粘贴 \d\d:\d\d\.csv$/).first()).toBeVisible()
})

test('names from files are text and nothing else', async ({ page }) => {
  const rows = Array.from(
    { length: 60 },
    (_, i) =>
      `o${i},c${i % 30},2024-0${1 + (i % 9)}-1${i % 10},${10 + i},<img src=x onerror=window.hit=1>${i % 3}`,
  )
  await page.goto('./#/overview?period=all')
  await page.getByTestId('file-input').setInputFiles({
    name: '<b>orders</b>.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['order id,customer id,order date,amount,region', ...rows].join('\n')),
  })
  await settled(page)
  await expect(page.getByText('<b>orders</b>.csv').first()).toBeVisible()
  await page.locator('[data-panel="heatmap.matrix"]').getByRole('button', { name: '表格' }).click()
  await expect(page.getByText('<img src=x onerror=window.hit=1>0').first()).toBeVisible()
  expect(await page.evaluate(() => 'hit' in window)).toBe(false)
})
