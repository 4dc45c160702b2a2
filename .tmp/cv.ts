import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { readShape } from '../src/cli/recognise'
import { headers, see, synonyms, type Labelled } from '../test/recognise/data'
import { learn } from '../test/recognise/learn'
const [out, cache] = process.argv.slice(2)
import { labelled } from '../test/recognise/data'
const shapes: Labelled[] = ['/work/shared/shapes/shapes.json', '/work/read/test/recognise/tables/zh.json', '/work/read/test/recognise/tables/en.json'].flatMap(labelled)
let folds: ReturnType<typeof learn>[]
if (cache && existsSync(cache)) folds = JSON.parse(readFileSync(cache, 'utf8'))
else {
  const seen = await Promise.all(shapes.map(see))
  const [named, words] = [headers('/work/shared/headers'), synonyms()]
  folds = [0, 1, 2, 3, 4].map((f) => learn(seen.filter((_, i) => i % 5 !== f), named, words))
  if (cache) writeFileSync(cache, JSON.stringify(folds))
}
const readings = []
for (const [i, s] of shapes.entries()) readings.push(await readShape(s, folds[i % 5]))
writeFileSync(out!, JSON.stringify(readings))
