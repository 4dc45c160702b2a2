import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { readShape } from '../src/cli/recognise'
import { headers, see, synonyms, type Labelled } from '../test/recognise/data'
import { learn } from '../test/recognise/learn'
const [test, out, cache] = process.argv.slice(2)
const shapes = JSON.parse(readFileSync('/work/shared/shapes/shapes.json', 'utf8')) as Labelled[]
const other = JSON.parse(readFileSync(test!, 'utf8')) as Labelled[]
let w: ReturnType<typeof learn>
if (existsSync(cache!)) w = JSON.parse(readFileSync(cache!, 'utf8'))
else {
  w = learn(await Promise.all(shapes.map(see)), headers('/work/shared/headers'), synonyms())
  writeFileSync(cache!, JSON.stringify(w))
}
const readings = []
for (const s of other) readings.push(await readShape(s, w))
writeFileSync(out!, JSON.stringify(readings))
