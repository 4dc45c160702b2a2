// `npm test`: installs what is missing, builds, runs the unit tests and the tests in a real browser, sums up.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureChromium, ensureFonts } from './browser.mjs'
import { dataFolder } from './data.mjs'
import { install } from './install.mjs'
import { fail, root, runTool } from './run.mjs'

const results = join(root, 'test-results')
const unitFile = join(results, 'unit.json')
const e2eFile = join(results, 'e2e.json')
const read = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null)

install()
const chromium = ensureChromium()
ensureFonts()
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

const vite = (...args) => runTool('vite/bin/vite.js', ['build', '--logLevel', 'warn', ...args])
console.log('Building the app and the command line …')
if (!vite() || !vite('--ssr', 'src/cli/main.ts')) fail('The build failed (see the messages above).')

const unitOk = runTool('vitest/vitest.mjs', [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${unitFile}`,
])

let e2eOk = false
if (chromium)
  e2eOk = runTool('@playwright/test/cli.js', ['test', '--config', 'test/e2e/playwright.config.ts'], {
    env: { ZIGGURAT_CHROMIUM: chromium, ZIGGURAT_E2E_JSON: e2eFile },
  })
else console.error('The tests in the browser did not run: name a Chromium in ZIGGURAT_CHROMIUM.')

/** Every unit test that did not run, by its full title. */
const skippedUnit = (unit) =>
  unit.testResults.flatMap((file) =>
    file.assertionResults
      .filter(({ status }) => status !== 'passed' && status !== 'failed')
      .map(({ fullName }) => fullName),
  )
const skippedE2e = (suites = []) =>
  suites.flatMap((suite) => [
    ...suite.specs
      .filter(({ tests }) => tests.every(({ status }) => status === 'skipped'))
      .map(({ title }) => title),
    ...skippedE2e(suite.suites),
  ])

const unit = read(unitFile)
const e2e = read(e2eFile)
// A file that cannot be loaded holds no counted test, and a run that broke off wrote no result: each is a failure.
const brokenFiles =
  unit?.testResults.filter((f) => f.status === 'failed' && f.assertionResults.length === 0) ?? []
const unitFailed = (unit?.numFailedTests ?? 0) + brokenFiles.length
const e2eFailed = e2e?.stats.unexpected ?? 0
const passed = (unit?.numPassedTests ?? 0) + (e2e ? e2e.stats.expected + e2e.stats.flaky : 0)
const failed = Math.max(unitFailed, unitOk ? 0 : 1) + Math.max(e2eFailed, e2eOk ? 0 : 1)
const skipped = [...(unit ? skippedUnit(unit) : []), ...skippedE2e(e2e?.suites)]

if (!dataFolder())
  console.log('\nNo data beside the repository (ZIGGURAT_DATA or ../shared/data): tests on it are skipped.')
if (skipped.length) console.log(`\nSkipped:\n${skipped.map((title) => `  - ${title}`).join('\n')}`)
if (e2e?.stats.flaky) console.log(`\n${e2e.stats.flaky} passed only at the second try ("flaky" above).`)
const summary = `${passed} passed, ${failed} failed${skipped.length ? `, ${skipped.length} skipped` : ''}`
writeFileSync(join(results, 'summary.txt'), `${summary}\n`)
console.log(`\n${summary}`)
process.exitCode = failed ? 1 : 0
