import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { ordersFile } from '../bench/generate.mjs'

const main = fileURLToPath(new URL('../../dist-cli/main.js', import.meta.url))

test('the command line leaves no copy of a file behind when it is ended', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ended-'))
  const orders = ordersFile(200_000)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const child = spawn(process.execPath, [main, orders, '--json', join(folder, 'out.json')], {
      env: { ...process.env, TMPDIR: folder },
      stdio: 'ignore',
    })
    const ended = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)))
    const copies = () =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
        /ziggurat-\w+.\d+$/.test(name),
      )
    await expect.poll(() => copies().length, { intervals: [10] }).toBeGreaterThan(0)
    child.kill(signal)
    expect(await ended).toBe(signal === 'SIGINT' ? 130 : 143)
    expect(readdirSync(folder)).toEqual([])
  }
})

test('the help of the command line may be cut off by whoever reads it', () => {
  const { status, stderr } = spawnSync('sh', ['-c', `"${process.execPath}" "${main}" --help | true`], {
    encoding: 'utf8',
  })
  expect([status, stderr]).toEqual([0, ''])
})

test('help that cannot be written is no success', () => {
  test.skip(!existsSync('/dev/full'), 'This system has no full device.')
  const { status, stderr } = spawnSync('sh', ['-c', `"${process.execPath}" "${main}" --help > /dev/full`], {
    encoding: 'utf8',
  })
  expect(status).toBe(1)
  expect(stderr).toBe('stdout could not be written: the disk is full.\n')
})
