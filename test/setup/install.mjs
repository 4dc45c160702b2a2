import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fail, root, run } from './run.mjs'

const packagesOf = (lockFile) => {
  const path = join(root, lockFile)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : null
}

/** Compares what is installed with the lock file; packages for other platforms may be missing. */
export function isInstalled() {
  const installed = packagesOf('node_modules/.package-lock.json')
  if (!installed) return false
  return Object.entries(packagesOf('package-lock.json')).every(([path, { version, optional, link }]) => {
    if (path === '' || link) return true
    const found = installed[path]
    return found ? found.version === version : optional === true
  })
}

/** Installs the dependencies of the lock file if they are missing or outdated. */
export function install({ quiet = false } = {}) {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19))
    fail(`Node ${process.versions.node} is too old: Ziggurat needs Node 20.19 or newer.`)
  if (isInstalled()) return
  console.error('Installing dependencies …')
  if (!run('npm', ['ci', '--no-audit', '--no-fund'], { quiet }))
    fail('npm ci failed: the dependencies could not be installed (see the messages above).')
}

const started = process.argv[1]
if (started && realpathSync(started) === fileURLToPath(import.meta.url)) install()
