// One Vitest for many mutants: it is sent a file, its changed text and the tests that concern it, and says whether one failed.
import { readFileSync } from 'node:fs'
import { createVitest } from 'vitest/node'
import { root } from '../setup/run.mjs'

let changed = { path: '', text: '' }
const mutation = {
  name: 'mutation',
  enforce: 'pre',
  load(id) {
    const [path, query] = id.split('?')
    if (path !== changed.path) return null
    return query === 'raw' ? `export default ${JSON.stringify(changed.text)}` : query ? null : changed.text
  },
}

const vitest = await createVitest(
  'test',
  { root, watch: false, bail: 1, reporters: [{}], pool: 'threads', maxWorkers: 1, isolate: false },
  { plugins: [mutation] },
)

/** Only those of the tests run that load the file; whether they load SQL is not known. */
async function fails(path, tests) {
  vitest.config.related = path.endsWith('.sql') ? undefined : [path]
  const specifications = await vitest.getRelevantTestSpecifications(tests)
  // A file that no test loads can be as wrong as it likes.
  if (!specifications.length) return false
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications, false)
  return unhandledErrors.length > 0 || testModules.some((module) => !module.ok())
}

process.on('message', async ({ path, text, tests }) => {
  if (!path) {
    await vitest.close()
    process.exit(0)
  }
  changed = { path, text: text ?? readFileSync(path, 'utf8') }
  vitest.invalidateFile(path)
  process.send({ failed: await fails(path, tests) })
  changed = { path: '', text: '' }
  vitest.invalidateFile(path)
})
process.send({ ready: true })
