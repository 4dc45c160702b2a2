import { execFileSync } from 'node:child_process'
import { chromium } from '@playwright/test'
import { findChromium } from '../setup/browser.mjs'

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const launch = () => chromium.launch({ executablePath: findChromium() ?? undefined, args: ARGS })

/** Largest resident memory of a renderer below this process, MB; 0 where `ps` does not say. */
function rendererMemory() {
  try {
    const rows = execFileSync('ps', ['-eo', 'rss=,args='], { encoding: 'utf8' }).split('\n')
    const sizes = rows
      .filter((row) => row.includes('--type=renderer'))
      .map((row) => Number.parseInt(row, 10) / 1024)
    return Math.round(Math.max(0, ...sizes))
  } catch {
    return 0
  }
}

/** Runs inside the page: marks the choice of files and the first frame after the pyramid stands. */
const watch = () => {
  const drawn = () =>
    document.querySelector(
      'section[data-panel="tiers.pyramid"][data-state="ready"] [role="img"] :is(svg, canvas)',
    )
  window.bench = {}
  addEventListener(
    'change',
    (event) => {
      if (event.target?.type !== 'file') return
      window.bench = { from: performance.now() }
      new MutationObserver((_, observer) => {
        if (!drawn()) return
        observer.disconnect()
        requestAnimationFrame(() =>
          setTimeout(() => (window.bench.pyramid = performance.now() - window.bench.from)),
        )
      }).observe(document.documentElement, { subtree: true, childList: true, attributes: true })
    },
    true,
  )
}

/** A panel that ran out of memory says so and is settled as well; its id is reported. */
const settled = () =>
  [...document.querySelectorAll('section[data-panel]')].every((panel) => panel.dataset.state !== 'loading')
const failed = () =>
  [...document.querySelectorAll('section[data-panel][data-state="error"]')].map(
    (panel) => panel.dataset.panel,
  )

/** Drop → pyramid drawn, ms, in the built page with a warm engine; `all` is when every panel of Overview stands. */
export async function measureDrop(url, file) {
  const browser = await launch()
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } })
    page.setDefaultTimeout(600_000)
    await page.addInitScript(watch)
    await page.goto(`${url}?lang=en#/overview`)
    await page.waitForSelector('html[data-engine="ready"]')
    await page.setInputFiles('[data-testid=file-input]', file)
    let memory = 0
    const sampler = setInterval(() => (memory = Math.max(memory, rendererMemory())), 500)
    await page.waitForFunction(() => window.bench.pyramid)
    const pyramid = await page.evaluate(() => window.bench.pyramid)
    await page.waitForFunction(settled)
    const all = await page.evaluate(() => performance.now() - window.bench.from)
    for (const id of await page.evaluate(failed)) console.log(`  no answer: ${id}`)
    clearInterval(sampler)
    return { pyramid, all, memory: Math.max(memory, rendererMemory()), page, close: () => browser.close() }
  } catch (cause) {
    await browser.close()
    throw cause
  }
}

/** A bare reader (`read`, `readGbk`, `readSheet`) of the file in the same browser, ms, with a warm engine; and its start alone. */
export async function measureBare(url, file, reader = 'read') {
  const browser = await launch()
  try {
    const page = await browser.newPage()
    page.setDefaultTimeout(600_000)
    await page.goto(url)
    await page.waitForFunction(() => document.title === 'ready')
    await page.setInputFiles('#file', file)
    const read = await page.evaluate((name) => window[name](document.querySelector('#file').files[0]), reader)
    return { read, started: await page.evaluate(() => window.started), memory: rendererMemory() }
  } finally {
    await browser.close()
  }
}

/** Opens another page and waits until its panels stand. */
export async function turn(page, hash) {
  await page.evaluate((target) => (location.hash = target), hash)
  await page.waitForTimeout(500)
  await page.waitForFunction(settled)
  await page.waitForTimeout(500)
}

/** Times from a change of the address until the first, and until every panel has answered anew, ms. */
export async function measureChanges(page, hashes) {
  const first = []
  const whole = []
  for (const hash of hashes) {
    const [one, all] = await page.evaluate(
      (target) =>
        new Promise((resolve) => {
          const from = performance.now()
          const waiting = new Set(document.querySelectorAll('section[data-panel]'))
          const asked = new Set()
          let one = 0
          const look = () => {
            for (const panel of waiting) {
              if (panel.dataset.state === 'loading') asked.add(panel)
              else if (asked.has(panel)) {
                waiting.delete(panel)
                one ||= performance.now() - from
              }
            }
            if (waiting.size) setTimeout(look, 2)
            else requestAnimationFrame(() => resolve([one, performance.now() - from]))
          }
          location.hash = target
          setTimeout(look)
        }),
      hash,
    )
    first.push(one)
    whole.push(all)
    await page.waitForTimeout(150)
  }
  return { first, whole }
}

/** The list of all customers: times until the rows of the window stand that were asked for, ms. */
export async function measureList(page) {
  const run = (what, value) =>
    page.evaluate(
      ([what, value]) =>
        new Promise((resolve) => {
          const region = () => document.querySelector('[data-customers]')?.parentElement
          const cells = () => [
            ...document.querySelectorAll('[data-customers] [data-place] [role=cell]:first-child'),
          ]
          const rows = () =>
            cells()
              .map((cell) => cell.textContent)
              .join('|')
          const stands = () => cells().length > 0 && !document.querySelector('[data-customers] .skeleton')
          const before = rows()
          const from = performance.now()
          if (what === 'open') location.hash = '#/customers'
          if (what === 'scroll') region().scrollTop = value * region().scrollHeight
          if (what === 'sort')
            document.querySelectorAll('[data-customers] [role=columnheader] button')[value].click()
          if (what === 'find') {
            const field = document.querySelector('input[type=search]')
            field.focus()
            field.value = value
            field.dispatchEvent(new window.Event('input', { bubbles: true }))
          }
          const look = () =>
            stands() && rows() !== before ? resolve(performance.now() - from) : setTimeout(look, 2)
          setTimeout(look)
        }),
      [what, value],
    )
  const each = async (what, values) => {
    const times = []
    for (const value of values) {
      times.push(await run(what, value))
      await page.waitForTimeout(100)
    }
    return times
  }
  const opened = await run('open')
  const scrolled = await each('scroll', [0.5, 0.1, 0.9, 0.33, 0.71, 0.02, 0.6, 0.25, 0.8, 0.45, 0.99, 0])
  const sorted = await each('sort', [1, 2, 3, 1, 2, 3])
  // The index of names is made while the field is being reached for.
  await run('find', '7')
  const found = await each('find', ['77', '771', '9', '98', '1', '12', '123', '4'])
  return { opened, scrolled, sorted, found }
}

/** Cold: page load → pyramid of the sample, ms. */
export async function measureSample(url) {
  const browser = await launch()
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } })
    page.setDefaultTimeout(120_000)
    await page.addInitScript(watch)
    const from = Date.now()
    await page.goto(`${url}?lang=en#/overview`)
    await page.locator('[data-sample]').click()
    await page.waitForSelector(
      'section[data-panel="tiers.pyramid"][data-state="ready"] [role="img"] :is(svg, canvas)',
    )
    return Date.now() - from
  } finally {
    await browser.close()
  }
}
