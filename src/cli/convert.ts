import { openAsBlob } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Say } from '../analysis/panel'
import { createSay } from '../analysis/say'
import { convert } from '../ingest/convert'
import { unpack } from '../ingest/unpack'
import { faultOf } from '../ingest/fault'
import type { AppError } from '../model/error'
import type { Terminal } from './command'
import { MESSAGES } from './messages'
import { languageOf } from './options'

/** Every file of a folder as it is read, written to another folder. Returns the exit code, never throws. */
export async function convertFolder(args: string[], terminal: Terminal): Promise<0 | 1 | 2> {
  const language = languageOf(args)
  const say = createSay(language, MESSAGES[language], {
    units: language === 'en' ? 'km' : 'wan',
    currency: '',
  })
  const at = args.indexOf('--lang')
  const [from, to, ...more] = args.filter((arg, i) => !arg.startsWith('--') && (at < 0 || i !== at + 1))
  if (args.includes('--help')) {
    terminal.out(say.t('report.cli.convertUsage'))
    return 0
  }
  if (!from || !to || more.length) {
    terminal.note(say.t('report.cli.convertUsage'))
    return 2
  }
  const listed = await readdir(from, { withFileTypes: true }).catch((cause: Error) => cause)
  if (listed instanceof Error) {
    terminal.note(say.t('error.file.unreadable', { file: from }))
    return 1
  }
  const names = listed
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
  let failed = 0
  for (const name of names.sort()) failed += await convertFile(from, to, name, terminal, say)
  return failed || !names.length ? 1 : 0
}

/** Tells of each table of the file, and returns how many could not be converted. */
async function convertFile(
  from: string,
  to: string,
  name: string,
  terminal: Terminal,
  say: Say,
): Promise<number> {
  const fail = (error: AppError, file: string) => {
    const message = say.t(`error.${error.code}`, { file, ...error.params })
    terminal.note(message.includes(file) ? message : say.t('report.cli.failed', { file, message }))
  }
  let failed = 0
  try {
    const blob = await openAsBlob(join(from, name))
    // An empty file is an empty table.
    const { parts, failures } = blob.size
      ? await unpack(blob, name)
      : { parts: [{ name, text: blob }], failures: [] }
    for (const { name, error } of failures) fail(error, name)
    failed += failures.length
    await mkdir(to, { recursive: true })
    for (const [i, part] of parts.entries()) {
      const target = parts.length > 1 ? `${name}_${i + 1}_converted.csv` : `${name}_converted.csv`
      const { text, rows, apart } = await convert(part.text, part.name)
      await writeFile(join(to, target), Buffer.from(await text.arrayBuffer()))
      const counts = { n: rows, file: part.name, rows: say.count(rows), apart: say.count(apart) }
      terminal.note(say.t(apart ? 'report.cli.convertedApart' : 'report.cli.converted', counts))
    }
  } catch (cause) {
    fail(faultOf(cause, name), name)
    failed++
  }
  return failed
}
