import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { command } from '../../src/cli/command'
import { csv } from '../support/session'

const ORDERS = csv(
  Array.from({ length: 30 }, (_, i) => ({
    order_id: `o${i}`,
    customer_id: `c${i % 7}`,
    ordered_at: `2024-0${1 + (i % 9)}-11`,
    amount: 10 + i,
  })),
)
let folder: string
const path = (name: string) => join(folder, name)
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outputs-'))
  writeFileSync(path('orders.csv'), ORDERS)
})
async function run(...args: string[]): Promise<{ code: number; notes: string }> {
  const notes: string[] = []
  const terminal = { out: () => undefined, note: (text: string) => void notes.push(text) }
  return { code: await command(args, terminal), notes: notes.join('\n') }
}

describe('what the command line writes', () => {
  test.each([
    ['by its name', () => path('orders.csv')],
    ['by another way to it', () => join(folder, 'sub', '..', 'orders.csv')],
    [
      'by a link',
      () => {
        symlinkSync(path('orders.csv'), path('link.json'))
        return path('link.json')
      },
    ],
    [
      'by a second name',
      () => {
        linkSync(path('orders.csv'), path('hard.json'))
        return path('hard.json')
      },
    ],
  ])('is never a file that it reads, %s', async (_, name) => {
    mkdirSync(path('sub'))
    const { code, notes } = await run(path('orders.csv'), '--json', name())
    expect(code).toBe(2)
    expect(notes).toContain('would be written over')
    expect(readFileSync(path('orders.csv'), 'utf8')).toBe(ORDERS)
  })
  test('is two files, also where one is a link to what the other will be', async () => {
    symlinkSync(path('report'), path('link'))
    const { code, notes } = await run(path('orders.csv'), '--json', path('report'), '--html', path('link'))
    expect([code, readdirSync(folder).sort()]).toEqual([2, ['link', 'orders.csv']])
    expect(notes).toContain('written twice')
  })
  test('is whole or as it was: where the second cannot be written the first stays', async () => {
    writeFileSync(path('out.json'), 'last week')
    mkdirSync(path('out.html'))
    const { code, notes } = await run(
      path('orders.csv'),
      '--json',
      path('out.json'),
      '--html',
      join(path('out.html'), 'gone', 'x.html'),
    )
    expect([code, readFileSync(path('out.json'), 'utf8')]).toEqual([1, 'last week'])
    expect(notes).toContain('x.html')
    expect(readdirSync(folder).sort()).toEqual(['orders.csv', 'out.html', 'out.json'])
  })
  test('may be read by nobody who could not read the one before', async () => {
    writeFileSync(path('out.json'), 'last week', { mode: 0o600 })
    expect((await run(path('orders.csv'), '--json', path('out.json'))).code).toBe(0)
    expect(statSync(path('out.json')).mode & 0o777).toBe(0o600)
  })
  test('goes where a link leads, and the link stays', async () => {
    mkdirSync(path('kept'))
    symlinkSync(join(path('kept'), 'real.json'), path('link.json'))
    const { code } = await run(path('orders.csv'), '--json', path('link.json'))
    expect([code, readdirSync(path('kept'))]).toEqual([0, ['real.json']])
    expect(JSON.parse(readFileSync(path('link.json'), 'utf8'))).toMatchObject({ asOf: '2024-09-11' })
  })
  test('says by its exit code that nothing was understood', async () => {
    writeFileSync(path('odd.csv'), 'lorem ipsum\ndolor sit amet\nconsectetur elit\n')
    expect((await run(path('odd.csv'), '--json', path('out.json'))).code).toBe(2)
  })
})
