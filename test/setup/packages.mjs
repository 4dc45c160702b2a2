// What of others stands in the product, as the lock file says it.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Licences that may stand beside Apache-2.0 in what is handed on. */
const ALLOWED = ['MIT', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'ISC', 'OFL-1.1', 'CC0-1.0']

/**
 * Packages that are no tools, each once, by name.
 * @param {string} root folder of the lock file
 * @returns {{ path: string, name: string, version: string, licence: string, integrity: string }[]}
 */
export function production(root) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  return Object.entries(packages)
    .filter(([path, { dev, devOptional }]) => path && !dev && !devOptional)
    .filter(([path]) => !path.includes('node_modules/@types/'))
    .map(([path, { version, license, integrity = '' }]) => ({
      path,
      name: path.slice(path.lastIndexOf('node_modules/') + 13),
      version,
      licence: license ?? written(root, path),
      integrity,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Older packages name their licence in a way of their own. */
function written(root, path) {
  const file = join(root, path, 'package.json')
  if (!existsSync(file)) return ''
  const { license, licenses = [] } = JSON.parse(readFileSync(file, 'utf8'))
  return license?.type ?? license ?? licenses[0]?.type ?? ''
}

const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`

/** What must be handed on with a package: its licence and its notice. Some say what they are under and hold no text of it. */
function textsOf(root, { path, name, licence }) {
  const folder = join(root, path)
  const found = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : []
  const files = found
    .filter((entry) => entry.isFile() && /^(licen[cs]e|notice|copying)/i.test(entry.name))
    .map(({ name }) => name)
    .sort()
  if (!files.length)
    return [
      licence === 'MIT'
        ? `Copyright (c) the authors of ${name}\n\n${MIT}`
        : `${licence}, as its package says.`,
    ]
  return files.map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim())
}

/**
 * The notices of packages as one text; what several say alike stands once, under all of their names.
 * @param {string} root
 * @param {(name: string) => boolean} [only]
 */
export function notices(root, only = () => true) {
  const said = new Map()
  for (const each of production(root).filter(({ name }) => only(name)))
    for (const text of textsOf(root, each))
      said.set(text, [...(said.get(text) ?? []), `${each.name} ${each.version} (${each.licence})`])
  return [...said].map(([text, names]) => `${names.join('\n')}\n\n${text}\n`).join(`\n${'='.repeat(72)}\n\n`)
}

/** What is amiss with a package that is handed on. */
export const faultsOf = (packages) =>
  packages.flatMap(({ name, version, licence, integrity }) => [
    ...(ALLOWED.includes(licence) ? [] : [`${name} ${version}: licence ${licence || 'unknown'}`]),
    ...(/^sha512-/.test(integrity) ? [] : [`${name} ${version}: no integrity`]),
  ])
