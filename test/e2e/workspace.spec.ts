import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { unzipSync, zipSync } from 'fflate'

interface Dropped {
  name: string
  mimeType: string
  buffer: Buffer
}
const csv = (name: string, text: string): Dropped => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(text),
})
const HEADER = 'order id,customer id,order date,amount'
const ORDERS = [
  HEADER,
  ...Array.from({ length: 60 }, (_, i) => `K${i},C${i % 9},2024-0${1 + (i % 9)}-11,${i}.25`),
].join('\n')
const MORE = [
  HEADER,
  ...Array.from({ length: 30 }, (_, i) => `M${i},D${i % 5},2024-0${1 + (i % 9)}-17,${i}.5`),
].join('\n')

const phase = (page: Page, name: string) =>
  expect(page.locator('[data-workspace]')).toHaveAttribute('data-phase', name)
const revenue = (page: Page) => page.locator('[data-metric="revenue"]').first().getAttribute('data-value')
const pyramid = (page: Page) =>
  expect(page.locator('[data-panel="tiers.pyramid"]').first()).toHaveAttribute('data-state', 'ready', {
    timeout: 60_000,
  })
const drop = (page: Page, ...files: Dropped[]) => page.getByTestId('file-input').setInputFiles(files)

async function open(page: Page, path = '/overview'): Promise<void> {
  await page.goto(`?lang=en#${path}`)
  await expect(page.getByTestId('file-input')).toBeAttached()
}
/** Another page of the app, without loading it anew. */
const go = (page: Page, path: string) => page.evaluate((hash) => void (location.hash = hash), path)
/** Orders on the page, and kept. */
async function keepOrders(page: Page): Promise<string | null> {
  await open(page)
  await drop(page, csv('orders.csv', ORDERS))
  await pyramid(page)
  await phase(page, 'kept')
  return revenue(page)
}
/** Whether the page has the browser ask before its window is closed. */
const asksToStay = (page: Page) =>
  page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })))
/** Names of everything in the browser's private storage. */
const stored = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const names: string[] = []
    const walk = async (folder: FileSystemDirectoryHandle, path: string): Promise<void> => {
      for await (const [name, handle] of folder.entries())
        if (handle.kind === 'file') names.push(path + name)
        else await walk(handle as FileSystemDirectoryHandle, `${path}${name}/`)
    }
    await walk(await navigator.storage.getDirectory(), '')
    return names
  })
async function packed(page: Page, passphrase = ''): Promise<Buffer> {
  await go(page, '/settings')
  const form = page.locator('[data-pack]')
  if (passphrase) {
    await form.locator('input').first().fill(passphrase)
    await form.locator('input').nth(1).fill(passphrase)
  }
  const [download] = await Promise.all([page.waitForEvent('download'), form.getByRole('button').click()])
  expect(download.suggestedFilename()).toMatch(/\.ziggurat$/)
  return readFileSync(await download.path())
}
const ziggurat = (buffer: Buffer) => ({ name: 'march.ziggurat', mimeType: 'application/zip', buffer })

test('a reload brings back files, view and figures, and the file can still be read differently', async ({
  page,
}) => {
  const before = await keepOrders(page)
  await go(page, '/data')
  const source = page.locator('[data-source="orders.csv"]')
  await expect(source.locator('[data-sha256]')).toBeVisible()
  const hash = await source.locator('[data-sha256]').getAttribute('title')
  await phase(page, 'kept')
  await go(page, '/overview')

  await page.reload()
  await pyramid(page)
  expect(await revenue(page)).toBe(before)
  await phase(page, 'kept')
  await go(page, '/data')
  await expect(source.locator('[data-account]')).toHaveAttribute('data-adds', 'true')
  await expect(source.locator('[data-sha256]')).toHaveAttribute('title', hash!)
  await source.locator('[data-open=text]').click()
  await expect(source.locator('[data-preview]')).toContainText('order date')
  await source.locator('[data-encoding]').selectOption('windows-1252')
  await page.locator('[data-apply]').click()
  await expect(source.getByText('Windows-1252 (chosen by you)')).toBeVisible()
})

