import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Messages } from '../../src/analysis/say'
import { ENTITIES } from '../../src/model/entities'
import { wordFiles } from '../support/words'

const source = join(import.meta.dirname, '../../src')

/** Keys of messages that code says: as they stand, composed in a template, or of a column whose values are words. */
function spoken(files: { path: string; text: string }[]): (key: string) => boolean {
  const plain = files.map(({ path, text }) => ({
    path,
    text: text.replace(/^\s*(\/\/|\*|\/\*\*|--|<!--).*$/gm, ''),
  }))
  const code = plain.map(({ text }) => text).join('\n')
  const tokens = new Set([...code.matchAll(/\w+/g), ...code.matchAll(/[\w-]+/g)].map(String))
  const literalsIn = (text: string) => [...text.matchAll(/(?<=['"`])\w+(?:\.\w+)*(?=['"`])/g)].map(String)
  const literals = new Set(literalsIn(code))
  // Who hands over words by the name of their kind: columns, dimensions, and whoever composes `${kind}.${value}`.
  const kinds = new Set([
    ...[...code.matchAll(/words: '([\w.]+)'/g)].map((match) => match[1]!),
    ...plain
      .filter(({ path, text }) => path.startsWith('analysis/') || /`\$\{\w+\}\.\$\{/.test(text))
      .flatMap(({ text }) => literalsIn(text)),
  ])
  const templates = [...code.matchAll(/`(\w+\.(?:[\w.]|\$\{(?:[^`{}]|\{[^}]*\})*\})*)`/g)].map(
    (match) => match[1]!,
  )
  const patterns = [...new Set(templates)]
    .flatMap((text) =>
      // Of a title, a measure and a definition each panel has one.
      text === 'panel.${id}.${part}'
        ? ['title', 'measure', 'definition'].map((part) => `panel.$\{id}.${part}`)
        : text,
    )
    .filter((text) => text.includes('${'))
    .map((text) => text.replaceAll('.', '\\.').replace(/\$\{(?:[^{}]|\{[^}]*\})*\}/g, '([\\w.-]+)'))
    // What ends a name may be nothing: `mean${side}`.
    .map((pattern) => RegExp(`^${pattern.replace(/(?<=\w)\(\S+\)$/, '$&?')}$`))
  const fields = new Set(
    ENTITIES.flatMap(({ name, fields }) => fields.map((field) => `${name}.${field.name}`)),
  )

  /** A word that code knows, or puts together: `sentence` + `Ever`, `stage_` + `new`. */
  const known = (word: string): boolean => {
    const parts = word.split(/(?<=[a-z])(?=[A-Z])|(?<=_)/)
    const some = (from: number, to?: number) => tokens.has(parts.slice(from, to).join(''))
    return some(0) || parts.some((_, at) => at > 0 && some(0, at) && some(at))
  }
  const composed = (key: string): boolean =>
    patterns.some((pattern) => {
      const parts = pattern.exec(key)?.slice(1)
      return parts?.every((part) =>
        part?.includes('.') ? literals.has(part) || fields.has(part) || composed(part) : !part || known(part),
      )
    })
  return (key) => {
    const at = key.lastIndexOf('.')
    return literals.has(key) || composed(key) || (kinds.has(key.slice(0, at)) && known(key.slice(at + 1)))
  }
}

const keysOf = (words: Messages, above = ''): string[] =>
  Object.entries(words).flatMap(([name, value]) =>
    typeof value === 'string' ? [above + name] : keysOf(value as Messages, `${above}${name}.`),
  )

test('every message is said somewhere', () => {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.(ts|vue|sql|json)$/.test(path) && !/^locales\/|\/words\/|\/recognise\//.test(path))
    .map((path) => ({ path, text: readFileSync(join(source, path), 'utf8') }))
  const says = spoken(files)
  const dead = wordFiles('en').flatMap(([file, words]) =>
    keysOf(words)
      .filter((key) => !says(key))
      .map((key) => `${file}: ${key}`),
  )
  expect(dead).toEqual([])
})

describe('a message is said', () => {
  const says = (text: string, path = 'pages/a.ts') => spoken([{ path, text }])

  test('as it stands, and not in a comment', () => {
    expect(says("t('a.b')")('a.b')).toBe(true)
    expect(says("// t('a.b')")('a.b')).toBe(false)
    expect(says("t('a.bc')")('a.b')).toBe(false)
  })
  test('composed of words that the code knows', () => {
    const said = says("const way = up ? 'up' : 'down'; t(`a.${way}.note`)")
    expect(['a.up.note', 'a.down.note', 'a.left.note', 'a.up.text'].map(said)).toEqual([
      true,
      true,
      false,
      false,
    ])
  })
  test('as a value of a column whose words are named, and not because some other code has that name', () => {
    const column = "{ words: 'stage' }; ['new']"
    expect(says(column, 'analysis/a/panels.ts')('stage.new')).toBe(true)
    expect(says(column, 'analysis/a/panels.ts')('stage.old')).toBe(false)
    expect(says("['stage', 'new']")('stage.new')).toBe(false)
  })
})
