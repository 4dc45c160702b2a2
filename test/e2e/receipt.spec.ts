import { expect, type Locator, type Page } from '@playwright/test'
import { audit } from './audit'
import { test } from './page'

const csv = (name: string, rows: string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(rows.join('\n')),
})
const cells = (n = 60, from = 0) =>
  Array.from({ length: n }, (_, j) => {
    const i = from + j
    return [`2024-0${1 + (i % 9)}-${10 + (i % 15)}`, `C${i % 9}`, `${i * 3 + 7}.50`]
  })
const plain = (head: string, n = 60) => [head, ...cells(n).map((row) => row.join(','))]
const orders = (from: number, to: number, amount = (i: number) => `${i}.5`) => [
  'order id,customer id,order date,amount',
  ...Array.from({ length: to - from }, (_, j) => {
    const i = from + j
    return `K${i},C${i % 9},2024-0${1 + (i % 9)}-11,${amount(i)}`
  }),
]

async function open(page: Page, path: string, language = 'en'): Promise<void> {
  await page.goto(`?lang=${language}#${path}`)
  await expect(page.getByTestId('file-input')).toBeAttached()
}
const add = (page: Page, ...files: ReturnType<typeof csv>[]) =>
  page.getByTestId('file-input').setInputFiles(files)
const pyramid = (page: Page): Locator => page.locator('[data-panel="tiers.pyramid"]').first()
const stands = (page: Page) =>
  expect(pyramid(page)).toHaveAttribute('data-state', 'ready', { timeout: 60_000 })
const fact = (page: Page, name: string) => page.locator(`[data-receipt] [data-fact="${name}"] dd`)
const revenue = (page: Page) => page.locator('[data-metric="revenue"]').first().getAttribute('data-value')

test('a file of three plain columns gives the pyramid without a click, in two languages', async ({
  page,
}) => {
  await open(page, '/overview')
  await add(page, csv('sales.csv', plain('Date,Customer,Amount')))
  await stands(page)
  await expect(page.locator('[data-ask-sheet]')).toHaveCount(0)
  await expect(fact(page, 'rows')).toContainText('60 rows read')

  await open(page, '/overview', 'zh-CN')
  await page.reload()
  await page
    .locator('[data-sample]')
    .first()
    .waitFor({ state: 'attached' })
    .catch(() => {})
  await add(page, csv('流水.csv', plain('日期,客户,金额', 61)))
  await stands(page)
  await expect(page.locator('[data-ask-sheet]')).toHaveCount(0)
  await expect(page.locator('[data-receipt]')).toContainText('已读取 流水.csv')
})

test('a file that leaves day and month open is read again once another of its export shows which', async ({
  page,
}) => {
  const days = (name: string, list: string[]) =>
    csv(name, [
      'order id,customer id,order date,amount',
      ...list.map((day, i) => `${name}${i},C${i},${day},${i + 5}`),
    ])
  await open(page, '/overview')
  await add(
    page,
    days('open.csv', ['03/04/2024', '05/04/2024', '04/05/2024', '11/02/2024']),
    days('proof.csv', ['06/13/2024', '06/21/2024', '06/30/2024', '07/04/2024']),
  )
  await stands(page)
  // Day first, the last day would be that of the other file.
  await expect(page.locator('[data-receipt]')).toContainText('Nov 2, 2024')
  await expect(fact(page, 'rows')).toContainText('8 rows read')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('names that say nothing are asked for by themselves: three answers, one button, the pyramid', async ({
  page,
}) => {
  await open(page, '/overview')
  await add(page, csv('abc.csv', plain('A,B,C')))
  const sheet = page.getByRole('dialog')
  await expect(sheet.getByRole('heading')).toHaveText('3 questions about abc.csv')
  const question = (code: string) => sheet.locator(`[data-question="${code}"]`)
  await expect(question('who').getByRole('radio', { checked: true })).toHaveValue('B')
  await expect(question('when').getByRole('radio', { checked: true })).toHaveValue('A')
  await expect(question('how_much').getByRole('radio', { checked: true })).toHaveValue('C')
  const first = sheet.locator('[data-first-orders] tbody tr')
  await expect(first).toHaveCount(5)
  await expect(first.first()).toContainText(/C0.*Jan 10, 2024.*7\.50/)
  // The orders follow the answers.
  await question('who').getByRole('radio', { name: 'None of these' }).check()
  await expect(first.first()).toContainText('nobody is named')
  await question('who').getByRole('radio').first().check()
  await audit(page, 'the sheet')

  // Put away: the reading stays, and so do the questions.
  await page.keyboard.press('Escape')
  await expect(sheet).toHaveCount(0)
  await expect(page.locator('[data-no-figures]')).toContainText('3 questions, then the figures')
  await expect(page.locator('[data-panel]')).toHaveCount(0)
  await page.locator('[data-open-questions]').first().click()
  await sheet.locator('[data-ask-done]').click()
  await stands(page)
  await expect(page.locator('[data-open-questions]')).toHaveCount(0)
  await expect(fact(page, 'asOf')).toContainText('Sep')

  // The next file of these columns is not asked about.
  await add(page, csv('abc-2.csv', plain('A,B,C', 70)))
  await expect(page.locator('[data-receipt] h2')).toHaveText('abc-2.csv was read.')
  await expect(page.locator('[data-ask-sheet]')).toHaveCount(0)
})

test('a drop is acknowledged before the engine is up', async ({ page }) => {
  await page.goto('about:blank')
  await open(page, '/overview', 'zh-TW')
  const shown = await page.evaluate(async () => {
    const input = document.querySelector<HTMLInputElement>('[data-testid="file-input"]')!
    const data = new DataTransfer()
    data.items.add(new File(['日期,客戶,金額\n2024-01-05,C1,5'], '一.csv'))
    data.items.add(new File(['日期,客戶,金額\n2024-01-05,C1,6'], '二.csv'))
    input.files = data.files
    input.dispatchEvent(new Event('change'))
    for (let frame = 0; frame < 3; frame++) {
      await new Promise((resolve) => requestAnimationFrame(resolve))
      const text = document.querySelector('[data-progress] [role=status]')?.textContent
      if (text) return { frame, text, engine: document.documentElement.dataset.engine }
    }
    return null
  })
  expect(shown?.text).toContain('正在讀取 2 個檔案')
  expect(shown?.frame).toBeLessThanOrEqual(1)
})

/** Whether the page has the browser ask before its window is closed. */
const asksToStay = (page: Page) =>
  page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })))