test('what was said of a file holds for the next one of its columns, after a reload and without the first', async ({
  page,
}) => {
  const month = (n: number) =>
    ['p;q;r;s', ...Array.from({ length: 30 }, (_, i) => `K${n}${i};C${i % 9};2024-0${n}-11;${i}`)].join('\n')
  await open(page, '/data')
  await drop(page, csv('january.csv', month(1)))
  await expect(page.locator('[data-ask-sheet]')).toBeVisible()
  await page.keyboard.press('Escape')
  const january = page.locator('[data-source="january.csv"]')
  const mean = async (column: string, target: string) => {
    await january.locator(`[data-column="${column}"]`).getByRole('button').first().click()
    await january.locator(`[data-column="${column}"] [data-value="${target}"]`).click()
  }
  await expect(january.getByText('Not recognised')).toBeVisible()
  await mean('p', 'orders.order_id')
  await mean('q', 'orders.customer_id')
  await mean('r', 'orders.ordered_at')
  await mean('s', 'orders.amount')
  await page.locator('[data-apply]').click()
  await expect(january.getByText('Holds orders')).toBeVisible()
  await expect(january.locator('[data-again]')).toHaveCount(0)
  await january.locator('[data-remove]').click()
  await january.locator('[data-remove-sure]').click()
  await expect(january).toHaveCount(0)
  await phase(page, 'kept')

  await page.reload()
  await phase(page, 'kept')
  await drop(page, csv('february.csv', month(2)))
  const february = page.locator('[data-source="february.csv"]')
  await expect(february.getByText('Holds orders')).toBeVisible()
  await expect(february.locator('[data-again]')).toContainText('as you said last time')

  // The way back also holds for later files.
  await february.locator('[data-automatic]').click()
  await expect(february.getByText('Not recognised')).toBeVisible()
  await drop(page, csv('march.csv', month(3)))
  await expect(page.locator('[data-source="march.csv"]').getByText('Not recognised')).toBeVisible()
})

test('one flipped bit of a kept table is noticed: the file is read again from its kept text', async ({
  page,
}) => {
  const before = await keepOrders(page)
  const flip = (ending: string) =>
    page.evaluate(async (end) => {
      const walk = async (folder: FileSystemDirectoryHandle): Promise<void> => {
        for await (const [name, handle] of folder.entries())
          if (handle.kind === 'directory') await walk(handle as FileSystemDirectoryHandle)
          else if (name.endsWith(end)) {
            const file = handle as FileSystemFileHandle
            const bytes = new Uint8Array(await (await file.getFile()).arrayBuffer())
            bytes[bytes.length - 200]! ^= 1
            const out = await file.createWritable()
            await out.write(bytes)
            await out.close()
          }
      }
      await walk(await navigator.storage.getDirectory())
    }, ending)
  await flip('.arrow')
  await page.reload()
  await pyramid(page)
  await expect(page.getByText('The kept table of orders.csv was damaged')).toBeVisible()
  expect(await revenue(page)).toBe(before)
  await phase(page, 'kept')
  await page.reload()
  await pyramid(page)
  await expect(page.getByText('was damaged')).toHaveCount(0)
  expect(await revenue(page)).toBe(before)

  // Without a whole text nothing can be read: it is left as it lies, and said.
  await flip('.arrow')
  await flip('.gz')
  await page.reload()
  await expect(page.getByText('The workspace cannot be opened: orders.csv is damaged')).toBeVisible()
})

test('the sample company is not kept', async ({ page }) => {
  await open(page)
  await page.locator('[data-sample]').click()
  await pyramid(page)
  await page.waitForTimeout(2000)
  expect(await stored(page)).toEqual([])
  await page.reload()
  await expect(page.locator('[data-first-visit]')).toBeVisible()
})

test('a second window is told, can take over, and the first one keeps nothing after', async ({ context }) => {
  const first = await context.newPage()
  const before = await keepOrders(first)
  const second = await context.newPage()
  await open(second)
  await expect(second.locator('[data-keep-notice=elsewhere]')).toBeVisible()
  await phase(second, 'elsewhere')
  await expect(second.locator('[data-first-visit]')).toBeVisible()
  await second.locator('[data-take-over]').click()
  await pyramid(second)
  expect(await revenue(second)).toBe(before)
  await expect(first.locator('[data-keep-notice=taken]')).toBeVisible()
  expect(await revenue(first)).toBe(before)

  const files = await stored(second)
  expect(await asksToStay(first)).toBe(false)
  await drop(first, csv('more.csv', MORE))
  await expect(async () => expect(await revenue(first)).not.toBe(before)).toPass()
  const more = await revenue(first)
  await first.waitForTimeout(1800)
  expect(await stored(second)).toEqual(files)

  // What came here since is kept nowhere: neither the window nor what is kept takes its place without a question.
  expect(await asksToStay(first)).toBe(true)
  const notice = first.locator('[data-keep-notice=taken]')
  await notice.locator('[data-take-over]').click()
  await expect(notice).toContainText('not kept on this computer and will be gone')
  await phase(first, 'taken')
  expect(await revenue(first)).toBe(more)
  await notice.locator('[data-take-over]').click()
  await phase(second, 'taken')
  await pyramid(first)
  expect(await revenue(first)).toBe(before)

  await first.close()
  await second.reload()
  await pyramid(second)
  expect(await revenue(second)).toBe(before)
})

