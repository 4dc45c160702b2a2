import { chmod, mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { LANGUAGES } from '../../src/analysis/say'
import { unwritten } from '../../src/cli/command'
import { convertFolder } from '../../src/cli/convert'
import { MESSAGES } from '../../src/cli/messages'
import { run } from '../cli/run'

const ORDERS = 'order id,customer id,order date,amount\nA1,C1,2024-01-05,1\nA2,C2,2024-01-06,2\n'
/** What platforms, engines and parsers say of themselves. */
const RAW =
  /\bE[A-Z]{4,}\b|Error\b|errno|syscall|no such file|permission denied|illegal operation|ERR_|Unknown option|does not take|argument missing|undefined|\[object|JSON at|Unexpected token|\bat .*:\d+:\d+|[{}]/

const folder = await mkdtemp(join(tmpdir(), 'ziggurat-messages-'))
const file = async (name: string, content: string | Uint8Array) => {
  await writeFile(join(folder, name), content)
  return join(folder, name)
}
const orders = await file('orders.csv', ORDERS)
await mkdir(join(folder, 'folder'))
const locked = await file('locked.csv', ORDERS)
await chmod(locked, 0)
const out = join(folder, 'out.json')
const deep = `[{"a":${'['.repeat(2e5)}${']'.repeat(2e5)}}]`

const BAD: Record<string, string[]> = {
  'an option that does not exist': [orders, '--frobnicate'],
  'an option without its value': [orders, '--json'],
  'a flag with a value': [orders, '--json', out, '--strict=yes'],
  'a period that is none': [orders, '--json', out, '--period', 'forever'],
  'a date that is none': [orders, '--json', out, '--as-of', '2024-02-31'],
  'no file': ['--json', out],
  'a file that is not there': [join(folder, 'nowhere.csv'), '--json', out],
  'a folder for a file': [join(folder, 'folder'), '--json', out],
  'a recipe that is not there': [orders, '--json', out, '--recipe', join(folder, 'nowhere.json')],
  'a recipe that is no JSON': [orders, '--json', out, '--recipe', await file('r.json', '{"a":')],
  'a recipe that is none': [orders, '--json', out, '--recipe', await file('s.json', '[]')],
  'a folder that is not there to write to': [orders, '--json', join(folder, 'no', 'where.json')],
  'a folder to write over': [orders, '--json', join(folder, 'folder')],
  'a full disk': [orders, '--json', '/dev/full'],
  'JSON deeper than any stack': [await file('deep.json', deep), '--json', out],
  'damaged Arrow': [await file('a.arrow', `ARROW1\0\0${'x'.repeat(400)}`), '--json', out],
  'damaged Parquet': [await file('a.parquet', `PAR1${'x'.repeat(400)}PAR1`), '--json', out],
  'a page with characters that are none': [
    await file('a.html', '<table><tr><td>a&#x110000;</td><td>b&#xD800;</td></tr></table>'),
    ...['--json', out],
  ],
}

it.each(Object.entries(BAD))(
  '%s is told in our own words, in every language',
  async (_, args) => {
    for (const language of LANGUAGES) {
      const { code, notes } = await run(...args, '--lang', language, '--panels', 'overview.kpis')
      expect(code).toBeGreaterThan(0)
      expect(notes.trim()).not.toBe('')
      expect(notes).not.toMatch(RAW)
      // Names of files and of fields apart, Chinese has no sentence of English in it.
      if (language !== 'en') expect(notes.split('\n')[0]).toMatch(/[\u4e00-\u9fff]/)
    }
  },
  60_000,
)

it('a folder to convert that is not there, or with a file that nobody may read, is told so too', async () => {
  for (const from of [join(folder, 'nowhere'), folder]) {
    let told = ''
    const terminal = { out: () => {}, note: (text: string) => void (told += `${text}\n`) }
    expect(await convertFolder([from, join(folder, 'to'), '--lang', 'zh-CN'], terminal)).toBe(1)
    expect(told).not.toMatch(RAW)
    expect(told).not.toContain(MESSAGES['zh-CN']['error.unexpected' as never] ?? '\0')
  }
})

it('a standard output that takes no more is told in the language of the arguments', () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
  for (const language of LANGUAGES) expect(unwritten(['--lang', language], full)).not.toMatch(RAW)
  expect(unwritten(['--lang', 'zh-TW'], full)).toContain('磁碟空間已滿')
})
