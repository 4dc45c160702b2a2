import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeOutput } from './output.mjs'

/** Writes the sample company: `node test/sample/generate.mjs`. */
const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
for (const [path, text] of Object.entries(makeOutput())) {
  const file = resolve(root, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