test('a window that waits opens the workspace once the other is closed', async ({ context }) => {
  const first = await context.newPage()
  const before = await keepOrders(first)
  const second = await context.newPage()
  await open(second)
  await phase(second, 'elsewhere')
  await first.close()
  await pyramid(second)
  expect(await revenue(second)).toBe(before)
})

test('a tab that is killed during an import leaves what was kept before', async ({ context }) => {
  const page = await context.newPage()
  const before = await keepOrders(page)
  const block = Array.from(
    { length: 50_000 },
    (_, i) => `L${i},C${i % 999},2024年1月${1 + (i % 28)}日,"¥1,${100 + (i % 900)}"`,
  )
  await drop(page, csv('long.csv', `${HEADER}\n${Array(12).fill(block.join('\n')).join('\n')}\n`))
  await expect(page.locator('[data-progress]')).toContainText('long.csv')
  const session = await context.newCDPSession(page)
  // It never answers: nobody is left to.
  void session.send('Page.crash').catch(() => undefined)
  await page.waitForEvent('crash')

  const again = await context.newPage()
  await open(again)
  await pyramid(again)
  expect(await revenue(again)).toBe(before)
  await go(again, '/data')
  await expect(again.locator('[data-source]')).toHaveCount(1)
})

test('a full storage is told, and what was kept before stays', async ({ context }) => {
  const page = await context.newPage()
  const before = await keepOrders(page)
  const files = await stored(page)
  const session = await context.newCDPSession(page)
  const origin = new URL(page.url()).origin
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 60_000 })
  const large = Array.from({ length: 5000 }, (_, i) => `L${i},E${i % 50},2024-0${1 + (i % 9)}-21,${i}.75`)
  await drop(page, csv('large.csv', [HEADER, ...large].join('\n')))
  await expect(page.locator('[data-keep-notice=full]')).toBeVisible()
  await phase(page, 'failed')
  expect((await stored(page)).sort()).toEqual(files.sort())
  await page.reload()
  await pyramid(page)
  expect(await revenue(page)).toBe(before)

  // Not even a file can be begun.
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 })
  await go(page, '/customers')
  await go(page, '/overview?period=24m')
  await expect(page.locator('[data-keep-notice=full]')).toBeVisible()

  await session.send('Storage.overrideQuotaForOrigin', { origin })
  await drop(page, csv('more.csv', MORE))
  await expect(page.locator('[data-workspace]')).toContainText('kept on this computer')
  await expect.poll(async () => (await stored(page)).length).toBe(files.length + 2)
})

test('a sealed workspace opens with its passphrase alone, and a damaged one not at all', async ({ page }) => {
  const before = await keepOrders(page)
  const sealed = await packed(page, 'open sesame')
  const damaged = Buffer.from(sealed)
  damaged[sealed.length >> 1]! ^= 1
  await drop(page, ziggurat(damaged))
  const ask = page.locator('[data-open-ask]')
  await ask.locator('input').fill('open sesame')
  await ask.getByRole('button').click()
  await expect(page.locator('[data-failure="seal.damaged"]')).toBeVisible()

  await drop(page, ziggurat(sealed))
  await ask.locator('input').fill('wrong')
  await ask.getByRole('button').click()
  await expect(ask.getByRole('alert')).toContainText('does not fit')
  await go(page, '/overview')
  expect(await revenue(page)).toBe(before)

  await ask.locator('input').fill('open sesame')
  await ask.getByRole('button').click()
  await expect(ask).toHaveCount(0)
  await pyramid(page)
  expect(await revenue(page)).toBe(before)
  await phase(page, 'kept')
  await go(page, '/settings')
  await expect(page.locator('[data-discard]')).toHaveCount(2)
})

