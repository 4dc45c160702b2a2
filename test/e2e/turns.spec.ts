import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { build } from 'vite'
import { serve } from '../setup/server.mjs'

type Seen = Record<string, unknown>
declare function run(seed: number): Promise<{ steps: unknown[]; together: Seen; apart: Seen }>

/** `TURNS=200` tries so many. */
const SEEDS = Number(process.env.TURNS ?? 6)

test('what is done while something else is still under way comes to the same as one thing after another', async ({
  page,
}) => {
  test.setTimeout(60_000 + SEEDS * 30_000)
  const outDir = mkdtempSync(join(tmpdir(), 'ziggurat-turns-'))
  await build({
    root: fileURLToPath(new URL('turns', import.meta.url)),
    configFile: false,
    base: './',
    logLevel: 'error',
    define: { __VERSION__: '"test"' },
    build: { target: 'es2022', outDir },
  })
  const { url, close } = await serve(outDir)
  try {
    await page.goto(url)
    for (let seed = Number(process.env.TURNS_FROM ?? 1); SEEDS > 0 && seed <= SEEDS; seed++) {
      const { steps, together, apart } = await page.evaluate((seed) => run(seed), seed)
      expect.soft(together, `${seed}: ${JSON.stringify(steps)}`).toEqual(apart)
    }
  } finally {
    close()
    rmSync(outDir, { recursive: true, force: true })
  }
})
