import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, extname, join, posix, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { build, type Rolldown } from 'vite'
import { describe, expect, it } from 'vitest'
import { LANGUAGES, type Language } from '../src/analysis/say'
import { wordFiles } from './support/words'

const root = fileURLToPath(new URL('..', import.meta.url))

interface Source {
  /** Path under the root, with `/`. */
  path: string
  text: string
}

function sources(folder: string, ...extensions: string[]): Source[] {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && extensions.includes(extname(entry.name)))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({
      path: relative(root, file).replaceAll('\\', '/'),
      text: readFileSync(file, 'utf8'),
    }))
    .sort((a, b) => a.path.localeCompare(b.path))
}

/** The code of a file: all of it, or the scripts of a component. */
function parse({ path, text }: Source): ts.SourceFile {
  const code = path.endsWith('.vue')
    ? [...text.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1]).join('\n')
    : text
  return ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true)
}

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node)
  node.forEachChild((child) => walk(child, visit))
}

// ---------------------------------------------------------------- direction

/** Imports point left: a folder may import what stands left of it on some line. */
const LINES = [
  ['model', 'engine', 'ingest', 'tables', 'analysis', 'show', 'report', 'cli'],
  ['model', 'stats', 'tables'],
  ['model', 'charts', 'analysis', 'workspace', 'components', 'pages'],
  ['model', 'crypto', 'report'],
  ['crypto', 'workspace'],
  ['show', 'components'],
  // The page exports the same reports as the command line.
  ['report', 'components'],
]
const FOLDERS = [...new Set(LINES.flat()), 'locales']
/** Who shows words; everything left of them hands over message keys. */
const READ_LOCALES = ['report', 'workspace', 'components', 'pages', 'cli']

const direct = (folder: string): string[] =>
  LINES.flatMap((line) => line.slice(0, Math.max(0, line.indexOf(folder))))

/** Everything a folder may import from. */
function allowed(folder: string, seen = new Set([folder])): Set<string> {
  for (const left of direct(folder)) {
    if (seen.has(left)) continue
    seen.add(left)
    allowed(left, seen)
  }
  if (READ_LOCALES.includes(folder)) seen.add('locales')
  return seen
}

/** Folder of a file under `src/`; the files at its root are the frame of the pages. */
function folderOf(path: string): string {
  const parts = path.split('/')
  return parts.length > 2 ? parts[1]! : 'pages'
}

interface Import {
  from: string
  /** Types are gone once compiled. */
  typeOnly: boolean
  /** Loaded when it is asked for. */
  late?: boolean
}

function importsOf(source: Source): Import[] {
  const found: Import[] = []
  // Of a composed name only its head can be read: enough to know the folder.
  const head = (node: ts.Node | undefined): string | null =>
    node && ts.isStringLiteralLike(node)
      ? node.text
      : node && ts.isTemplateExpression(node)
        ? node.head.text
        : null
  const add = (node: ts.Node | undefined, typeOnly = false, late = false): void => {
    const from = head(node)
    if (from !== null) found.push({ from, typeOnly, late })
  }
  const allTypes = (bindings: ts.NamedImportBindings | ts.NamedExportBindings | undefined): boolean =>
    !!bindings &&
    (ts.isNamedImports(bindings) || ts.isNamedExports(bindings)) &&
    bindings.elements.length > 0 &&
    bindings.elements.every((element) => element.isTypeOnly)
  walk(parse(source), (node) => {
    if (ts.isImportDeclaration(node)) {
      const clause = node.importClause
      const typeOnly =
        clause?.phaseModifier === ts.SyntaxKind.TypeKeyword ||
        (!clause?.name && allTypes(clause?.namedBindings))
      add(node.moduleSpecifier, typeOnly)
    } else if (ts.isExportDeclaration(node)) {
      const named = node.exportClause && ts.isNamedExports(node.exportClause) ? node.exportClause : undefined
      add(node.moduleSpecifier, node.isTypeOnly || allTypes(named))
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node.argument.literal, true)
    } else if (ts.isCallExpression(node)) {
      const glob = /^import\.meta\.glob$/.test(node.expression.getText())
      if (node.expression.kind !== ts.SyntaxKind.ImportKeyword && !glob) return
      const [first] = node.arguments
      const late = !/\beager: true\b/.test(node.getText())
      if (first && ts.isArrayLiteralExpression(first))
        first.elements.forEach((element) => add(element, false, late))
      else add(first, false, late)
    }
  })
  return found
}

const named = (from: string, ...packages: string[]): boolean =>
  packages.some((name) => from === name || from.startsWith(`${name}/`))

