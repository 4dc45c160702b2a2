// `npm run audit`: what of others is handed on, with its licence and the sum that npm checks it by.
import { fileURLToPath } from 'node:url'
import { faultsOf, production } from './packages.mjs'

const packages = production(fileURLToPath(new URL('../..', import.meta.url)))
for (const { name, version, licence, integrity } of packages)
  console.log(`${`${name} ${version}`.padEnd(44)} ${licence.padEnd(14)} ${integrity}`)
const faults = faultsOf(packages)
console.log(
  `\n${packages.length} packages${faults.length ? '' : ', each with a licence that may be handed on and a sum'}`,
)
for (const fault of faults) console.error(fault)
process.exitCode = faults.length ? 1 : 0
