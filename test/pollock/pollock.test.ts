import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { convert } from '../../src/ingest/convert'
import { dataFolder } from '../setup/data.mjs'
import { untar } from '../support/tar'
import { openDuckDb, readAlone, readTold, type Parameters } from './duckdb'
import { FAILED, measure, score, sumOf, type Measures } from './measure'
import { weightOf } from './weights'

const archive = join(dataFolder() ?? '', 'pollock', 'pollock.tar.gz')

interface Case {
  file: string
  bytes: Buffer
  clean: string
  told: Parameters
}

function readCases(): Case[] {
  const files = untar(archive)
  const find = (part: string) => files.get([...files.keys()].find((name) => name.endsWith(`/${part}`)) ?? '')
  return [...files.keys()]
    .filter((name) => /(^|\/)csv\/[^/]+\.csv$/.test(name))
    .map((name) => {
      const file = name.split('/').at(-1)!
      return {
        file,
        bytes: files.get(name)!,
        clean: find(`clean/${file}`)!.toString(),
        told: JSON.parse(find(`parameters/${file}_parameters.json`)!.toString()) as Parameters,
      }
    })
}

const ours = async ({ bytes, clean, file }: Case): Promise<Measures> =>
  convert(new Blob([bytes as BlobPart]), file).then(
    async ({ text }) => measure(clean, await text.text()),
    () => FAILED,
  )

describe.skipIf(!existsSync(archive))('Pollock: 252 polluted files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pollock-'))
  const results = {
    ours: new Map<string, Measures>(),
    alone: new Map<string, Measures>(),
    told: new Map<string, Measures>(),
  }
  let duckdb: Awaited<ReturnType<typeof openDuckDb>>

  beforeAll(async () => {
    duckdb = await openDuckDb()
    for (const one of readCases()) {
      const path = join(folder, one.file)
      writeFileSync(path, one.bytes)
      results.ours.set(one.file, await ours(one))
      results.alone.set(one.file, measure(one.clean, await readAlone(duckdb.connection, path)))
      results.told.set(one.file, measure(one.clean, await readTold(duckdb.connection, path, one.told)))
    }
  }, 120_000)
  afterAll(() => {
    duckdb.stop()
    rmSync(folder, { recursive: true })
  })

  const scoreOf = (system: Map<string, Measures>) =>
    score([...system].map(([file, measures]) => ({ sum: sumOf(measures), weight: weightOf(file) })))

  it('are read better with nothing told than DuckDB reads them alone, and no worse than with their dialect told', () => {
    const [we, alone, told] = [results.ours, results.alone, results.told].map(scoreOf)
    const line = ({ simple, weighted }: { simple: number; weighted: number }) =>
      `${simple.toFixed(3)} simple, ${weighted.toFixed(3)} weighted`
    console.log(
      [
        `Pollock score of 10, ${results.ours.size} files:`,
        `  Ziggurat, nothing told     ${line(we!)}`,
        `  DuckDB 1.4.3 alone         ${line(alone!)}`,
        `  DuckDB 1.4.3, dialect told ${line(told!)}`,
      ].join('\n'),
    )
    if (process.env.POLLOCK_DETAIL)
      for (const [file, m] of results.ours)
        if (sumOf(m) < 9.999)
          console.log(
            file,
            sumOf(m).toFixed(3),
            sumOf(results.told.get(file)!).toFixed(3),
            sumOf(results.alone.get(file)!).toFixed(3),
            'h',
            m.header.f1.toFixed(2),
            'r',
            m.records.f1.toFixed(3),
            'c',
            m.cells.f1.toFixed(3),
          )
    for (const kind of ['simple', 'weighted'] as const) {
      expect(we![kind]).toBeGreaterThanOrEqual(alone![kind] + 0.5)
      expect(we![kind]).toBeGreaterThanOrEqual(told![kind])
    }
  })

  it('none of them fails', () => {
    expect([...results.ours].filter(([, { success }]) => !success).map(([file]) => file)).toEqual([])
  })
})
