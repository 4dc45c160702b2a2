// `npm run recognise -- SHAPES.json --out readings.json`: how labelled tables are read.
// `… --folds 5`: the same by weights that were not learnt from them, with a table of how far to trust how sure they are.
// `… --learn HEADERS_FOLDER`: the weights of the product anew, from all of them.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from './cli.mjs'

const args = process.argv.slice(2)
if (!args.includes('--folds') && !args.includes('--learn')) runCommand('recognise', ['recognise', ...args])
else {
  const { build } = await import('vite')
  const outDir = mkdtempSync(join(tmpdir(), 'recognise-'))
  try {
    await build({
      configFile: false,
      logLevel: 'error',
      define: { __VERSION__: '""' },
      ssr: { noExternal: true, external: ['@duckdb/node-api'] },
      build: { ssr: 'test/recognise/main.ts', outDir, target: 'node20', copyPublicDir: false },
    })
    const { status } = spawnSync(process.execPath, [join(outDir, 'main.js'), ...args], { stdio: 'inherit' })
    process.exitCode = status ?? 1
  } finally {
    rmSync(outDir, { recursive: true, force: true })
  }
}
