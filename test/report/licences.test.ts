import { fileURLToPath } from 'node:url'
import { notices as shown } from 'virtual:viewer'
import { describe, expect, it } from 'vitest'
import { faultsOf, notices, production } from '../setup/packages.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const packages = production(root)

describe('what others made', () => {
  it('is handed on under licences that allow it, each package with a sum', () => {
    expect(faultsOf(packages)).toEqual([])
    const [first] = packages
    expect(faultsOf([{ ...first!, licence: 'GPL-3.0', integrity: '' }])).toHaveLength(2)
  })

  it('is named in a build with its version, its licence and the text of it', () => {
    const text = notices(root)
    for (const { name, version, licence } of packages)
      expect(text).toContain(`${name} ${version} (${licence})`)
    expect(text).toContain('Apache License')
    expect(text).toContain('SIL OPEN FONT LICENSE')
    expect(text).toMatch(/Yuxi \(Evan\) You/)
  })

  it('is named in a snapshot as far as it stands in its script, and no further', () => {
    for (const name of ['echarts', 'zrender']) expect(shown).toMatch(new RegExp(`^${name} \\d`, 'm'))
    expect(shown).toContain('Apache License')
    expect(shown).not.toMatch(/^(vue|@duckdb\/duckdb-wasm) \d/m)
    expect(shown.length).toBeLessThan(60_000)
  })
})
