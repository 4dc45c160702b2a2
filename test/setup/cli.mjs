// The command line, built first if needed. stdout belongs to the command line alone.
import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { install } from './install.mjs'
import { fail, root, runTool } from './run.mjs'

const main = join(root, 'dist-cli', 'main.js')
const changed = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0

function isBuilt() {
  const built = changed(main)
  const sources = readdirSync(join(root, 'src'), { recursive: true }).map((name) => join(root, 'src', name))
  const inputs = [...sources, join(root, 'vite.config.ts'), join(root, 'package-lock.json')]
  return inputs.every((path) => changed(path) <= built)
}

/** Builds the command line if it is missing or outdated, runs it, and ends with its exit code. */
export function runCommand(script, args) {
  install({ quiet: true })
  if (!isBuilt() && !runTool('vite/bin/vite.js', ['build', '--ssr', 'src/cli/main.ts'], { quiet: true }))
    fail('The command line could not be built (see the messages above).')

  // npm starts scripts in the root; the files named by the user are relative to where the user is.
  const cwd = process.env.npm_lifecycle_event === script ? process.env.INIT_CWD : process.cwd()
  const { status, signal } = spawnSync(process.execPath, [main, ...args], { cwd, stdio: 'inherit' })
  process.exit(status ?? (signal ? 130 : 1))
}
