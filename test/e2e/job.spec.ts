import { createReadStream, existsSync } from 'node:fs'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createGunzip } from 'node:zlib'
import { expect, test, type Page, type Request } from '@playwright/test'
import { dataFolder } from '../setup/data.mjs'
import { serve } from '../setup/server.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const subset = join(root, 'test/fixtures/retail/online_retail_subset.csv')
const figure = (page: Page, name: string) =>
  page
    .locator(`[data-metric="${name}"]`)
    .first()
    .getAttribute('data-value')
    .then((value) => Number(value))
const panel = (page: Page, id: string) => page.locator(`section[data-panel="${id}"][data-state="ready"]`)

async function drop(page: Page, files: string | string[]): Promise<void> {
  await page.setInputFiles('[data-testid=file-input]', files)
  await expect(panel(page, 'tiers.pyramid')).toBeVisible({ timeout: 60_000 })
  await expect(
    panel(page, 'overview.kpis').or(page.locator('[data-metric="customers"]')).first(),
  ).toBeVisible()
}

/** Everything that the page sent to another origin; what its policy stopped was not sent. */
function strangers(page: Page, home: string): string[] {
  const asked: string[] = []
  const note = (request: Request) => {
    const stopped = request.failure()?.errorText === 'csp'
    if (!stopped && !request.url().startsWith(home) && !/^(blob|data):/.test(request.url()))
      asked.push(request.url())
  }
  page.on('requestfinished', note)
  page.on('requestfailed', note)
  return asked
}

const retail = `${dataFolder() ?? ''}/online_retail/online_retail.csv.gz`
const mall = (name: string) => `${dataFolder() ?? ''}/zh/${name}`

test.describe('with the real exports beside the repository', () => {
  test.skip(!existsSync(retail), 'the data folder is not there')

  test('online_retail.csv, dropped without typing anything, gives the published figures', async ({
    page,
  }) => {
    const folder = await mkdtemp(join(tmpdir(), 'ziggurat-'))
    const chunks: Buffer[] = []
    for await (const chunk of createReadStream(retail).pipe(createGunzip())) chunks.push(chunk as Buffer)
    await writeFile(join(folder, 'online_retail.csv'), Buffer.concat(chunks))
    await page.goto('?lang=en#/overview?asOf=2011-12-10&period=all')
    const asked = strangers(page, new URL(page.url()).origin)
    await drop(page, join(folder, 'online_retail.csv'))
    for (const id of ['tiers.pyramid', 'tiers.concentration', 'heatmap.matrix', 'trend.revenue'])
      await expect(panel(page, id), id).toBeVisible()
    expect(await figure(page, 'customers')).toBe(4338)
    expect(await figure(page, 'orders')).toBe(18532)
    expect(await figure(page, 'revenue')).toBeCloseTo(8310477.05, 1)
    expect(await figure(page, 'refundsWithoutPurchase')).toBeCloseTo(-10411.24, 2)
    expect(await figure(page, 'salesWithoutCustomer')).toBeCloseTo(1447682.12, 2)
    expect(await figure(page, 'total')).toBeCloseTo(9747747.93, 2)
    expect(await figure(page, 'repeatRate')).toBeCloseTo(0.6558, 4)
    await page.goto('?lang=en#/overview?asOf=2011-12-10&period=all&returns=drop')
    await expect.poll(() => figure(page, 'revenue')).toBeCloseTo(8911407.9, 1)
    await expect(panel(page, 'tiers.concentration')).toContainText('74.6%')
    expect(asked).toEqual([])
  })

  test('the mall file gives the same figures from GBK and from UTF-8', async ({ page }) => {
    const seen: number[][] = []
    for (const name of ['商城详细销售数据_gbk.csv', '商城详细销售数据_utf8_twin.csv']) {
      await page.goto('about:blank')
      await page.goto('?lang=zh-CN#/overview?period=all')
      await drop(page, mall(name))
      seen.push([
        await figure(page, 'customers'),
        await figure(page, 'revenue'),
        await figure(page, 'orders'),
      ])
    }
    expect(seen[0]).toEqual(seen[1])
    expect(seen[0]![0]).toBe(790)
    expect(seen[0]![1]).toBeCloseTo(16068954.125, 3)
  })
})

test('no way that a page has reaches another origin', async ({ page }) => {
  await page.goto('?lang=en')
  const asked = strangers(page, new URL(page.url()).origin)
  const outcomes = await page.evaluate(async () => {
    const outside = 'https://outside.example.invalid/'
    let violations = 0
    document.addEventListener('securitypolicyviolation', () => violations++)
    const failed = async (work: () => Promise<unknown>) =>
      work().then(
        () => false,
        () => true,
      )
    const worker = (code: string) =>
      new Promise<string>((resolve) => {
        const made = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })))
        made.onmessage = (event) => resolve(String(event.data))
      })
    const results = {
      fetch: await failed(() => fetch(`${outside}x`)),
      worker: await worker(
        `fetch('${outside}w').then(() => postMessage('sent'), () => postMessage('blocked'))`,
      ),
      image: await new Promise((resolve) => {
        const image = new Image()
        image.onload = () => resolve('loaded')
        image.onerror = () => resolve('blocked')
        image.src = `${outside}i.png`
      }),
      script: await failed(() => import(/* @vite-ignore */ `${outside}s.js`)),
    }
    navigator.sendBeacon(`${outside}b`, 'x')
    await new Promise((resolve) => setTimeout(resolve, 300))
    return { ...results, violations }
  })
  expect(outcomes).toMatchObject({ fetch: true, worker: 'blocked', image: 'blocked', script: true })
  expect(outcomes.violations).toBeGreaterThanOrEqual(4)
  expect(asked).toEqual([])
})