test('a workspace file opens in another browser; cut short, it changes nothing', async ({
  page,
  browser,
}) => {
  const before = await keepOrders(page)
  const file = await packed(page)
  const elsewhere = await (await browser.newContext()).newPage()
  await open(elsewhere)
  await drop(elsewhere, ziggurat(file.subarray(0, -400)))
  await expect(elsewhere.locator('[data-failure="workspace.damaged"]')).toBeVisible()
  await expect(elsewhere.locator('[data-first-visit]')).toBeVisible()
  await drop(elsewhere, ziggurat(file))
  await pyramid(elsewhere)
  expect(await revenue(elsewhere)).toBe(before)
  await phase(elsewhere, 'kept')

  // One that is whole by its sums, but has less than its manifest says: what was there stays.
  await drop(elsewhere, ziggurat(forged(file)))
  await expect(elsewhere.locator('[data-failure="workspace.damaged"]')).toBeVisible()
  expect(await revenue(elsewhere)).toBe(before)
  await elsewhere.reload()
  await pyramid(elsewhere)
  expect(await revenue(elsewhere)).toBe(before)
})
/** A workspace file with a table that is too short, and sums that are right of it. */
function forged(file: Buffer): Buffer {
  const { 'sha256sums.txt': _, ...entries } = unzipSync(file)
  entries['1.arrow'] = entries['1.arrow']!.slice(0, -8)
  const sums = Object.entries(entries)
    .map(([name, bytes]) => `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`)
    .join('')
  return Buffer.from(zipSync({ ...entries, 'sha256sums.txt': Buffer.from(sums) }))
}

test('nothing is written where nothing may be kept', async ({ page }) => {
  await keepOrders(page)
  await go(page, '/settings')
  await page.locator('#keep').click()
  await page.locator('[data-stop-sure]').click()
  await phase(page, 'off')
  expect(await stored(page)).toEqual([])
  await drop(page, csv('more.csv', MORE))
  await go(page, '/overview')
  await pyramid(page)
  await page.waitForTimeout(1800)
  expect(await stored(page)).toEqual([])
  await page.reload()
  await expect(page.locator('[data-first-visit]')).toBeVisible()
  await phase(page, 'off')
})

test('everything is forgotten', async ({ page }) => {
  await keepOrders(page)
  await go(page, '/settings')
  await page.locator('[data-forget]').click()
  await page.locator('[data-forget-sure]').click()
  // In the language of the browser again.
  await expect(page.getByText('已清除。')).toBeVisible()
  expect(await stored(page)).toEqual([])
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([])
  await page.goto('?lang=en#/overview')
  await expect(page.locator('[data-first-visit]')).toBeVisible()
})

test('an erased customer is nowhere in what is kept, and does not come back', async ({ page }) => {
  await keepOrders(page)
  await go(page, '/settings')
  const form = page.locator('[data-erase]')
  await form.locator('input').fill('C3')
  await form.getByRole('button').click()
  await form.locator('[data-erase-sure]').click()
  await expect(form).toContainText('7 rows were erased.')
  await phase(page, 'kept')
  const found = await page.evaluate(async () => {
    const hits: string[] = []
    const walk = async (folder: FileSystemDirectoryHandle): Promise<void> => {
      for await (const [name, handle] of folder.entries())
        if (handle.kind === 'directory') await walk(handle as FileSystemDirectoryHandle)
        else if (/C3(?!\d)/.test(await (await (handle as FileSystemFileHandle).getFile()).text()))
          hits.push(name)
    }
    await walk(await navigator.storage.getDirectory())
    return hits
  })
  expect(found).toEqual([])
  expect((await stored(page)).filter((name) => name.endsWith('.gz'))).toEqual([])

  await page.reload()
  await phase(page, 'kept')
  await go(page, '/data')
  await drop(page, csv('again.csv', ORDERS))
  await expect(page.locator('[data-failure="workspace.stopped"]')).toContainText('7 rows')
  await expect(page.locator('[data-source="again.csv"] [data-rows=kept]')).toHaveAttribute('data-value', '53')
  await expect(page.locator('[data-source="again.csv"] [data-account]')).toHaveAttribute('data-adds', 'true')
})

test('workspaces stand side by side, each with a name', async ({ page }) => {
  const before = await keepOrders(page)
  const menu = page.locator('[data-workspace]')
  await menu.click()
  await page.locator('#workspace-name').fill('March')
  await page.locator('[data-rename]').click()
  await expect(menu).toContainText('March')
  await phase(page, 'kept')
  await menu.click()
  await page.locator('[data-new-workspace]').click()
  await expect(page.locator('[data-first-visit]')).toBeVisible()
  await drop(page, csv('more.csv', MORE))
  await pyramid(page)
  expect(await revenue(page)).not.toBe(before)
  await phase(page, 'kept')
  await menu.click()
  await page.getByRole('button', { name: /March/ }).last().click()
  await expect(menu).toContainText('March')
  await pyramid(page)
  await expect.poll(() => revenue(page)).toBe(before)
})
