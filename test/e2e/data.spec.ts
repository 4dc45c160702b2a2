import { readFileSync, writeFileSync } from 'node:fs'
import { expect, type Locator, type Page } from '@playwright/test'
import { audit } from './audit'
import { openExported } from './exported'
import { test } from './page'

const fixture = (name: string): Buffer =>
  readFileSync(new URL(`../fixtures/encodings/${name}`, import.meta.url))
const csv = (name: string, text: string | Buffer) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(text as string),
})

const HEADER = 'order id,customer id,order date,amount'
const ORDERS = [
  HEADER,
  ...Array.from({ length: 60 }, (_, i) => `K${i},C${i % 9},2024-0${1 + (i % 9)}-11,${i}.5`),
]

async function open(page: Page, path = '/data', language = 'en'): Promise<void> {
  await page.goto(`?lang=${language}#${path}`)
  await expect(page.getByTestId('file-input')).toBeAttached()
}
async function add(page: Page, ...files: ReturnType<typeof csv>[]): Promise<void> {
  await page.getByTestId('file-input').setInputFiles(files)
}
const card = (page: Page, file: string): Locator => page.locator(`[data-source="${CSS(file)}"]`)
const CSS = (text: string): string => text.replace(/["\\]/g, '\\$&')
async function account(source: Locator): Promise<Record<string, number>> {
  const cells = await source
    .locator('[data-rows]')
    .evaluateAll((all) => all.map((el) => [el.dataset.rows!, Number(el.dataset.value)] as const))
  return Object.fromEntries(cells)
}

test('the first visit offers a drop area and a sample, and says that nothing leaves', async ({ page }) => {
  await open(page, '/overview')
  const first = page.locator('[data-first-visit]')
  await expect(first.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(first.getByRole('button', { name: 'Choose files' })).toBeVisible()
  await expect(first.getByText('Nothing is uploaded')).toBeVisible()
  await expect(first.locator('[data-sample]')).toHaveText('Explore with sample data')
  await audit(page, 'first visit')
})

test('a GBK file that is dropped is read, and can be read in another encoding', async ({ page }) => {
  await open(page)
  const bytes = [...fixture('only-header.gbk.csv')]
  const transfer = await page.evaluateHandle((data) => {
    const drag = new DataTransfer()
    drag.items.add(new File([Uint8Array.from(data)], '订单.csv'))
    return drag
  }, bytes)
  for (const type of ['dragenter', 'dragover', 'drop'])
    await page.dispatchEvent('[data-drop]', type, { dataTransfer: transfer })

  const source = card(page, '订单.csv')
  await expect(source.getByText('GB18030 / GBK (by its characters)')).toBeVisible()
  await expect(source.getByText('Holds orders, customers')).toBeVisible()
  expect(await account(source)).toEqual({ read: 2, kept: 2, merged: 0, setAside: 0 })
  await expect(source.locator('[data-sha256]')).toHaveAttribute('title', /^[0-9a-f]{64}$/)

  await source.locator('[data-open=text]').click()
  await expect(source.locator('[data-preview]')).toContainText('买家实际支付金额')
  await source.locator('[data-encoding]').selectOption('windows-1252')
  await expect(source.locator('[data-preview]')).not.toContainText('买家')
  await page.locator('[data-apply]').click()
  await expect(source.getByText('Windows-1252 (chosen by you)')).toBeVisible()
  await expect(source.getByText('Not recognised')).toBeVisible()

  await source.locator('[data-open=text]').click({ trial: true })
  await source.locator('[data-encoding]').selectOption('gb18030')
  await expect(source.locator('[data-preview]')).toContainText('买家会员名')
  await page.locator('[data-apply]').click()
  await expect(source.getByText('Holds orders, customers')).toBeVisible()
})

test('what the columns of an unknown file mean can be said, and the figures follow', async ({ page }) => {
  await open(page)
  const rows = ORDERS.slice(1).map((row) => row.replaceAll(',', ';'))
  await add(page, csv('export.csv', ['a;b;c;d', ...rows].join('\n')))
  const source = card(page, 'export.csv')
  // It is asked about by itself; who would rather say it on the page puts the sheet away.
  await expect(page.locator('[data-ask-sheet]')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(source.getByText('Not recognised')).toBeVisible()

  const mean = async (column: string, target: string) => {
    await source.locator(`[data-column="${column}"]`).getByRole('button').first().click()
    await source.locator(`[data-column="${column}"] [data-value="${target}"]`).click()
  }
  await mean('b', 'orders.customer_id')
  await expect(source.locator('[data-idle]')).toContainText('Order number + Order date')
  await mean('a', 'orders.order_id')
  await mean('c', 'orders.ordered_at')
  await mean('d', 'orders.amount')
  await expect(source.locator('[data-idle]')).toHaveCount(0)
  await expect(page.locator('[data-draft]')).toContainText('4 corrections not yet applied')
  await page.locator('[data-apply]').click()
  await expect(source.getByText('Holds orders, customers')).toBeVisible()
  await expect(page.locator('[data-panel="data.reconcile"]')).toHaveAttribute('data-state', 'ready')
})

test('a wide file stays usable: its columns come by the page and are found by name', async ({ page }) => {
  await open(page)
  const names = Array.from({ length: 996 }, (_, i) => `field ${i}`)
  const rows = ORDERS.slice(1, 20).map((row) => `${row},${names.map((_, i) => i).join(',')}`)
  await add(page, csv('wide.csv', [`${HEADER},${names.join(',')}`, ...rows].join('\n')))
  const source = card(page, 'wide.csv')
  await source.locator('[data-open=columns]').click()
  await expect(source.locator('[data-column]')).toHaveCount(25)
  await source.getByRole('searchbox').fill('field 995')
  await expect(source.locator('[data-column]')).toHaveCount(1)
})

test('a file says why it is cut so, where its header stands and what stood around its rows', async ({
  page,
}) => {
  await open(page)
  const rows = ORDERS.map((row) => row.replaceAll(',', ';'))
  await add(
    page,
    csv('report.csv', ['Report of sales', 'made on Monday', '', ...rows, 'Total;;;1800', ''].join('\n')),
    csv('bare.csv', ORDERS.slice(1).join('\n')),
  )
  const report = card(page, 'report.csv')
  await expect(report.getByText('3 lines before the header')).toBeVisible()
  await expect(report.getByText('set aside below the rows: 1 total line')).toBeVisible()
  await report.locator('[data-open=text]').click()
  const how = report.locator('[data-how] li')
  await expect(how).toHaveText([/cuts most lines into equally many cells/, /line 4 holds known column names/])
  await report.locator('[data-delimiter]').selectOption('|')
  await expect(how.first()).toHaveText('Delimiter: chosen by you.')
  await expect(card(page, 'bare.csv').getByText('no header: columns are numbered')).toBeVisible()
})

test('set-aside rows are shown with line, reason and text, and come as a file', async ({ page }) => {
  await open(page)
  const rows = [...ORDERS, 'X1,C1,someday,5', ',C1,2024-01-05,6', 'X2,C1,2024-01-05,7,=1+1']
  await add(page, csv('dirty.csv', rows.join('\n')))
  const source = card(page, 'dirty.csv')
  await expect(source.locator('[data-account]')).toHaveAttribute('data-adds', 'true')
  expect(await account(source)).toEqual({ read: 63, kept: 60, merged: 0, setAside: 3 })

  await source.locator('[data-open=aside]').click()
  const shown = source.locator('[data-set-aside] tbody tr')
  await expect(shown).toHaveCount(3)
  await expect(shown.nth(0)).toContainText('62')
  await expect(shown.nth(0)).toContainText('“order date” cannot be read')
  await expect(shown.nth(0)).toContainText('X1,C1,someday,5')

  const waiting = page.waitForEvent('download')
  await source.locator('[data-download-aside]').click()
  const download = await waiting
  const text = readFileSync(await download.path(), 'utf8')
  expect(download.suggestedFilename()).toBe('dirty - set aside.csv')
  expect(text.startsWith('\uFEFFLine,Reason,Column,Text\r\n')).toBe(true)
  expect(text).toContain('62,“order date” cannot be read,order date,"X1,C1,someday,5"')
  expect(text).toContain('63,“order id” is missing,order id,",C1,2024-01-05,6"')
  await expect(page.locator('[data-log]')).toContainText('dirty - set aside.csv')
})

test('a later file of the same export says what it brought, and can take the place of the earlier', async ({
  page,
}) => {
  await open(page)
  const row = (i: number, amount = i) => `K${i},C${i % 9},2024-0${1 + Math.floor(i / 10)}-11,${amount}.5`
  const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => row(from + i))
  await add(page, csv('orders-1.csv', [HEADER, ...rows(0, 40)].join('\n')))
  await expect(card(page, 'orders-1.csv')).toBeVisible()
  // Ten new ones, one changed, nine as they were.
  await add(page, csv('orders-2.csv', [HEADER, row(30, 99), ...rows(31, 50)].join('\n')))
  const later = card(page, 'orders-2.csv').locator('[data-brought]')
  await expect(later).toContainText('10 new orders, 1 changed, 9 as before')
  await expect(later).toContainText('continues orders-1.csv')
  await expect(card(page, 'orders-1.csv').locator('[data-brought]')).toHaveText(
    '40 new orders, 10 superseded by a newer file',
  )

  await later.locator('[data-replace]').click()
  await later.locator('[data-replace-sure]').click()
  await expect(page.locator('[data-source]')).toHaveCount(1)
  await expect(card(page, 'orders-2.csv').locator('[data-brought]')).toHaveCount(0)
  expect(await account(card(page, 'orders-2.csv'))).toMatchObject({ kept: 20 })
})

test('a file can be taken out again', async ({ page }) => {
  await open(page)
  await add(
    page,
    csv('one.csv', ORDERS.join('\n')),
    csv('two.csv', 'customer id,name,industry\nC1,Ann,tea\n'),
  )
  await expect(page.locator('[data-source]')).toHaveCount(2)
  await card(page, 'two.csv').locator('[data-remove]').click()
  await card(page, 'two.csv').locator('[data-remove-sure]').click()
  await expect(page.locator('[data-source]')).toHaveCount(1)
  await expect(card(page, 'one.csv').locator('[data-sha256]')).toBeVisible()
})

test('markup in names of files, columns and cells is text', async ({ page }) => {
  let alerts = 0
  page.on('dialog', (dialog) => {
    alerts++
    void dialog.dismiss()
  })
  const evil = '<img src=x onerror=alert(1)>'
  await open(page)
  await add(
    page,
    csv(
      `${evil}.csv`,
      [
        `${HEADER},customer name,${evil}`,
        ...ORDERS.slice(1).map((row) => `${row},${evil},${evil}`),
        `X,C1,${evil},1,,`,
      ].join('\n'),
    ),
    csv(`${evil}.bin.csv`, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0])),
  )
  const source = card(page, `${evil}.csv`)
  await expect(source.getByRole('heading')).toHaveText(`${evil}.csv`)
  await expect(page.locator('[data-failures]')).toContainText(`${evil}.bin.csv`)
  for (const part of ['columns', 'text', 'aside']) {
    await source.locator(`[data-open=${part}]`).click()
    await expect(source).toContainText(evil)
  }
  expect(await page.locator('main img').count()).toBe(0)
  expect(alerts).toBe(0)
})

test('each file that fails says why; the others stand', async ({ page }) => {
  await open(page)
  await add(
    page,
    csv('empty.csv', ''),
    csv('picture.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])),
    csv('head.csv', 'a,b\n'),
    csv('good.csv', ORDERS.join('\n')),
  )
  await expect(page.locator('[data-source]')).toHaveCount(1)
  const failures = page.locator('[data-failure]')
  await expect(failures).toHaveCount(3)
  await expect(failures.nth(0)).toContainText('empty.csv is empty')
  await expect(failures.nth(1)).toContainText('picture.csv is a picture (PNG)')
  await failures.nth(0).locator('[data-dismiss]').click()
  await expect(failures).toHaveCount(2)
})

test('a long import shows its progress and can be cancelled', async ({ page }, info) => {
  test.slow()
  const path = info.outputPath('long.csv')
  const block = Array.from(
    { length: 50_000 },
    (_, i) => `K${i},C${i % 999},2024年1月${1 + (i % 28)}日,"¥1,${100 + (i % 900)}"`,
  )
  writeFileSync(path, `${HEADER}\n${Array(30).fill(block.join('\n')).join('\n')}\n`)
  await open(page)
  await page.getByTestId('file-input').setInputFiles(path)
  await expect(page.locator('[data-progress]')).toContainText('long.csv')
  await expect(page.getByRole('progressbar')).toBeVisible()
  await page.locator('[data-cancel]').click()
  await expect(page.locator('[data-failure="cancelled"]')).toContainText('long.csv: Cancelled.')
  await expect(page.locator('[data-source]')).toHaveCount(0)
  await expect(page.locator('[data-progress]')).toHaveCount(0)

  await add(page, csv('good.csv', ORDERS.join('\n')))
  await expect(card(page, 'good.csv')).toBeVisible()
})

test('settings show their effect, stay after a reload, and can be forgotten', async ({ page }) => {
  await page.goto('#/settings')
  const main = page.getByRole('main')
  await main.getByText('English', { exact: true }).click()
  await main.getByText('Dark', { exact: true }).click()
  await page.getByLabel('Currency').selectOption('CNY')
  await main.getByText('Red', { exact: true }).click()
  await expect(page.locator('[data-example]')).toContainText('¥148.2M')
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(page.locator('html')).toHaveAttribute('data-rise', 'red')
  await expect(page.getByLabel('Currency')).toHaveValue('CNY')

  await page.locator('[data-forget]').click()
  await page.locator('[data-forget-sure]').click()
  await expect(page.locator('html')).toHaveAttribute('data-rise', 'green')
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([])
})

test('nothing stands in the way of anybody, in light and dark, wide and narrow', async ({ page }) => {
  test.slow()
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const both = async (name: string) => {
    for (const [width, height] of [
      [1440, 900],
      [390, 844],
    ] as const) {
      await page.setViewportSize({ width, height })
      await audit(page, `${name}, ${width} px`)
    }
  }
  await open(page, '/overview', 'zh-CN')
  await expect(page.locator('[data-first-visit]')).toBeVisible()
  await both('first visit')
  await open(page, '/data', 'zh-TW')
  await add(
    page,
    csv('empty.csv', ''),
    csv(
      `${'很长的文件名'.repeat(20)}.csv`,
      [...ORDERS, 'X1,C1,someday,5', 'X2,C1,2024-01-05,much'].join('\n'),
    ),
  )
  await expect(page.locator('[data-panel="data.reconcile"]')).toHaveAttribute('data-state', 'ready')
  for (const part of ['columns', 'text', 'aside', 'unread']) {
    await page.locator(`[data-open=${part}]`).click()
    await both(part)
  }
  await open(page, '/settings', 'en')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings')
  await both('settings')
})

test('survey answers alone have an as-of date, an answer on Overview and a report to hand on', async ({
  page,
}) => {
  await open(page, '/overview', 'zh-CN')
  const feedback = readFileSync(new URL('../../public/samples/feedback.csv', import.meta.url))
  await add(page, csv('feedback.csv', feedback))
  const panel = page.locator('section[data-panel="satisfaction.scores"][data-state=ready]')
  await expect(panel.getByRole('heading')).toHaveText('NPS 为 16.9（± 5.2；826 份答案）。')
  await expect(page.getByRole('button', { name: /截至 2026-09-20/ })).toBeVisible()
  await openExported(page)
  await page.getByRole('tab', { name: '满意度与服务' }).click()
  await expect(page.locator('[data-page=service] [data-panel="satisfaction.scores"]')).toContainText(
    'NPS 为 16.9',
  )
})