test('the receipt tells what a drop did, undo takes it back, and the same file is known again', async ({
  page,
}) => {
  await open(page, '/overview')
  await add(page, csv('one.csv', orders(0, 40)))
  await stands(page)
  await expect(page.locator('[data-receipt] h2')).toHaveText('one.csv was read.')
  await expect(fact(page, 'orders')).toContainText('40 new')
  await expect(fact(page, 'revenue')).toHaveText('800')
  const before = await revenue(page)

  // Ten more, ten as they were.
  await add(page, csv('two.csv', orders(30, 50)))
  await expect(page.locator('[data-receipt] h2')).toHaveText('two.csv was read.')
  await expect(fact(page, 'orders')).toHaveText('10 new10 as before')
  await expect(fact(page, 'revenue')).toHaveText('800 → 1,250')
  await page.locator('[data-undo]').click()
  await expect(page.locator('[data-receipt] h2')).toHaveText('Undone: everything is as it was before.')
  await stands(page)
  await expect.poll(() => revenue(page)).toBe(before)
  // Whoever closes the window now would find the undone file again: the browser asks first.
  expect(await asksToStay(page)).toBe(true)
  await expect(page.locator('[data-workspace]')).toHaveAttribute('data-phase', 'kept')
  expect(await asksToStay(page)).toBe(false)
  await page.reload()
  await stands(page)
  await expect.poll(() => revenue(page)).toBe(before)

  await add(page, csv('one copy.csv', orders(0, 40)))
  await expect(page.locator('[data-receipt] h2')).toHaveText(
    'one copy.csv is already here: nothing was changed.',
  )
  await expect.poll(() => revenue(page)).toBe(before)

  // Older orders that say less: the reader is warned.
  await add(
    page,
    csv(
      'less.csv',
      orders(20, 40, () => '1'),
    ),
  )
  await expect(page.locator('[data-fell]')).toContainText('lower than before')
  await expect(fact(page, 'orders')).toContainText('20 replaced')
  await page.locator('[data-receipt-details]').click()
  await expect(page.locator('[data-source]')).toHaveCount(2)
  await audit(page, 'the receipt')
})

test('corrections are collected in one bar, wait for the reader on other pages, and are applied together', async ({
  page,
}) => {
  await open(page, '/data')
  await add(
    page,
    csv(
      'one.csv',
      plain('order date,customer id,amount,x').map((row, i) => (i ? `${row},${i}` : row)),
    ),
    csv(
      'two.csv',
      plain('order date,customer id,amount,y', 61).map((row, i) => (i ? `${row},${i}` : row)),
    ),
  )
  const card = (file: string) => page.locator(`[data-source="${file}"]`)
  await expect(page.locator('[data-source]')).toHaveCount(2)
  const mean = async (file: string, column: string, target: string) => {
    if (!(await card(file).locator('[data-mapping]').count()))
      await card(file).locator('[data-open=columns]').click()
    await card(file).locator(`[data-column="${column}"]`).getByRole('button').first().click()
    await card(file).locator(`[data-column="${column}"] [data-value="${target}"]`).click()
  }
  await mean('one.csv', 'x', 'orders.discount')
  await mean('two.csv', 'y', 'orders.discount')
  const bar = page.locator('[data-draft]')
  await expect(bar).toContainText('2 corrections not yet applied')
  await expect(bar).toContainText('x → Discount · y → Discount')
  // The customer is one meaning in the list.
  await card('one.csv').locator('[data-column="x"]').getByRole('button').first().click()
  await expect(card('one.csv').locator('[data-column="x"]').getByText('Customer number')).toHaveCount(1)
  await page.keyboard.press('Escape')

  await page.getByRole('navigation').getByRole('link', { name: 'Overview' }).click()
  await stands(page)
  await page.getByRole('navigation').getByRole('link', { name: 'Data' }).click()
  await expect(bar).toContainText('2 corrections not yet applied')
  await bar.locator('[data-apply]').click()
  await expect(bar).toHaveCount(0)
  await expect(page.locator('[data-again], [data-source]')).not.toHaveCount(0)
  await card('one.csv').locator('[data-open=columns]').click()
  await expect(card('one.csv').locator('[data-column="x"]')).toContainText('chosen by you')

  // A meaning that another column has is given over; one that cannot be says why.
  await mean('one.csv', 'customer id', 'orders.amount')
  await expect(card('one.csv').locator('[data-idle=unread]')).toContainText('does not take effect')
  await bar.locator('[data-discard]').click()
  await expect(card('one.csv').locator('[data-idle]')).toHaveCount(0)
})

