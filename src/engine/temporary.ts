import { rmSync } from 'node:fs'

const held = new Set<string>()
process.on('exit', () => {
  for (const path of held) rmSync(path, { recursive: true, force: true })
})

/** What lies there goes with the process, however it ends, unless it is settled before. */
export const temporary = (path: string): void => void held.add(path)
export const settled = (path: string): void => void held.delete(path)
