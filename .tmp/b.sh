cd /work/read && cat > /tmp/b.mjs <<'X'
import { build } from '/work/read/node_modules/vite/dist/node/index.js'
await build({ configFile: false, logLevel: 'error', root: '/work/read', define: { __VERSION__: '""' }, ssr: { noExternal: true, external: ['@duckdb/node-api'] }, build: { ssr: process.argv[2], outDir: process.argv[3], target: 'node20', copyPublicDir: false, emptyOutDir: true } })
X
node /tmp/b.mjs $1 $2
