import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { build, type Plugin, type Rolldown } from 'vite'
import { defineConfig } from 'vitest/config'
import { notices } from './test/setup/packages.mjs'

declare global {
  /** Version of the product, from package.json. */
  const __VERSION__: string
}

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8')) as {
  version: string
}

// Before the workers of Vitest start: a time zone set later is not seen by every kind of worker.
if (process.env.VITEST) process.env.TZ = 'Asia/Shanghai'

/** The dev server injects inline scripts and talks over a web socket, which the page's policy forbids. */
const openPolicyInDev: Plugin = {
  name: 'ziggurat:open-policy-in-dev',
  apply: 'serve',
  transformIndexHtml: {
    order: 'pre',
    handler: (html) => html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, ''),
  },
}

/**
 * `virtual:viewer`: the script of an HTML report, built by itself into one classic script: `packed` in base64, a `loader`
 * that unpacks and runs it, and the hashes of both as a policy names them.
 */
function viewer(): Plugin {
  const name = 'virtual:viewer'
  const used = new Set<string>()
  const script = async (file: string): Promise<string> => {
    const entry = fileURLToPath(new URL(`./src/report/${file}.ts`, import.meta.url))
    const built = (await build({
      configFile: false,
      logLevel: 'error',
      define: { __VERSION__: JSON.stringify(version), 'process.env.NODE_ENV': '"production"' },
      build: {
        write: false,
        target: 'es2022',
        minify: true,
        copyPublicDir: false,
        lib: { entry, formats: ['iife'], name: 'report' },
      },
    })) as Rolldown.RolldownOutput[]
    const [chunk] = built.flatMap(({ output }) => output)
    if (chunk?.type !== 'chunk') throw new Error(`${file} was not built`)
    for (const id of chunk.moduleIds) used.add(packageOf(id))
    // It stands inside a script element, which these two would end or turn.
    return chunk.code.trim().replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--')
  }
  return {
    name: 'ziggurat:viewer',
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load: async (id) => {
      if (id !== `\0${name}`) return null
      const [code, loader] = [await script('viewer'), await script('loader')]
      const packed = gzipSync(code, { level: 9 }).toString('base64')
      const hashes = [loader, code].map((text) => createHash('sha256').update(text).digest('base64'))
      return `export const packed = ${JSON.stringify(packed)}
export const loader = ${JSON.stringify(loader)}
export const hashes = ${JSON.stringify(hashes)}
export const notices = ${JSON.stringify(notices(root, (package_) => used.has(package_)))}`
    },
  }
}

const root = fileURLToPath(new URL('.', import.meta.url))
/** `…/node_modules/@scope/name/…` → `@scope/name`. */
const packageOf = (id: string): string => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1] ?? ''

/** `licences.txt`: what must be handed on with the code of others that stands in a build. */
const licences: Plugin = {
  name: 'ziggurat:licences',
  apply: 'build',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'licences.txt', source: notices(root) })
  },
}

const vendor = (...packages: string[]): RegExp => new RegExp(`/node_modules/(?:${packages.join('|')})/`)

export default defineConfig(({ isSsrBuild }) => ({
  // Relative addresses, so that the same build runs under any path of any static host.
  base: './',
  plugins: [vue(), openPolicyInDev, viewer(), licences],
  define: { __VERSION__: JSON.stringify(version) },
  build: isSsrBuild
    ? { target: 'node20', outDir: 'dist-cli', copyPublicDir: false, sourcemap: true, minify: false }
    : {
        target: 'es2022',
        modulePreload: { polyfill: false },
        chunkSizeWarningLimit: 800,
        rolldownOptions: {
          output: {
            // The first chunk holds Vue and the shell; what is heavy stands in a chunk that is loaded when asked for.
            codeSplitting: {
              groups: [
                { name: 'vue', test: vendor('@vue', 'vue', 'vue-router', 'pinia', '@intlify'), priority: 3 },
                { name: 'charts', test: vendor('echarts', 'zrender'), priority: 2 },
                { name: 'engine', test: vendor('@duckdb', 'apache-arrow', 'flatbuffers'), priority: 2 },
              ],
            },
          },
        },
      },
  // The command line is one file that needs nothing beside it but the native engine. (Vitest would obey this too.)
  ssr: isSsrBuild ? { noExternal: true, external: ['@duckdb/node-api', '@duckdb/node-bindings'] } : {},
  preview: { host: 'localhost', port: 4173 },
  test: {
    environment: 'node',
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // One engine for each worker, linked once: a process for each file spent more than half of the time on starting.
    isolate: false,
    // The engine's functions live too short in a test to be worth the optimising compiler.
    execArgv: ['--wasm-tiering-budget=600000000'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
}))
