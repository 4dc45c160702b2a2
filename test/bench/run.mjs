// `npm run bench [-- --rows 1000000,10000000] [--only pyramid,marts] [--out bench.json]`: each figure beside a baseline of
// the same run. `--only`: shell, cold, pyramid (drops without what follows), drops, imports, marts.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { gbkFile, ordersFile, workbookFile } from './generate.mjs'
import { measureBare, measureChanges, measureDrop, measureList, measureSample, turn } from './page.mjs'
import { serve } from '../setup/server.mjs'

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000,10000000' },
    out: { type: 'string' },
    runs: { type: 'string', default: '3' },
    only: { type: 'string' },
  },
})
const only = values.only?.split(',')
const asked = (part) => !only || only.includes(part)
const root = fileURLToPath(new URL('../..', import.meta.url))
const work = mkdtempSync(join(tmpdir(), 'ziggurat-bench-'))
const results = []
const note = (row) => {
  results.push(row)
  console.log(
    `${row.what}: ${row.value}${row.baseline ? ` ÷ ${row.baseline} = ${row.ratio}` : ''} (goal ${row.goal})`,
  )
}
const round = (ms) => Math.round(ms)
const ms = (value) => `${round(value).toLocaleString('en')} ms`
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]
const p95 = (list) => [...list].sort((a, b) => a - b)[Math.ceil(list.length * 0.95) - 1]
/** Both, as one slow run of a noisy machine is not the rule. */
const spread = (list) => `${ms(p95(list))} (median ${ms(median(list))})`

async function builds() {
  await build({ root, logLevel: 'error', build: { outDir: join(work, 'app') } })
  await build({
    root: join(root, 'test/bench/bare'),
    configFile: false,
    base: './',
    logLevel: 'error',
    build: { target: 'es2022', outDir: join(work, 'bare') },
  })
  await build({
    root,
    logLevel: 'error',
    build: { ssr: 'test/bench/marts.ts', outDir: join(root, 'dist-cli/bench'), emptyOutDir: true },
  })
}

function shell() {
  const html = readFileSync(join(work, 'app/index.html'), 'utf8')
  const named = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map((match) => match[1])
  const size = named.reduce((sum, file) => sum + gzipSync(readFileSync(join(work, 'app', file))).length, 0)
  note({
    what: 'first chunks, gzipped',
    value: `${Math.round(size / 1024)} KB (${named.length} files)`,
    goal: '≤ 250 KB',
  })
  const all = readdirSync(join(work, 'app/assets')).filter((file) => file.endsWith('.js'))
  const total = all.reduce(
    (sum, file) => sum + gzipSync(readFileSync(join(work, 'app/assets', file))).length,
    0,
  )
  note({ what: 'all scripts, gzipped', value: `${Math.round(total / 1024)} KB`, goal: '–' })
}

async function drops(app, bare, sizes) {
  const pyramids = []
  for (const rows of sizes) {
    const file = await ordersFile(rows)
    const runs = rows > 2_000_000 ? 1 : Number(values.runs)
    const [own, plain] = [[], []]
    for (let i = 0; i < runs; i++) {
      plain.push(await measureBare(bare.url, file))
      own.push(await measureDrop(app.url, file))
      if (i < runs - 1 || rows > 2_000_000) await own.at(-1).close()
    }
    const pyramid = median(own.map((run) => run.pyramid))
    const read = median(plain.map((run) => run.read))
    const label = `${(rows / 1e6).toLocaleString('en')}M rows`
    note({
      what: `${label}: drop → pyramid drawn ÷ bare read_csv`,
      value: ms(pyramid),
      baseline: ms(read),
      ratio: (pyramid / read).toFixed(2),
      goal: '≤ 2.0',
    })
    note({
      what: `${label}: drop → whole Overview ÷ bare read_csv`,
      value: ms(median(own.map((run) => run.all))),
      baseline: ms(read),
      ratio: (median(own.map((run) => run.all)) / read).toFixed(2),
      goal: '–',
    })
    note({
      what: `${label}: renderer memory ÷ that of bare read_csv`,
      value: `${own[0].memory} MB`,
      baseline: `${plain[0].memory} MB`,
      ratio: (own[0].memory / Math.max(1, plain[0].memory)).toFixed(2),
      goal: '≤ 3 × file',
    })
    pyramids.push({ rows, pyramid })
    if (rows <= 2_000_000) {
      if (asked('drops')) {
        await changes(own.at(-1).page)
        await list(own.at(-1).page)
      }
      await own.at(-1).close()
    }
  }
  const [small, large] = [pyramids[0], pyramids.at(-1)]
  if (large !== small)
    note({
      what: `growth of the pyramid from ${small.rows} to ${large.rows} rows`,
      value: ms(large.pyramid),
      baseline: ms(small.pyramid),
      ratio: (large.pyramid / small.pyramid).toFixed(2),
      goal: `≤ ${large.rows / small.rows}`,
    })
}

const PAGES = [
  'overview',
  'tiers',
  'tiers/reviews',
  'segments',
  'segments/lifecycle',
  'segments/profile',
  'trends',
]
const TIERS = ['gold', 'silver', 'diamond', 'ordinary']

