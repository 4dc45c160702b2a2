import { AS_OF } from './calendar.mjs'
import { makeCompany } from './company.mjs'
import { writeTables } from './csv.mjs'
import { makeTruth } from './truth.mjs'

const VERSION = 1

/** Path from the root of the project → text, for every file of the sample company. */
export function makeOutput() {
  const company = makeCompany()
  const tables = writeTables(company)
  const manifest = {
    name: {
      en: 'Qingshan Trading (sample company)',
      'zh-CN': '青杉商贸（示例公司）',
      'zh-TW': '青杉商貿（範例公司）',
    },
    files: Object.keys(tables),
    asOf: AS_OF,
    currency: 'CNY',
    seed: company.seed,
    generator: VERSION,
  }
  return {
    ...Object.fromEntries(Object.entries(tables).map(([file, text]) => [`public/samples/${file}`, text])),
    'public/samples/manifest.json': writeJson(manifest),
    'test/sample/truth.json': writeJson(makeTruth(company)),
  }
}

/** JSON with one short object to a line, so that a change of the generator can be read in a diff. */
function writeJson(value) {
  return `${layOut(value, '', 0)}\n`
}

function layOut(value, indent, before) {
  const flat = flatten(value)
  const isNest = value !== null && typeof value === 'object'
  const isRoot = indent === ''
  if (!isNest || (!isRoot && flat.length + indent.length + before <= 108 && !/[{[].*[{[]/.test(flat)))
    return flat
  const deeper = `${indent}  `
  const entries = Array.isArray(value)
    ? value.map((item) => layOut(item, deeper, 0))
    : Object.entries(value).map(
        ([key, item]) => `${JSON.stringify(key)}: ${layOut(item, deeper, key.length + 4)}`,
      )
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  return `${open}\n${entries.map((entry) => deeper + entry).join(',\n')}\n${indent}${close}`
}

function flatten(value) {
  if (Array.isArray(value)) return `[${value.map(flatten).join(', ')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  return `{ ${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}: ${flatten(item)}`)
    .join(', ')} }`
}
