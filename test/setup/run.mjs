import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The root of the checkout. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Runs a program in the root and returns whether it ended well; `quiet` sends what it prints to stderr. */
export function run(program, args, { quiet = false, timeout, env } = {}) {
  const { status, error } = spawnSync(program, args, {
    cwd: root,
    stdio: ['inherit', quiet ? 2 : 'inherit', 'inherit'],
    timeout,
    env: { ...process.env, ...env },
    shell: process.platform === 'win32' && program === 'npm',
  })
  if (error && error.code !== 'ETIMEDOUT') console.error(`${program}: ${error.message}`)
  return status === 0
}

/** Runs a tool of node_modules by its script, so that nothing global is needed. */
export const runTool = (script, args, options) =>
  run(process.execPath, [`node_modules/${script}`, ...args], options)

/** What a program prints, or null if it is not there or failed. */
export function output(program, args) {
  const { status, stdout } = spawnSync(program, args, { encoding: 'utf8', timeout: 20_000 })
  return status === 0 ? stdout : null
}

/** Ends the process with a message for the person at the terminal. */
export function fail(message) {
  console.error(`\n${message}`)
  process.exit(1)
}
