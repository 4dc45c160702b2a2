// `npm run report`: files → a report.
import { runCommand } from './cli.mjs'

runCommand('report', process.argv.slice(2))
