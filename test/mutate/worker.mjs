// One Vitest for several mutants: it is sent a file, its changed text and the tests that concern it, and says which failed.
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

/** What failed in this run: Vitest itself keeps what failed in earlier ones. */
let failed = []
const reporter = {
  onTestCaseResult: (test) => test.result().state === 'failed' && failed.push(test.fullName),
  onTestModuleEnd: (module) =>
    failed.push(...module.errors().map((error) => `${module.moduleId}: ${error.message}`)),
}
const vitest = await createVitest(
  'test',
  { root, watch: false, bail: 1, reporters: [reporter], pool: 'threads', maxWorkers: 1, isolate: false },
  { plugins: [mutation] },
)

/** The tests that fail. Only those run that load the file; whether they load SQL is not known. */
async function failing(path, tests) {
  failed = []
  vitest.config.related = !path || path.endsWith('.sql') ? undefined : [path]
  const specifications = await vitest.getRelevantTestSpecifications(tests)
  // A file that no test loads can be as wrong as it likes.
  if (!specifications.length) return []
  const { unhandledErrors } = await vitest.runTestSpecifications(specifications, false)
  return [...failed, ...unhandledErrors.map((error) => String(error.message ?? error))]
}

process.on('message', async ({ path = '', text = '', tests }) => {
  changed = { path, text }
  if (path) vitest.invalidateFile(path)
  const found = await failing(path, tests)
  changed = { path: '', text: '' }
  if (path) vitest.invalidateFile(path)
  process.send({ failed: found })
})
process.send({ ready: true })
