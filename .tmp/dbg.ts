import { readFileSync } from 'node:fs'
import { fileOf } from '../src/cli/recognise'
import { Sheet } from '../src/ingest/mapping/sheet'
import { headingOf } from '../src/ingest/recognise/heading'
import { evidenceOf, guessesOf, kindsOf } from '../src/ingest/recognise/read'
import { proposeMapping } from '../src/ingest/mapping'
import { takeSample } from '../src/ingest/sample'
import { headers, see, synonyms, type Labelled } from '../test/recognise/data'
import { learn } from '../test/recognise/learn'
const ids = process.argv.slice(2)
const shapes = JSON.parse(readFileSync('/work/shared/shapes/shapes.json', 'utf8')) as Labelled[]
const seen = await Promise.all(shapes.map(see))
const [named, words] = [headers('/work/shared/headers'), synonyms()]
const folds = new Map<number, ReturnType<typeof learn>>()
for (const id of ids) {
  const at = shapes.findIndex((s) => s.id === id)
  const s = shapes[at]!
  const f = at % 5
  if (!folds.has(f)) folds.set(f, learn(seen.filter((_, i) => i % 5 !== f), named, words))
  const fitted = folds.get(f)!
  const { header, rows } = await takeSample(fileOf(s), `${s.id}.csv`)
  const ev = evidenceOf(new Sheet(header, rows))
  console.log('\n#', id, s.kinds.join('+') || s.refuse, (s as any).doubt)
  const ks = kindsOf(ev, fitted)
  console.log(ks.slice(0, 4).map((k) => `${k.kind} ${k.probability.toFixed(2)}`).join(', '))
  // explain first two kinds
  const [a, b] = [ks[0]!, ks[1]!].map((k) => fitted.kinds.classes.indexOf(k.kind))
  const w = (sign: string, c: number) => { const p = fitted.kinds.features[sign] ?? []; for (let i = 0; i < p.length; i += 2) if (p[i] === c) return p[i + 1]!; return 0 }
  console.log(ev.signs.map((x) => [x, w(x, a!) - w(x, b!)] as const).sort((x, y) => Math.abs(y[1]) - Math.abs(x[1])).slice(0, 14).map(([x, v]) => `${x} ${v.toFixed(1)}`).join('  '))
  const m = proposeMapping(header, rows, {}, {}, { fitted })
  const g = guessesOf(ev, m.entities[0] ?? s.kinds[0] ?? ks[0]!.kind, fitted)
  header.forEach((h, i) => {
    const c = m.columns[i]
    const want = s.expected.find((e) => e.index === i)
    console.log(' ', h, '|', headingOf(h).concepts.join('+'), '|', rows[0]![i], '|', c?.target ?? '-', c?.confidence.toFixed(2), '| want', want?.field ?? '-' + (want?.role ?? ''), '|', g[i]!.slice(0, 4).map((x) => `${x.target ?? '-' + x.decoy} ${x.probability.toFixed(2)}`).join(', '))
  })
  console.log('  asked', JSON.stringify((m.questions ?? []).map((q) => [q.code, q.options.map((o) => o.label), q.chosen])), JSON.stringify(m.sureness))
}
