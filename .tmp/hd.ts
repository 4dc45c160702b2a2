import { readFileSync } from 'node:fs'
import { Sheet } from '../src/ingest/mapping/sheet'
import { evidenceOf, kindsOf, FITTED, guessesOf } from '../src/ingest/recognise/read'
import { headingOf } from '../src/ingest/recognise/heading'
const all = JSON.parse(readFileSync('/work/shared/headers/headers.json', 'utf8')) as { id: string; headers: string[] }[]
for (const id of process.argv.slice(2)) {
  const h = all.find((x) => x.id === id)!.headers
  const ev = evidenceOf(new Sheet(h, []))
  const ks = kindsOf(ev)
  console.log('#', id, ks.slice(0, 4).map((k) => `${k.kind} ${k.probability.toFixed(2)}`).join(', '))
  const [a, b] = [ks[0]!, ks[1]!].map((k) => FITTED.kinds.classes.indexOf(k.kind))
  const w = (sign: string, c: number) => { const p = FITTED.kinds.features[sign] ?? []; for (let i = 0; i < p.length; i += 2) if (p[i] === c) return p[i + 1]!; return 0 }
  console.log(ev.signs.map((x) => [x, w(x, a!) - w(x, b!)] as const).sort((x, y) => Math.abs(y[1]) - Math.abs(x[1])).slice(0, 16).map(([x, v]) => `${x} ${v.toFixed(1)}`).join('  '))
  if (id !== 'klaviyo_campaigns') { const g = guessesOf(ev, 'orders'); h.forEach((x, i) => { if (g[i]![0]!.target?.startsWith('customers') || /市|买家|收/.test(x)) console.log('  ', x, headingOf(x).concepts.join('+'), g[i]!.slice(0, 3).map((y) => `${y.target ?? '-'} ${y.probability.toFixed(2)}`).join(', ')) }) }
}
