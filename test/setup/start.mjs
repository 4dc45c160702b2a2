import { parseArgs } from 'node:util'
import { install } from './install.mjs'
import { root } from './run.mjs'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4173' },
    host: { type: 'string', default: '127.0.0.1' },
  },
})

install()
const { build, preview } = await import('vite')
await build({ root, logLevel: 'warn' })
const server = await preview({ root, preview: { host: values.host, port: Number(values.port) } })

const { port } = server.httpServer.address()
const host = values.host === '127.0.0.1' ? 'localhost' : values.host
console.log(`\n  Ziggurat is ready:  http://${host}:${port}/\n\n  Ctrl+C ends it.`)
