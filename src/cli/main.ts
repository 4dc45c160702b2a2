import { command } from './command'

// Files read as Blobs are marked experimental in Node 20, which is no news to whoever runs a report.
process.removeAllListeners('warning')

process.exitCode = await command(process.argv.slice(2), {
  out: (text) => process.stdout.write(`${text}\n`),
  note: (text) => process.stderr.write(`${text}\n`),
})
