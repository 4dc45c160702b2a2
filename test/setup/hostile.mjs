// `npm run hostile`: runs what tries to break the product, and prints what was tried and what held.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'ziggurat-hostile-'))
const report = (name) => join(folder, `${name}.json`)
const read = (name) => {
  try {
    return JSON.parse(readFileSync(report(name), 'utf8'))
  } catch {
    return null
  }
}
const npx = (args, env = {}) =>
  spawnSync('npx', args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, ...env } })

npx(['vitest', 'run', 'test/hostile', '--reporter=json', `--outputFile=${report('unit')}`])
const unit = read('unit')
const rows = (unit?.testResults ?? []).map(({ name, assertionResults }) => ({
  of: basename(name, '.test.ts'),
  tried: assertionResults.length,
  held: assertionResults.filter(({ status }) => status === 'passed').length,
  broke: assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
}))

// On what `npm run build` wrote.
npx(['playwright', 'test', '-c', 'test/e2e/playwright.config.ts', 'hostile', '--reporter=json'], {
  PLAYWRIGHT_JSON_OUTPUT_NAME: report('page'),
})
const page = read('page')
const specs = (suites) =>
  suites.flatMap(({ specs: own = [], suites: inner = [] }) => [...own, ...specs(inner)])
const pages = specs(page?.suites ?? [])
rows.push({
  of: 'in a browser',
  tried: pages.length,
  held: pages.filter(({ ok }) => ok).length,
  broke: pages.filter(({ ok }) => !ok).map(({ title }) => title),
})

console.log(`${'attacks'.padEnd(20)}${'tried'.padStart(7)}${'held'.padStart(7)}`)
for (const { of, tried, held } of rows)
  console.log(`${of.padEnd(20)}${String(tried).padStart(7)}${String(held).padStart(7)}`)
for (const { of, broke } of rows) for (const title of broke) console.log(`broke: ${of}: ${title}`)
const whole = unit && page && rows.every(({ tried, held }) => tried && tried === held)
process.exitCode = whole ? 0 : 1
