import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createSay, joined, type Language, type Messages, type Writing } from '../../src/analysis/say'
import type { Say } from '../../src/analysis/panel'

const source = join(import.meta.dirname, '../../src')

/** Files of words of a language, by their path under `src/` without the language. */
export const wordFiles = (language: Language): [path: string, words: Messages][] =>
  readdirSync(source, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.startsWith(`locales/${language}/`) || path.endsWith(`/words/${language}.json`))
    .filter((path) => path.endsWith('.json'))
    .sort()
    .map((path) => [
      path.replace(`/${language}`, '/*'),
      JSON.parse(readFileSync(join(source, path), 'utf8')) as Messages,
    ])

/** Every word of a language. */
export const wordsOf = (language: Language): Messages => joined(wordFiles(language).map(([, words]) => words))

/** Says what the product would in this language. */
export const sayIn = (
  language: Language,
  writing: Writing = { units: language === 'en' ? 'km' : 'wan', currency: '' },
): Say => createSay(language, wordsOf(language), writing)
