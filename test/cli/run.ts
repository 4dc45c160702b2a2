import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { command } from '../../src/cli/command'
import type { JsonReport } from '../../src/report/json'

export const root = fileURLToPath(new URL('../..', import.meta.url))
export const retail = join(root, 'test/fixtures/retail/online_retail_subset.csv')

export interface Ran {
  code: number
  /** What was printed on stdout, and told on stderr. */
  out: string
  notes: string
  json: JsonReport | null
}

/** Runs the command line on arguments, with a JSON file that is read back unless the arguments name their own. */
export async function run(...args: string[]): Promise<Ran> {
  const folder = await mkdtemp(join(tmpdir(), 'ziggurat-cli-'))
  const file = join(folder, 'report.json')
  const printed = { out: '', notes: '' }
  try {
    const code = await command(
      args.map((arg) => (arg === '@json' ? file : arg)),
      {
        out: (text) => (printed.out += `${text}\n`),
        note: (text) => (printed.notes += `${text}\n`),
      },
    )
    const text = await readFile(file, 'utf8').catch(() => null)
    return { code, ...printed, json: text === null ? null : (JSON.parse(text) as JsonReport) }
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Rows of a panel in a report. */
export const rowsOf = (report: JsonReport, id: string) => report.panels[id]!.rows
export const sum = (rows: Record<string, unknown>[], name: string): number =>
  rows.reduce((total, row) => total + Number(row[name] ?? 0), 0)
