import { command, unwritten } from './command'
import { convertFolder } from './convert'
import { recognise } from './recognise'

// Files read as Blobs are marked experimental in Node 20, which is no news to whoever runs a report.
process.removeAllListeners('warning')

// Ended by a signal it ends as it would by itself, so that nothing is left behind.
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)
  process.once(signal, () => process.exit(code))
// Whoever read the output may have read enough (`--help | head`); else it is lost, as on a full disk.
process.stdout.on('error', (cause: NodeJS.ErrnoException) => {
  if (cause.code !== 'EPIPE') process.stderr.write(`${unwritten(process.argv.slice(2), cause)}\n`)
  process.exit(cause.code === 'EPIPE' ? 0 : 1)
})
// Nobody reads what is told either.
process.stderr.on('error', () => process.exit(1))

const [first, ...rest] = process.argv.slice(2)
const terminal = {
  out: (text: string) => process.stdout.write(`${text}\n`),
  note: (text: string) => process.stderr.write(`${text}\n`),
}
process.exitCode =
  first === 'convert'
    ? await convertFolder(rest, terminal)
    : first === 'recognise'
      ? await recognise(rest, terminal)
      : await command(process.argv.slice(2), terminal)