test('what moves a headline figure is told on Overview in one line, and beside its file', async ({
  page,
}) => {
  await open(page, '/overview', 'zh-CN')
  const rows = orders(0, 60)
  await add(page, csv('far.csv', [...rows, 'K900,C1,2099-12-31,5', 'K901,C2,1900-01-01,6']))
  await stands(page)
  await expect(page.locator('[data-moved-by]')).toContainText('62')
  const [head, ...sold] = orders(100, 130)
  await add(
    page,
    csv('two.csv', [`${head},currency`, ...sold.map((row, i) => `${row},${i % 3 ? 'CNY' : 'USD'}`)]),
  )
  await expect(page.locator('[data-moved-by]')).toContainText('CNY')
  await expect(page.locator('[data-failures]')).toHaveCount(0)
  await page.locator('[data-moved-by] a').click()
  await expect(page.locator('[data-notices] li').first()).toBeVisible()
})

test('undoing the first drop over the sample company brings the company back', async ({ page }) => {
  test.slow()
  await open(page, '/overview')
  await page.locator('[data-first-visit]').getByRole('button', { name: 'Explore with sample data' }).click()
  await stands(page)
  const before = await revenue(page)
  await expect(page.locator('[data-receipt]')).toHaveCount(0)
  await add(page, csv('one.csv', orders(0, 40)))
  await expect(fact(page, 'revenue')).toHaveText('800')
  await page.locator('[data-undo]').click()
  await expect(page.locator('[data-receipt] h2')).toHaveText('Undone: everything is as it was before.', {
    timeout: 60_000,
  })
  await stands(page)
  await expect.poll(() => revenue(page)).toBe(before)
})

test('files that hold no sales say so once; what is said of a file goes with it and with the next drop', async ({
  page,
}) => {
  await open(page, '/overview')
  const prices = (n: number) =>
    csv('prices.csv', [
      'SKU,Description,Unit price,Wholesale price',
      ...Array.from({ length: n }, (_, i) => `S${i},Thing ${i},${i + 2}.50,${i + 1}.20`),
    ])
  await add(page, prices(40))
  const card = page.locator('[data-no-sales]')
  await expect(card).toContainText('prices.csv is a list of products')
  await expect(page.locator('[data-panel]')).toHaveCount(1)
  await audit(page, 'no sales')
  await expect(page.locator('[data-failure]')).toHaveCount(0)
  await page.locator('[data-undo]').click()
  await expect(page.locator('[data-receipt] h2')).toHaveText('Undone: everything is as it was before.')
  await expect(page.locator('[data-failure]')).toHaveCount(0)

  await add(page, csv('empty.csv', ['']))
  await expect(page.locator('[data-failure="file.empty"]')).toBeVisible()
  await expect(page.locator('[data-receipt]')).toHaveCount(0)
  await add(page, csv('one.csv', orders(0, 40)))
  await stands(page)
  await expect(page.locator('[data-failure]')).toHaveCount(0)
  await expect(card).toHaveCount(0)
})

test('sales that name nobody are the headline and the trend', async ({ page }) => {
  await open(page, '/overview')
  await add(
    page,
    csv('till.csv', [
      'order id,order date,amount',
      ...Array.from({ length: 60 }, (_, i) => `R${i},2024-0${1 + (i % 9)}-11,10`),
    ]),
  )
  await expect(page.getByRole('heading', { level: 1 })).toContainText('60 orders brought 600')
  await expect(page.locator('[data-metric="salesWithoutCustomer"]')).toHaveAttribute('data-value', '600')
  await expect(page.locator('[data-metric="revenueAtRisk"]')).toHaveCount(0)
  await expect(page.locator('[data-panel="trend.revenue"]').getByRole('heading')).not.toContainText(': 0')
})
