import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { output, run, runTool } from './run.mjs'

/** The one without windows first: a page takes a third less of the machine in it. */
const SHELL = 'chromium-headless-shell'
const NAMES = [SHELL, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const PLACES = {
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) =>
    join(process.env[name] ?? '', 'Google/Chrome/Application/chrome.exe'),
  ),
}

/** A file of that name may be a stub without the browser, or lack libraries: only an answer counts. */
const answers = (path) =>
  existsSync(path) && (process.platform === 'win32' || output(path, ['--version']) !== null)

function fromPlaywright() {
  try {
    return createRequire(import.meta.url)('@playwright/test').chromium.executablePath()
  } catch {
    return null
  }
}

/** Path of a Chromium that starts: ZIGGURAT_CHROMIUM, the system's, or the one Playwright downloaded; else null. */
export function findChromium() {
  const chosen = process.env.ZIGGURAT_CHROMIUM
  if (chosen) return answers(chosen) ? chosen : null
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
  const system = [...candidates, ...(PLACES[process.platform] ?? [])].find(answers)
  if (system) return system
  const own = fromPlaywright()
  return own && answers(own) ? own : null
}

const isRoot = () => process.getuid?.() === 0

/** Installs Debian packages, where this user may. */
function installPackages(...packages) {
  if (output('apt-get', ['--version']) === null) return false
  if (!isRoot() && output('sudo', ['-n', 'true']) === null) return false
  const apt = (...args) =>
    isRoot()
      ? run('apt-get', args, { env: { DEBIAN_FRONTEND: 'noninteractive' }, timeout: 400_000 })
      : run('sudo', ['-n', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args], { timeout: 400_000 })
  return apt('update', '-qq') && apt('install', '-y', '-qq', '--no-install-recommends', ...packages)
}

/** Finds a Chromium or installs one; null when neither is possible. */
export function ensureChromium() {
  const found = findChromium()
  if (found || process.env.ZIGGURAT_CHROMIUM) return found
  console.log('No Chromium found; trying to install one …')
  const env = { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '15000' }
  runTool('@playwright/test/cli.js', ['install', 'chromium'], { timeout: 180_000, env })
  return findChromium() ?? (installPackages(SHELL) || installPackages('chromium') ? findChromium() : null)
}

const hasChineseFonts = () =>
  process.platform !== 'linux' || !!output('fc-list', [':lang=zh', 'family'])?.trim()

/** Chinese text is measured and drawn by the tests; without a font for it some pictures differ. */
export function ensureFonts() {
  if (hasChineseFonts()) return
  console.log('No Chinese fonts found; trying to install them …')
  if (!installPackages('fontconfig', 'fonts-noto-cjk') || !hasChineseFonts())
    console.warn('Warning: no Chinese fonts (Debian: fonts-noto-cjk); Chinese text will show as boxes.')
}
