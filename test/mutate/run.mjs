// `npm run mutate [-- --only PATH] [--sample N] [--seed N]`: makes one small mistake at a time and counts which of them the
// tests find. The whole takes hours; a sample is drawn from each folder alike. No part of what must hold before a change lands.
import { fork } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fail, root } from '../setup/run.mjs'
import { mutantsOf } from './mutants.mjs'

/** Where mistakes are made, and which tests must find them. */
const FOLDERS = [
  { name: 'stats', files: /^src\/stats\/.*\.ts$/, tests: ['test/stats/'] },
  { name: 'show', files: /^src\/show\/.*\.ts$/, tests: ['test/show/'] },
  {
    name: 'report',
    files: /^src\/report\/(disclosure|suppress|protect)\.ts$/,
    tests: ['test/report/disclosure.test.ts', 'test/report/protect.test.ts', 'test/report/suppress.test.ts'],
  },
  {
    name: 'sentences',
    files: /^src\/analysis\/.*\.ts$/,
    tests: ['test/panel/sentences.test.ts', 'test/panel/branches.test.ts'],
    inside: ['sentence', 'note'],
  },
  { name: 'tables', files: /^src\/tables\/.*\.(sql|ts)$/, tests: ['test/tables/'] },
]
/** A run many times as long as that without any mistake is a loop that does not end. */
const PATIENCE = 4
const LEAST_PATIENCE = 20_000
/** So many mistakes are made in one process: what they leave behind (timers, memory, modules) must not fail the next. */
const FRESH = 25

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    sample: { type: 'string', default: 'all' },
    seed: { type: 'string', default: '1' },
  },
})
/** Answers are recorded by the first run: sentences are written anew for every mutant, rows are not. */
process.env.ZIGGURAT_ANSWERS = join(tmpdir(), `ziggurat-answers-${process.pid}.json`)

let state = Number(values.seed) * 2654435761
/** Mulberry32, so that a sample can be drawn again. */
function random() {
  state = (state + 0x6d2b79f5) | 0
  let t = Math.imul(state ^ (state >>> 15), 1 | state)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}
function drawn(items, size) {
  const left = [...items]
  return Array.from({ length: Math.min(size, left.length) }, () => left.splice(random() * left.length, 1)[0])
}

const sources = readdirSync(join(root, 'src'), { recursive: true })
  .map((path) => `src/${path.replaceAll('\\', '/')}`)
  .filter((path) => path.startsWith(values.only))
  .sort()
const chosen = FOLDERS.map((folder) => {
  const all = sources
    .filter((path) => folder.files.test(path))
    .flatMap((path) => {
      const text = readFileSync(join(root, path), 'utf8')
      return mutantsOf(path, text, folder.inside).map((mutant) => ({ ...mutant, path, text }))
    })
  return { ...folder, all, some: values.sample === 'all' ? all : drawn(all, Number(values.sample)) }
}).filter(({ some }) => some.length)
if (!chosen.length) fail(`Nothing to change under ${values.only}`)

let child = null
let made = 0
const next = () => new Promise((resolve) => child.once('message', resolve))
async function start() {
  child = fork(join(root, 'test/mutate/worker.mjs'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  made = 0
  await next()
}
function stop() {
  child?.kill('SIGKILL')
  child = null
}
/** The tests that find the mistake; null: they did not end in time. Without a text nothing is changed. */
async function finders(tests, patience, path, text) {
  if (made++ >= FRESH) stop()
  if (!child) await start()
  child.send({ path: path && join(root, path), text, tests })
  let timer
  const late = new Promise((resolve) => (timer = setTimeout(resolve, patience, null)))
  const answer = await Promise.race([next(), late])
  clearTimeout(timer)
  if (!answer) stop()
  return answer?.failed ?? null
}
/** Without a mistake no test may fail: else what is counted is something else. How long that took, in ms. */
async function control(name, tests, when) {
  stop()
  const from = Date.now()
  const failed = await finders(tests, 600_000)
  if (!failed) fail(`${name}: the tests do not end without any change.`)
  if (failed.length) fail(`${name}: these tests fail ${when} without any change: ${failed.join('; ')}`)
  return Date.now() - from
}
const short = (text) => text.replaceAll(/\s+/g, ' ').slice(0, 60)

for (const { name, all, some, tests } of chosen) {
  const before = Date.now()
  const patience = Math.max(LEAST_PATIENCE, PATIENCE * (await control(name, tests, 'before')))
  let [killed, late] = [0, 0]
  for (const { path, text, start, end, line, kind, was, by } of some) {
    const found = await finders(tests, patience, path, text.slice(0, start) + by + text.slice(end))
    if (!found) late++
    // Now and then nothing is changed: who is found to have failed then would be counted for others as well.
    if (found?.length && made % 5 === 0 && (await finders(tests, patience, path, text))?.length)
      fail(`${name}: tests fail of ${path} that is as it was.`)
    if (!found || found.length) killed++
    else console.log(`  survived  ${path}:${line}  ${kind}: ${short(was)} → ${short(by)}`)
  }
  await control(name, tests, 'after all')
  const share = ((100 * killed) / some.length).toFixed(0)
  const ended = late ? `, ${late} of them by running on` : ''
  console.log(
    `${name}: ${killed} of ${some.length} killed (${share} %)${ended}; ${all.length} in all; ${((Date.now() - before) / 1000).toFixed(0)} s`,
  )
}
stop()
