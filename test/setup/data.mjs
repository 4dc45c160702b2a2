import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { root } from './run.mjs'

/** Folder with real exports beside the repository (`ZIGGURAT_DATA` or `../shared/data`), or null. */
export function dataFolder() {
  const folder = resolve(root, process.env.ZIGGURAT_DATA ?? join('..', 'shared', 'data'))
  return existsSync(folder) ? folder : null
}