async function changes(page) {
  for (const name of PAGES) {
    await turn(page, `#/${name}`)
    // The page one lands on is measured longer.
    const times = name === 'overview' ? 20 : 8
    const hashes = Array.from({ length: times }, (_, i) => `#/${name}?tier=${TIERS[i % 4]}`)
    const filtered = await measureChanges(page, hashes)
    note({
      what: `1M orders, /${name}: filter → first panel, p95`,
      value: spread(filtered.first),
      goal: '≤ 100 ms',
    })
    note({
      what: `1M orders, /${name}: filter → whole page, p95`,
      value: spread(filtered.whole),
      goal: '≤ 400 ms',
    })
  }
  await turn(page, '#/overview')
  const dates = await measureChanges(page, [
    '#/overview?asOf=2025-06-30',
    '#/overview?asOf=2025-03-31',
    '#/overview?asOf=2024-12-31',
  ])
  note({
    what: '1M orders: another date → first panel, slowest of 3',
    value: ms(Math.max(...dates.first)),
    goal: '≤ 2,000 ms',
  })
  note({
    what: '1M orders: another date → whole page, slowest of 3',
    value: ms(Math.max(...dates.whole)),
    goal: '–',
  })
}

/** A click's goal is that of a filter: 100 ms until something stands. */
async function list(page) {
  const { opened, scrolled, sorted, found } = await measureList(page)
  note({ what: 'customer list: page opened → rows', value: ms(opened), goal: '–' })
  note({ what: 'customer list: scrolled anywhere → rows, p95', value: spread(scrolled), goal: '≤ 100 ms' })
  note({ what: 'customer list: sorted → rows, p95', value: spread(sorted), goal: '≤ 100 ms' })
  note({ what: 'customer list: letters typed → found, p95', value: spread(found), goal: '≤ 100 ms' })
}

/** What it costs that a file is no plain UTF-8: beside the plain reader of that kind. */
async function imports(app, bare) {
  for (const [what, file, reader] of [
    ['60 MB GBK CSV, 1M rows: drop → pyramid ÷ decode and bare read_csv', gbkFile(1_000_000), 'readGbk'],
    ['XLSX, 100k rows: drop → pyramid ÷ bare SheetJS read', await workbookFile(100_000), 'readSheet'],
  ]) {
    const [own, plain] = [[], []]
    for (let i = 0; i < Number(values.runs); i++) {
      plain.push((await measureBare(bare.url, file, reader)).read)
      const run = await measureDrop(app.url, file)
      own.push(run.pyramid)
      await run.close()
    }
    note({
      what,
      value: ms(median(own)),
      baseline: ms(median(plain)),
      ratio: (median(own) / median(plain)).toFixed(2),
      goal: '–',
    })
  }
}

async function marts() {
  const file = await ordersFile(1_000_000)
  const script = join(
    root,
    'dist-cli/bench',
    readdirSync(join(root, 'dist-cli/bench')).find((name) => name.endsWith('.js')),
  )
  const { marts, plain, customers, dragging } = JSON.parse(
    execFileSync('node', [script, file], { encoding: 'utf8' }),
  )
  note({
    what: 'all marts of 1M orders, native, two dates ÷ plain SQL',
    value: ms(marts),
    baseline: ms(plain),
    ratio: (marts / plain).toFixed(2),
    goal: '≤ 1.5',
  })
  for (const [mode, { frames, details }] of Object.entries(dragging)) {
    const what = `${customers.toLocaleString('en')} customers, by ${mode}`
    note({
      what: `${what}: a frame of dragging, p95`,
      value: `${p95(frames).toFixed(1)} ms`,
      goal: '≤ 16 ms',
    })
    note({ what: `${what}: medians and movers, slowest`, value: ms(Math.max(...details)), goal: '≤ 200 ms' })
  }
}

async function cold(app, bare) {
  const file = await ordersFile(1000)
  const started = median(
    [
      await measureBare(bare.url, file),
      await measureBare(bare.url, file),
      await measureBare(bare.url, file),
    ].map((run) => run.started),
  )
  const sample = median([
    await measureSample(app.url),
    await measureSample(app.url),
    await measureSample(app.url),
  ])
  note({
    what: 'cold page → pyramid of the sample ÷ engine start alone',
    value: ms(sample),
    baseline: ms(started),
    ratio: (sample / started).toFixed(2),
    goal: '≤ 1.5',
  })
}

try {
  await builds()
  const [app, bare] = [await serve(join(work, 'app')), await serve(join(work, 'bare'))]
  if (asked('shell')) shell()
  if (asked('cold')) await cold(app, bare)
  if (asked('pyramid') || asked('drops')) await drops(app, bare, values.rows.split(',').map(Number))
  if (asked('imports')) await imports(app, bare)
  if (asked('marts')) await marts()
  app.close()
  bare.close()
  console.table(results)
  if (values.out)
    writeFileSync(values.out, `${JSON.stringify({ date: new Date().toISOString(), results }, null, 2)}\n`)
} finally {
  rmSync(work, { recursive: true, force: true })
}
