import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { convertFolder } from '../../src/cli/convert'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ziggurat-convert-'))
  await mkdir(join(folder, 'in'))
})
afterAll(() => rm(folder, { recursive: true }))

const run = async (...args: string[]) => {
  const told: string[] = []
  const terminal = {
    out: (text: string) => void told.push(text),
    note: (text: string) => void told.push(text),
  }
  return { code: await convertFolder(args, terminal), told }
}

it('convert: each file of a folder becomes a table of its own, an empty one an empty file', async () => {
  await writeFile(join(folder, 'in', 'a.csv'), 'id;note\r\n1;"x, y"\r\n2;z\r\nTotal;\r\n')
  await writeFile(join(folder, 'in', 'b.tsv'), 'id\tnote\n1\ta "b"\n')
  await writeFile(join(folder, 'in', 'c.csv'), '')
  const { code, told } = await run(join(folder, 'in'), join(folder, 'out'))
  expect(code).toBe(0)
  expect((await readdir(join(folder, 'out'))).sort()).toEqual([
    'a.csv_converted.csv',
    'b.tsv_converted.csv',
    'c.csv_converted.csv',
  ])
  const read = (name: string) => readFile(join(folder, 'out', name), 'utf8')
  expect(await read('a.csv_converted.csv')).toBe('id,note\n1,"x, y"\n2,z\n')
  expect(await read('b.tsv_converted.csv')).toBe('id,note\n1,"a ""b"""\n')
  expect(await read('c.csv_converted.csv')).toBe('')
  expect(told[0]).toBe('a.csv: 2 rows; further lines that are comments, totals, notes or another table: 1')
})

it('convert: says what it needs, and which folder cannot be read', async () => {
  expect((await run()).code).toBe(2)
  const { code, told } = await run(join(folder, 'nowhere'), join(folder, 'out'))
  expect(code).toBe(1)
  expect(told[0]).toContain('nowhere')
})
