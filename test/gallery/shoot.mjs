// Serves the gallery and photographs it to /tmp/gallery: node test/gallery/shoot.mjs
import { chromium } from '@playwright/test'
import { findChromium } from '../setup/browser.mjs'
import vue from '@vitejs/plugin-vue'
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createServer } from 'vite'

const out = '/tmp/gallery'
mkdirSync(out, { recursive: true })
const server = await createServer({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  configFile: false,
  cacheDir: '/tmp/gallery/.vite',
  plugins: [vue()],
  server: { host: '127.0.0.1', port: 8391 },
  logLevel: 'error',
})
await server.listen()
const browser = await chromium.launch({
  executablePath: findChromium() ?? undefined,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
})
const base = `http://127.0.0.1:${server.config.server.port}/test/gallery/index.html`
for (const [name, theme, lang, width] of [
  ['light', 'light', 'zh-CN', 1280],
  ['dark', 'dark', 'zh-CN', 1280],
  ['en', 'light', 'en', 1280],
  ['narrow', 'light', 'zh-CN', 360],
  ['narrow-en', 'dark', 'en', 360],
]) {
  const page = await browser.newPage({ viewport: { width, height: 900 } })
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) console.log(name, message.text())
  })
  page.on('pageerror', (error) => console.log(name, error.message))
  await page.goto(`${base}?theme=${theme}&lang=${lang}`)
  await page.waitForSelector('[role=img] canvas')
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(500)
  // In pieces, so that they are looked at in their real size.
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  for (let y = 0, piece = 1; y < height; y += 1200, piece++)
    await page.screenshot({
      path: `${out}/${name}-${piece}.png`,
      fullPage: true,
      clip: { x: 0, y, width, height: Math.min(1200, height - y) },
    })
  await page.mouse.move(width / 2 - (width > 700 ? 300 : 0), 260)
  await page.waitForTimeout(300)
  await page.screenshot({ path: `${out}/${name}-tooltip.png` })
  await page.close()
}
await browser.close()
await server.close()
