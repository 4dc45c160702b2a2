// proxies: kind accuracy / log loss; role accuracy / log loss, out of fold
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { headers, see, synonyms, labelled, type Seen, type Named, type Synonym } from '../test/recognise/data'
import { learn } from '../test/recognise/learn'
import { logProbabilities } from '../src/ingest/recognise/model'
import { rolesOf } from '../src/ingest/recognise/read'
const files = ['/work/shared/shapes/shapes.json', '/work/read/test/recognise/tables/zh.json', '/work/read/test/recognise/tables/en.json']
const seen: Seen[] = await Promise.all(files.flatMap(labelled).map(see))
const [named, words] = [headers('/work/shared/headers'), synonyms()]
const n = Number(process.env.FOLDS ?? 5)
const sets = [[0, 209], [209, 370], [370, 566]]
const K = seen.map(() => [0, 0, 0]), R = seen.map(() => [0, 0, 0])
const PRED: string[] = []
const t0 = Date.now()
const folds = []
for (let f = 0; f < n; f++) {
  const w = learn(seen.filter((_, i) => i % n !== f), named, words)
  folds.push(w)
  seen.forEach((s, i) => {
    if (i % n !== f) return
    const all = w.kinds.classes.map((_, j) => j)
    const logs = logProbabilities(w.kinds, s.signs, all)
    const at = w.kinds.classes.indexOf(s.kind)
    let best = 0; logs.forEach((l, j) => { if (l > logs[best]!) best = j })
    const ent = (k: string) => (k.startsWith('refuse') ? 'refuse' : k)
    const good = ent(w.kinds.classes[best]!) === ent(s.kind)
    // log loss over entity groups
    let p = 0; w.kinds.classes.forEach((k, j) => { if (ent(k) === ent(s.kind)) p += Math.exp(logs[j]!) })
    PRED[i] = w.kinds.classes[best]!
    K[i] = [Number(good), -Math.log(Math.max(p, 1e-6)), 1]
    if (s.kind.startsWith('refuse')) return
    const can = rolesOf(s.kind, w.roles.classes)
    for (const c of s.columns) {
      const lg = logProbabilities(w.roles, [...c.features.found, `k:${s.kind}`], can, (pl) => c.features.known.get(w.roles.classes[pl]!) ?? 0)
      let b = 0, pr = 0
      const isD = (r: string) => r.startsWith('-')
      const ok = (r: string) => (isD(c.role) ? isD(r) || c.also.includes(r) : r === c.role || c.also.includes(r))
      lg.forEach((l, j) => { if (l > lg[b]!) b = j; if (ok(w.roles.classes[can[j]!]!)) pr += Math.exp(l) })
      R[i]![0]! += Number(ok(w.roles.classes[can[b]!]!)); R[i]![1]! += -Math.log(Math.max(pr, 1e-6)); R[i]![2]! += 1
    }
  })
}
for (const [a, b] of sets) {
  const ks = K.slice(a, b), rs = R.slice(a, b)
  const m = (x: number[][], j: number) => x.reduce((s, y) => s + y[j]!, 0) / x.reduce((s, y) => s + y[2]!, 0)
  console.log(a, 'kind acc', m(ks, 0).toFixed(3), 'nll', m(ks, 1).toFixed(3), '| role acc', m(rs, 0).toFixed(3), 'nll', m(rs, 1).toFixed(3))
}
if (process.env.BAD) writeFileSync(process.env.BAD, JSON.stringify(seen.map((s, i) => [s.id, s.kind, K[i]![0], K[i]![1], PRED[i]])))
console.log('ms', Date.now() - t0)
if (process.env.SAVE) writeFileSync(process.env.SAVE, JSON.stringify(folds))
