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
  { name: 'show', files: /^src\/show\/.*\.ts$/, tests: ['test/show/', 'test/panel/sentences.test.ts'] },
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
  { name: 'tables', files: /^src\/tables\/sql\/.*\.sql$/, tests: ['test/tables/'] },
]
/** Longer than this is a loop that does not end. */
const LONGEST = 90_000

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
const next = () => new Promise((resolve) => child.once('message', resolve))
async function start() {
  child = fork(join(root, 'test/mutate/worker.mjs'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  await next()
}
/** Whether the tests find the mistake. */
async function finds(path, text, tests) {
  if (!child) await start()
  child.send({ path: join(root, path), text, tests })
  let timer
  const late = new Promise((resolve) => (timer = setTimeout(resolve, LONGEST, null)))
  const answer = await Promise.race([next(), late])
  clearTimeout(timer)
  if (answer) return answer.failed
  child.kill('SIGKILL')
  child = null
  return true
}

for (const { name, all, some, tests } of chosen) {
  const before = Date.now()
  if (await finds(some[0].path, undefined, tests)) fail(`${name}: the tests fail without any change.`)
  let killed = 0
  for (const { path, text, start, end, line, kind, was, by } of some) {
    if (await finds(path, text.slice(0, start) + by + text.slice(end), tests)) killed++
    else
      console.log(
        `  survived  ${path}:${line}  ${kind}: ${was.replaceAll(/\s+/g, ' ').slice(0, 60)} → ${by.replaceAll(/\s+/g, ' ').slice(0, 60)}`,
      )
  }
  if (await finds(some[0].path, undefined, tests))
    fail(`${name}: the tests fail after all without any change.`)
  const share = ((100 * killed) / some.length).toFixed(0)
  console.log(
    `${name}: ${killed} of ${some.length} killed (${share} %), of ${all.length} in all; ${((Date.now() - before) / 1000).toFixed(0)} s`,
  )
}
child?.send({})
