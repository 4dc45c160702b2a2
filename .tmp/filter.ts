import { readFileSync, writeFileSync } from 'node:fs'
import { headingOf } from '../src/ingest/recognise/heading'
const d = JSON.parse(readFileSync('/work/read/src/ingest/recognise/words.more.json', 'utf8')) as Record<string, string>
let [n, kept] = [0, 0]
const gone: string[] = []
for (const k of Object.keys(d)) {
  d[k] = d[k]!.split('|').filter((w) => {
    n++
    const h = headingOf(w)
    if (h.unknown < 0.01 && h.concepts.length >= 2 && w.length < 40) { gone.push(`${w}:${k}<-${h.concepts.join('+')}`); return false }
    kept++
    return true
  }).join('|')
}
console.log(n, kept, gone.filter((_, i) => i % 40 === 0).join('  '))
writeFileSync('/tmp/more2.json', '{\n' + Object.entries(d).map(([k, v]) => `  ${JSON.stringify(k)}: ${JSON.stringify(v)}`).join(',\n') + '\n}\n')