/** Why this import must not be, or null. */
function objection(path: string, { from, typeOnly }: Import): string | null {
  const folder = folderOf(path)
  if (!FOLDERS.includes(folder))
    return `src/${folder} is no folder of the design: name its job in src/README.md first`

  if (from.startsWith('.')) {
    const target = posix.join(dirname(path), from.replace(/\?.*$/, ''))
    if (!target.startsWith('src/')) return null
    const isFolder = FOLDERS.some((name) => target === `src/${name}`)
    const to = isFolder ? target.slice(4) : folderOf(target)
    if (allowed(folder).has(to)) return null
    if (to === 'locales')
      return `${folder}/ hands over message keys; only ${READ_LOCALES.join(', ')} read locales/`
    return `imports point left: ${folder}/ may import from ${[...allowed(folder)].sort().join(', ')}, not from ${to}/`
  }
  if (/^(\/|@\/|~|src\/)/.test(from))
    return 'name files by a relative path, so that the direction can be read'

  if ((from.startsWith('@duckdb/') || named(from, 'apache-arrow')) && folder !== 'engine')
    return 'only engine/ imports DuckDB and Arrow: it hides who answers SQL'
  if (named(from, 'echarts', 'zrender') && !typeOnly && folder !== 'charts' && !path.endsWith('/Chart.vue'))
    return 'only charts/ and Chart.vue import ECharts: everybody else asks for a chart by its rows'
  const view = ['components', 'pages'].includes(folder)
  if (named(from, 'pinia') && !view && folder !== 'workspace')
    return 'nothing left of workspace/ knows Pinia: the command line runs the same code without a page'
  if (named(from, 'vue', '@vue', 'vue-router', 'element-plus', '@element-plus', '@vueuse') && !view)
    return 'nothing left of components/ knows Vue: the command line runs the same code without a page'
  return null
}

const objections = (files: Source[]): string[] =>
  files.flatMap((file) =>
    importsOf(file).flatMap((found) => {
      const reason = objection(file.path, found)
      return reason ? [`${file.path} imports '${found.from}': ${reason}`] : []
    }),
  )

// ---------------------------------------------------------------- circles

/** The files that a file loads before it runs itself; a worker is a program of its own. */
function loads({ path, ...rest }: Source, paths: string[]): string[] {
  return importsOf({ path, ...rest })
    .filter(({ from, typeOnly, late }) => from.startsWith('.') && !typeOnly && !late && !from.includes('?'))
    .flatMap(({ from }) => {
      const target = posix.join(dirname(path), from)
      const named = RegExp(`^${target.replaceAll('.', '\\.').replaceAll('*', '[^/]*')}(\\.ts)?$`)
      return paths.filter((other) => other !== path && named.test(other))
    })
}

/** Ways along which a file loads itself. */
function circles(files: Source[]): string[] {
  const paths = files.map(({ path }) => path)
  const graph = new Map(files.map((file) => [file.path, loads(file, paths)]))
  const found: string[] = []
  const done = new Set<string>()
  const follow = (path: string, way: string[]): void => {
    if (way.includes(path)) found.push([...way.slice(way.indexOf(path)), path].join(' → '))
    if (done.has(path) || way.includes(path)) return
    for (const next of graph.get(path) ?? []) follow(next, [...way, path])
    done.add(path)
  }
  paths.forEach((path) => follow(path, []))
  return found
}

// ---------------------------------------------------------------- the page's objects

const WITHOUT_PAGE = ['model', 'engine', 'ingest', 'tables', 'stats', 'analysis', 'charts', 'show']

/** Uses of the page's `document` and `window`; a variable of that name declared in the file is something else. */
function pageObjects(source: Source): string[] {
  const file = parse(source)
  const declared = new Set<string>()
  walk(file, (node) => {
    if (
      (ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node)) &&
      ts.isIdentifier(node.name)
    )
      declared.add(node.name.text)
    if (ts.isImportSpecifier(node)) declared.add(node.name.text)
  })
  const found: string[] = []
  walk(file, (node) => {
    if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node)) return
    const object = node.expression.getText().replace(/^(globalThis|self)\./, '')
    if (['document', 'window'].includes(object) && !declared.has(object))
      found.push(`${source.path}: ${node.getText()}`)
  })
  return found
}

// ---------------------------------------------------------------- SQL

const SQL =
  /\bselect\b[\s\S]*\bfrom\b|^\s*select\s|\b(create|replace)\s+(or\s+replace\s+)?(temp(orary)?\s+)?(table|view|macro)\b|\binsert\s+into\b|\bdelete\s+from\b|\bdrop\s+(table|view)\b/i

