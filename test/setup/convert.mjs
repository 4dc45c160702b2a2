// `npm run convert -- IN_DIR OUT_DIR`: every file of a folder as it is read, written as RFC 4180.
import { runCommand } from './cli.mjs'

runCommand('convert', ['convert', ...process.argv.slice(2)])
