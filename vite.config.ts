import { readFileSync } from 'node:fs'
import vue from '@vitejs/plugin-vue'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

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

const vendor = (...packages: string[]): RegExp => new RegExp(`/node_modules/(?:${packages.join('|')})/`)

export default defineConfig(({ isSsrBuild }) => ({
  // Relative addresses, so that the same build runs under any path of any static host.
  base: './',
  plugins: [vue(), openPolicyInDev],
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
                {
                  name: 'elements',
                  test: vendor('element-plus', '@element-plus', '@vueuse', '@floating-ui'),
                  priority: 2,
                },
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
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
}))
