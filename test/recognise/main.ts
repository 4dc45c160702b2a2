import { existsSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { readShape } from '../../src/cli/recognise'
import { headers, kindOf, labelled, see, synonyms, type Labelled } from './data'
import { learn } from './learn'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string' },
    folds: { type: 'string' },
    learn: { type: 'string' },
    headers: { type: 'string', default: '../shared/headers' },
  },
})
const shapes = positionals.flatMap(labelled)
const seen = await Promise.all(shapes.map(see))
const folder = values.learn ?? values.headers
const [named, words] = [existsSync(folder) ? headers(folder) : [], synonyms()]

if (values.learn !== undefined)
  writeFileSync('src/ingest/recognise/weights.json', `${JSON.stringify(learn(seen, named, words))}\n`)

if (values.folds !== undefined) {
  const n = Number(values.folds)
  // What is learnt from beside them: the labelled tables of this repository.
  const tables = ['zh', 'en', 'exports'].map((name) => `test/recognise/tables/${name}.json`)
  const known = new Set(shapes.map(({ id }) => id))
  const beside = await Promise.all(
    tables
      .flatMap(labelled)
      .filter(({ id }) => !known.has(id))
      .map(see),
  )
  const readings: { shape: Labelled; reading: Awaited<ReturnType<typeof readShape>> }[] = []
  for (let fold = 0; fold < n; fold++) {
    const others = seen.filter((_, i) => i % n !== fold)
    const fitted = learn([...others, ...beside], named, words)
    for (const shape of shapes.filter((_, i) => i % n === fold))
      readings.push({ shape, reading: await readShape(shape, fitted) })
  }
  if (values.out) writeFileSync(values.out, JSON.stringify(readings.map(({ reading }) => reading)))
  console.log('sure of the kind   tables   right')
  for (const [from, to] of [
    [0, 0.5],
    [0.5, 0.8],
    [0.8, 0.9],
    [0.9, 0.95],
    [0.95, 0.99],
    [0.99, 1.01],
  ] as const) {
    const mine = readings.filter(({ reading: { sureness } }) => {
      const sure = sureness.kind ?? 0
      return sure >= from && sure < to
    })
    const right = mine.filter(({ shape, reading }) =>
      shape.kinds.length ? shape.kinds.includes(reading.entities[0] ?? '') : !reading.entities.length,
    )
    const share = mine.length ? `${Math.round((100 * right.length) / mine.length)} %` : '–'
    console.log(`${from} … ${Math.min(to, 1)}`.padEnd(19), String(mine.length).padEnd(8), share)
  }
  const kinds = new Set(shapes.map((shape) => kindOf(shape)))
  console.log(`${shapes.length} tables of ${kinds.size} kinds, ${n} folds`)
}
