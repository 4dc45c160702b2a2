import { expect, test, type Page } from '@playwright/test'

const HEADER = 'order id,customer id,order date,amount'
const rows = (name: string, n: number) =>
  Array.from({ length: n }, (_, i) => `${name}${i},${name}C${i % 9},2024-0${1 + (i % 9)}-11,${i}.25`)
const csv = (name: string, n: number) => ({
  name: `${name}.csv`,
  mimeType: 'text/csv',
  buffer: Buffer.from([HEADER, ...rows(name, n)].join('\n')),
})
const drop = (page: Page, ...files: ReturnType<typeof csv>[]) =>
  page.getByTestId('file-input').setInputFiles(files)
const phase = (page: Page, name: string) =>
  expect(page.locator('[data-workspace]')).toHaveAttribute('data-phase', name)
const revenue = (page: Page) => page.locator('[data-metric="revenue"]').first().getAttribute('data-value')
const ready = (page: Page) =>
  expect(page.locator('[data-panel="tiers.pyramid"]').first()).toHaveAttribute('data-state', 'ready')
const said = (page: Page, code: string) => expect(page.locator(`[data-failure="${code}"]`))

/** A page whose engine can be ended from outside. */
async function open(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const engines: Worker[] = []
    let last = ''
    const made = (worker: Worker, url: string) => {
      // Of all workers the engine's is the large one.
      void fetch(url)
        .then((source) => source.blob())
        .then(({ size }) => size > 500_000 && engines.push(worker))
        .catch(() => undefined)
      return worker
    }
    window.Worker = new Proxy(Worker, {
      construct: (Own, given: ConstructorParameters<typeof Worker>) =>
        made(new Own(...given), String(given[0])),
    })
    const post = Worker.prototype.postMessage
    Worker.prototype.postMessage = function (message: { type?: string }, ...other: never[]) {
      post.call(this, message, ...other)
      if (message.type && message.type === last) this.terminate()
    }
    Object.assign(window, {
      endEngine: () => engines.at(-1)!.terminate(),
      /** It ends at the first thing of this kind that is asked of it. */
      endEngineAt: (type: string) => (last = type),
    })
  })
  await page.goto('?lang=en#/overview')
  await expect(page.getByTestId('file-input')).toBeAttached()
}
const end = (page: Page) => page.evaluate(() => (window as unknown as { endEngine: () => void }).endEngine())

test('an engine that ends is started again: what is kept and what is only open in the page come back', async ({
  page,
}) => {
  await open(page)
  await drop(page, csv('K', 60))
  await ready(page)
  await phase(page, 'kept')
  // This one is not kept yet when the engine ends.
  const first = await revenue(page)
  await drop(page, csv('M', 30))
  await expect(async () => expect(await revenue(page)).not.toBe(first)).toPass()
  const before = await revenue(page)
  await end(page)

  await said(page, 'engine.back').toBeVisible()
  await ready(page)
  expect(await revenue(page)).toBe(before)
  await phase(page, 'kept')
  await page.reload()
  await ready(page)
  expect(await revenue(page)).toBe(before)
})

test('an engine that ends while a file is read: the file is named, the others are back; where it ends again at once, the reader starts it', async ({
  page,
}) => {
  await open(page)
  await drop(page, csv('K', 60))
  await ready(page)
  await phase(page, 'kept')
  const before = await revenue(page)
  await page.evaluate(() =>
    (window as unknown as { endEngineAt: (type: string) => void }).endEngineAt('REGISTER_FILE_HANDLE'),
  )
  await drop(page, csv('L', 90))

  await said(page, 'engine.ended').toContainText('L.csv')
  await page.evaluate(() => (window as unknown as { endEngineAt: (type: string) => void }).endEngineAt(''))
  await said(page, 'engine.back').toBeVisible()
  await ready(page)
  expect(await revenue(page)).toBe(before)
  await end(page)
  await page.locator('[data-revive]').click()
  await expect(page.locator('[data-revive]')).toHaveCount(0)
  await ready(page)
  expect(await revenue(page)).toBe(before)
  // The engine that came works like the first.
  await drop(page, csv('M', 30))
  await expect(async () => expect(await revenue(page)).not.toBe(before)).toPass()
})