test('one bad file of a drop says what is wrong and leaves the others standing', async ({ page }) => {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('dialog', (dialog) => {
    errors.push(dialog.message())
    void dialog.dismiss()
  })
  const folder = await mkdtemp(join(tmpdir(), 'ziggurat-'))
  const evil = {
    'empty.csv': '',
    'picture.csv': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
    'zeros.csv': Buffer.alloc(4096),
    'wide.csv': `${Array.from({ length: 5000 }, (_, i) => `c${i}`).join(',')}\n${'1,'.repeat(4999)}1\n`,
    'header.csv': 'order_id,customer_id,order_date,amount\n',
    'markup.csv': [
      'order_id,customer_id,customer_name,order_date,amount,region',
      ...Array.from(
        { length: 40 },
        (_, i) =>
          `o${i},<img src=x onerror=alert(${i})>,</script><b>x,2011-0${1 + (i % 9)}-01,${10 + i},=cmd|' /C calc'!A0`,
      ),
      `o99,c99,${'A'.repeat(1 << 20)},2011-01-01,5,x`,
    ].join('\n'),
  }
  const files = await Promise.all(
    Object.entries(evil).map(async ([name, content]) => {
      await writeFile(join(folder, name), content)
      return join(folder, name)
    }),
  )
  await page.goto('?lang=en#/overview?period=all')
  await drop(page, [...files.slice(0, 3), subset, ...files.slice(3)])
  const main = page.locator('main')
  await main
    .locator('[data-failures]')
    .getByRole('button', { name: /Show all/ })
    .click()
  for (const name of ['empty.csv', 'picture.csv', 'zeros.csv', 'wide.csv', 'header.csv'])
    await expect(main, name).toContainText(name)
  // The good file and the one with markup in it both stand.
  expect(await figure(page, 'customers')).toBe(72 + 41)
  await page.goto('?lang=en#/data')
  await expect(page.locator('main')).toContainText('online_retail_subset.csv')
  expect(await page.locator('main img, main script').count()).toBe(0)
  expect(errors).toEqual([])
})

test('over plain http the page works, says why it keeps nothing, and seals a workspace file', async ({
  playwright,
}) => {
  const server = await serve(join(root, 'dist'))
  const port = new URL(server.url).port
  const options = test.info().project.use.launchOptions
  const browser = await playwright.chromium.launch({
    ...options,
    args: [...(options?.args ?? []), '--host-resolver-rules=MAP intranet.test 127.0.0.1'],
  })
  const page = await browser.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  const home = `http://intranet.test:${port}/?lang=en#/`
  await page.goto(`${home}overview?period=all`)
  expect(await page.evaluate(() => window.isSecureContext)).toBe(false)
  await expect(page.locator('body')).toContainText(/http/)
  await drop(page, subset)
  expect(await figure(page, 'customers')).toBe(72)
  await expect(page.locator('[data-workspace]')).toContainText('not kept')
  for (const name of ['tiers', 'segments', 'trends', 'data']) {
    await page.goto(home + name)
    await expect(page.locator('main')).toBeVisible()
  }
  await expect(page.locator('[data-lead]')).toContainText('gone when it is closed')
  await expect(page.locator('[data-sha256]')).toHaveAttribute('title', /^[0-9a-f]{64}$/)

  await page.goto(`${home}settings`)
  await expect(page.locator('[data-kept]')).toContainText('it is plain http')
  const form = page.locator('[data-pack]')
  for (const at of [0, 1]) await form.locator('input').nth(at).fill('open sesame')
  const [download] = await Promise.all([page.waitForEvent('download'), form.getByRole('button').click()])
  const sealed = await readFile(await download.path())
  expect(sealed.includes('online_retail_subset')).toBe(false)
  await page.goto('about:blank')
  await page.goto(`${home}overview?period=all`)
  await expect(page.locator('[data-first-visit]')).toBeVisible()
  await page.getByTestId('file-input').setInputFiles({ name: 'march.ziggurat', mimeType: '', buffer: sealed })
  const ask = page.locator('[data-open-ask]')
  await ask.locator('input').fill('open sesame')
  await ask.getByRole('button').click()
  await expect(panel(page, 'tiers.pyramid')).toBeVisible({ timeout: 60_000 })
  // It opens with the view that it was saved with, which takes the place of the one in the address.
  await expect(page).not.toHaveURL(/period=all/)
  await page.goto(`${home}overview?period=all`)
  await expect.poll(() => figure(page, 'customers')).toBe(72)
  expect(errors).toEqual([])
  await browser.close()
  server.close()
})
