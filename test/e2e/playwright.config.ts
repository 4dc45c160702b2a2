import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'
import { findChromium } from '../setup/browser.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const port = Number(process.env.ZIGGURAT_E2E_PORT ?? 4174)
const executablePath = findChromium()

if (!existsSync(`${root}dist/index.html`)) throw new Error('Nothing is built yet: npm run build')
if (!executablePath) throw new Error('No Chromium found: name one in ZIGGURAT_CHROMIUM, or run npm test once')

export default defineConfig({
  testDir: '.',
  outputDir: `${root}test-results/e2e`,
  reporter: [
    ['list'],
    ...(process.env.ZIGGURAT_E2E_JSON
      ? [['json', { outputFile: process.env.ZIGGURAT_E2E_JSON }] as ['json', { outputFile: string }]]
      : []),
  ],
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  // A shared machine is slow at times; what passed only at the second try is named by `npm test`.
  retries: process.env.CI ? 1 : 0,
  workers: 2,
  timeout: 180_000,
  // Only a machine that is busy with something else takes so long; what fails waits in vain only once.
  expect: { timeout: 60_000 },
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // The engine's functions live too short in a test to be worth the optimising compiler.
        '--js-flags=--wasm-tiering-budget=600000000',
      ],
    },
  },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --host 127.0.0.1 --port ${port} --strictPort`,
    cwd: root,
    url: `http://127.0.0.1:${port}/`,
    stdout: 'ignore',
  },
})
