import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const folder = new URL('../../src/charts/', import.meta.url)

it('charts are pure: only echarts.ts loads the library, the others take its types', () => {
  for (const file of readdirSync(folder)) {
    if (file === 'echarts.ts') continue
    const loads = readFileSync(new URL(file, folder), 'utf8').match(
      /^import (?!type ).*from '(echarts|vue)[^']*'/gm,
    )
    expect([file, loads]).toEqual([file, null])
  }
})