/** Places where SQL text is put together from parts. */
function gluedSql(source: Source): string[] {
  const found: string[] = []
  walk(parse(source), (node) => {
    const text = ts.isTemplateExpression(node)
      ? [node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join('?')
      : ts.isBinaryExpression(node) &&
          node.operatorToken.kind === ts.SyntaxKind.PlusToken &&
          ts.isStringLiteralLike(node.left)
        ? node.left.text
        : ''
    if (SQL.test(text)) found.push(`${source.path}: ${node.getText().slice(0, 80)}`)
  })
  return found
}

/** Where SQL may be put together: names of columns are the user's, so they are quoted and glued in these folders. */
const MAY_GLUE = [
  'src/engine/', // hides who answers; `condition.ts` compiles validated conditions
  'src/ingest/', // a raw table has the columns of the user's file
]

// ---------------------------------------------------------------- origins

/** Names of XML vocabularies look like addresses and are never fetched. */
const NAMESPACE = /^http:\/\/(www\.w3\.org|schemas\.openxmlformats\.org|schemas\.microsoft\.com|purl\.org)\//

function withoutComments({ path, text }: Source): string {
  const markup = (part: string) => part.replace(/<!--[\s\S]*?-->/g, '')
  const block = (part: string) => part.replace(/\/\*[\s\S]*?\*\//g, '')
  if (/\.(ts|js|mjs)$/.test(path)) return literals({ path, text })
  if (path.endsWith('.vue')) {
    const rest = text.replace(/<script\b[^>]*>[\s\S]*?<\/script>/g, '')
    return `${literals({ path, text })}\n${block(markup(rest))}`
  }
  if (path.endsWith('.sql')) return block(text).replace(/--.*$/gm, '')
  return path.endsWith('.css') ? block(text) : markup(text)
}

/** All text a program holds, without its comments. */
function literals(source: Source): string {
  const found: string[] = []
  walk(parse(source), (node) => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
      found.push(node.text)
  })
  return found.join('\n')
}

const origins = (source: Source): string[] =>
  [...withoutComments(source).matchAll(/\b(?:https?|wss?):\/\/[^\s'"`)<]+/g)]
    .map((match) => match[0])
    .filter((address) => !NAMESPACE.test(address))
    .map((address) => `${source.path}: ${address}`)

// ---------------------------------------------------------------- words

type Words = Map<string, string>

function flatten(value: unknown, key: string, words: Words): Words {
  if (value && typeof value === 'object')
    for (const [name, part] of Object.entries(value)) flatten(part, key ? `${key}.${name}` : name, words)
  else words.set(key, typeof value === 'string' ? value : '')
  return words
}

const placeholders = (text: string): string[] => [...new Set(text.match(/\{\s*\w+\s*\}/g) ?? [])].sort()

/** How a translation differs from the English words: keys, empty texts, placeholders. */
function differences(english: Words, other: Words): string[] {
  const found: string[] = []
  for (const [key, text] of english) {
    const translated = other.get(key)
    if (!text.trim()) found.push(`${key}: empty in en`)
    if (translated === undefined) found.push(`${key}: missing`)
    else if (!translated.trim()) found.push(`${key}: empty`)
    else if (placeholders(text).join() !== placeholders(translated).join())
      found.push(
        `${key}: has ${placeholders(translated).join(' ') || 'none'}, en has ${placeholders(text).join(' ') || 'none'}`,
      )
  }
  for (const key of other.keys()) if (!english.has(key)) found.push(`${key}: not in en`)
  return found
}

const wordsOf = (language: Language): Map<string, Words> =>
  new Map(wordFiles(language).map(([path, words]) => [path, flatten(words, '', new Map())]))

// ---------------------------------------------------------------- the rules on the real files

const code = sources('src', '.ts', '.vue')

describe('architecture', () => {
  it('imports point left: each folder imports only from itself and from what stands left of it', () => {
    expect(objections(code)).toEqual([])
  })

  it('no file loads itself by way of others: what is half loaded is undefined to the other half', () => {
    expect(circles(code)).toEqual([])
  })

  it('what also runs on the command line and in workers does not touch the page: no document, no window', () => {
    const files = code.filter((file) => WITHOUT_PAGE.includes(folderOf(file.path)))
    expect(files.flatMap(pageObjects)).toEqual([])
  })

  it('SQL is SQL: a .sql file runs as it stands, nothing is glued into it', () => {
    expect(
      sources('src', '.sql')
        .filter(({ text }) => text.includes('${'))
        .map(({ path }) => path),
    ).toEqual([])
  })

  it('SQL is not put together from text outside engine/ and ingest/: settings are rows, filters are views', () => {
    const files = code.filter(({ path }) => !MAY_GLUE.some((place) => path.startsWith(place)))
    expect(files.flatMap(gluedSql)).toEqual([])
  })

  it('nothing is fetched from elsewhere: no source names another origin', () => {
    const page = [
      ...sources('src', '.ts', '.vue', '.sql', '.css', '.json'),
      ...sources('public', '.js', '.html', '.svg'),
    ]
    const frame = { path: 'index.html', text: readFileSync(join(root, 'index.html'), 'utf8') }
    expect([...page, frame].flatMap(origins)).toEqual([])
  })

  it('the page carries its content-security policy and no inline script', () => {
    const page = readFileSync(join(root, 'index.html'), 'utf8')
    expect(page).toContain("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';")
    expect(page).toContain("webrtc 'block'")
    expect(page.match(/<script(?![^>]*\bsrc=)[^>]*>|\son\w+=/g)).toBeNull()
  })

  it('locales/ is data, no code', () => {
    expect(sources('src/locales', '.ts', '.js', '.mjs', '.vue').map(({ path }) => path)).toEqual([])
  })

  describe.each(LANGUAGES.slice(1))('%s', (language) => {
    it('says everything that English says, with the same placeholders', () => {
      const english = wordsOf('en')
      const other = wordsOf(language)
      expect([...other.keys()], 'the same files').toEqual([...english.keys()])
      const found = [...english].flatMap(([file, words]) =>
        differences(words, other.get(file) ?? new Map()).map(
          (difference) => `${language}/${file} ${difference}`,
        ),
      )
      expect(found).toEqual([])
    })
  })

  it.skipIf(!existsSync(join(root, 'src/cli/main.ts')))('the command line is built without Vue', async () => {
    const built = (await build({
      root,
      logLevel: 'silent',
      build: { ssr: 'src/cli/main.ts', write: false },
    })) as Rolldown.RolldownOutput
    const modules = built.output.flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []))
    expect(modules.length).toBeGreaterThan(0)
    expect(
      modules.filter((id) => /\/node_modules\/(@?vue|vue-router|pinia|element-plus)\//.test(id)),
    ).toEqual([])
  })
})

// ---------------------------------------------------------------- the rules themselves, on planted offences

describe('the rules', () => {
  const judge = (path: string, text: string): string => objections([{ path, text }]).join()

  it.each([
    ['src/stats/a.ts', "import type { Row } from '../model/row'"],
    ['src/tables/a.ts', "import sql from './sql/facts.sql?raw'; import { rank } from '../stats/rank'"],
    [
      'src/analysis/tiers/panels.ts',
      "import { pyramid } from '../../charts/pyramid'\nexport * from '../panel'",
    ],
    ['src/report/a.ts', "const words = import(`../locales/${'en'}/app.json`)"],
    ['src/charts/a.ts', "import * as echarts from 'echarts/core'"],
    ['src/report/a.ts', "import type { EChartsCoreOption } from 'echarts/core'"],
    ['src/report/a.ts', "import { type EChartsCoreOption } from 'echarts/core'"],
    [
      'src/components/Chart.vue',
      '<script setup lang="ts">\nimport { init } from \'echarts/core\'\n</script>',
    ],
    ['src/workspace/a.ts', "import { defineStore } from 'pinia'"],
    [
      'src/main.ts',
      "import App from './App.vue'; import './theme.css'; import { open } from './engine/browser'",
    ],
    ['src/App.vue', '<script setup lang="ts">\nimport Page from \'./pages/Page.vue\'\n</script>'],
    ['src/ingest/a.ts', "import Decoder from './decode.ts?worker&inline'"],
  ])('accept %s: %s', (path, text) => {
    expect(judge(path, text)).toBe('')
  })

  it.each([
    ['src/stats/a.ts', "import { open } from '../engine/browser'", 'imports point left'],
    ['src/model/a.ts', "import type { Panel } from '../analysis/panel'", 'imports point left'],
    ['src/engine/a.ts', "export { x } from '../ingest/value'", 'imports point left'],
    ['src/analysis/tiers/a.ts', "void import('../../workspace/store')", 'imports point left'],
    ['src/charts/a.ts', "import sql from '../tables/sql/a.sql?raw'", 'imports point left'],
    ['src/tables/a.ts', "type A = import('../analysis/panel').Panel", 'imports point left'],
    ['src/cli/a.ts', "import x from '../components/Chart.vue'", 'imports point left'],
    ['src/analysis/a.ts', "const all = import.meta.glob(['../pages/*.vue'])", 'imports point left'],
    [
      'src/components/A.vue',
      '<script setup lang="ts">\nimport x from \'../pages/x\'\n</script>',
      'imports point left',
    ],
    ['src/analysis/a.ts', "import words from '../locales/en/app.json'", 'message keys'],
    ['src/helpers/a.ts', "import { x } from '../model/row'", 'no folder of the design'],
    ['src/pages/a.ts', "import { x } from '@/model/row'", 'relative path'],
    ['src/ingest/a.ts', "import { tableFromIPC } from 'apache-arrow'", 'only engine/'],
    ['src/pages/a.ts', "import * as duckdb from '@duckdb/duckdb-wasm'", 'only engine/'],
    ['src/pages/A.vue', "<script>\nimport { init } from 'echarts/core'\n</script>", 'Chart.vue'],
    ['src/workspace/a.ts', "import { ref } from 'vue'", 'knows Vue'],
    ['src/analysis/a.ts', "import type { Ref } from 'vue'", 'knows Vue'],
    ['src/report/a.ts', "import { defineStore } from 'pinia'", 'knows Pinia'],
  ])('refuse %s: %s', (path, text, reason) => {
    expect(judge(path, text)).toContain(reason)
  })

  it('see a circle, also one through a catalogue, and none in types or in what is loaded when asked for', () => {
    const circle = (...texts: string[]) =>
      circles(texts.map((text, at) => ({ path: `src/stats/${'abc'[at]}.ts`, text })))
    expect(circle("import { b } from './b'", "export * from './c'", "import './a'")).toEqual([
      'src/stats/a.ts → src/stats/b.ts → src/stats/c.ts → src/stats/a.ts',
    ])
    expect(circle("import.meta.glob('./*.ts', { eager: true })", "import { a } from './a'")).toHaveLength(1)
    expect(circle("import type { b } from './b'", "import { a } from './a'")).toEqual([])
    expect(circle("void import('./b')", "import { a } from './a'")).toEqual([])
    expect(circle("import B from './b?worker&inline'", "import { a } from './a'")).toEqual([])
  })

  it('see the page behind document and window, and not behind a variable of that name', () => {
    const touch = (text: string) => pageObjects({ path: 'src/stats/a.ts', text }).length
    expect(touch('document.title')).toBe(1)
    expect(touch('globalThis.window.location')).toBe(1)
    expect(touch('const f = (window: { days: number }) => window.days')).toBe(0)
    expect(touch("// document.title\nexport const key = { document: 'x' }.document")).toBe(0)
  })

  it('see SQL that is put together, and not other text', () => {
    const glued = (text: string) => gluedSql({ path: 'src/tables/a.ts', text }).length
    expect(glued('const a = `SELECT ${b} FROM orders`')).toBe(1)
    expect(glued('const a = `CREATE OR REPLACE TABLE ${b} AS TABLE c`')).toBe(1)
    expect(glued("const a = 'SELECT * FROM ' + b")).toBe(1)
    expect(glued("const a = 'SELECT * FROM orders'")).toBe(0)
    expect(glued('const a = `select a file, ${b}`')).toBe(1)
    expect(glued('const a = `${b} customers were selected`')).toBe(0)
  })

  it('see addresses in code and markup, and not in comments or names of vocabularies', () => {
    const seen = (path: string, text: string) => origins({ path, text }).length
    expect(seen('src/a.ts', "fetch('https://example.com/x')")).toBe(1)
    expect(seen('src/a.ts', "// https://example.com\nconst svg = 'http://www.w3.org/2000/svg'")).toBe(0)
    expect(seen('src/a.vue', '<template><img src="http://example.com/x.png"></template>')).toBe(1)
    expect(seen('src/a.vue', '<!-- https://example.com --><script>\n// http://example.com\n</script>')).toBe(
      0,
    )
    expect(seen('src/a.css', '@import "https://example.com/x.css"; /* https://example.com */')).toBe(1)
    expect(seen('src/a.sql', "-- https://example.com\nSELECT 'https://example.com'")).toBe(1)
  })

  it('see a translation that lacks a key, a text or a placeholder', () => {
    const words = (value: unknown) => flatten(value, '', new Map())
    const english = words({ a: { b: '{n} customers', c: 'Gold' }, d: 'Open' })
    expect(differences(english, words({ a: { b: '{n} 位客户', c: '金' }, d: '打开' }))).toEqual([])
    expect(differences(english, words({ a: { b: '{m} 位客户', c: ' ' }, e: '关闭' }))).toEqual([
      'a.b: has {m}, en has {n}',
      'a.c: empty',
      'd: missing',
      'e: not in en',
    ])
  })
})
