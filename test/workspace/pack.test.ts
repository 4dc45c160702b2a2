import { zipSync, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CATALOGUE } from '../../src/analysis/catalogue'
import { Session } from '../../src/analysis/session'
import { openBlocking } from '../../src/engine/blocking'
import type { AppError } from '../../src/model/error'
import { emptyRecipe } from '../../src/model/recipe'
import { bring, gunzip, type Content } from '../../src/workspace/keep'
import { parseManifest } from '../../src/workspace/manifest'
import { isPacked } from '../../src/workspace/mark'
import { pack, unpack } from '../../src/workspace/pack'
import { sessionOf, view } from '../support/session'

const ORDERS = [
  '订单号,客户编号,下单时间,金额,已付款',
  ...Array.from(
    { length: 400 },
    (_, i) =>
      `K${i},00${i % 37},2024-${String(1 + (i % 12)).padStart(2, '0')}-11 09:05:03,"${i * 3},000.0${i % 10}",${i % 2 ? '是' : '否'}`,
  ),
  'X1,001,someday,5,是',
].join('\n')
const CUSTOMERS = `客户编号,客户名称,行业,注册时间\n${Array.from({ length: 37 }, (_, i) => `00${i},名${i},茶,2020年1月${1 + (i % 28)}日`).join('\n')}\n`
const SCORES = `response_id,客户编号,score,comment\n${Array.from({ length: 60 }, (_, i) => `R${i},00${i % 37},${i % 11},"好, ${i}"`).join('\n')}\n`

let session: Session
let file: Uint8Array
const contentOf = ({ sources, scheme }: Session): Content => ({
  format: 'ziggurat',
  version: 1,
  app: '1.0.0',
  name: '三月',
  savedAt: '2024-12-31T00:00:00.000Z',
  view: view(),
  recipe: { ...emptyRecipe(), schemes: [structuredClone(scheme!)] },
  erased: null,
  sources,
})
beforeAll(async () => {
  session = await sessionOf({ 'orders.csv': ORDERS, 'customers.csv': CUSTOMERS, 'scores.csv': SCORES })
  const text = async (id: number) => new Blob([id === 1 ? ORDERS : CUSTOMERS])
  file = new Uint8Array(await (await pack(session.engine, contentOf(session), text)).arrayBuffer())
})
afterAll(() => session.engine.stop())

const opening = (bytes: Uint8Array) => unpack(new Blob([bytes as Uint8Array<ArrayBuffer>]))
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'opened',
    (error: AppError) => error.code,
  )

describe('a workspace file', () => {
  it('gives every panel the same answer after it was written and opened', async () => {
    const { manifest, from } = await opening(file)
    const engine = await openBlocking()
    const other = new Session(engine)
    const stored = await bring(engine, manifest, from, () => other.reserve() + 40)
    other.adopt(stored.map(({ report }) => report))
    await other.rebuild(manifest.view, manifest.recipe.schemes[0])
    const told = ({ sources }: Session) => sources.map((source) => ({ ...source, id: 0, table: '' }))
    expect(told(other)).toEqual(told(session))
    let ready = 0
    for (const panel of CATALOGUE) {
      const [one, two] = [await session.run(panel), await other.run(panel)]
      if (one.state === 'ready') ready++
      expect(two, panel.id).toEqual(one)
    }
    expect(ready).toBeGreaterThan(5)
    const original = await gunzip((await from('1.gz'))!, session.sources[0]!)
    expect(await original.text()).toBe(ORDERS)
    await engine.stop()
  })

  it('shows by its first bytes what it is, and opens with any program that knows zip', () => {
    expect(isPacked(file)).toBe(true)
    const entries = unzipSync(file)
    expect(Object.keys(entries)).toContain('manifest.json')
    expect(JSON.parse(new TextDecoder().decode(entries['ziggurat.json']))).toMatchObject({
      format: 'ziggurat',
      name: '三月',
    })
  })

  it('that lost its end, or had a byte changed, is damaged and never half opened', async () => {
    for (const length of [0, 30, 1000, file.length >> 1, file.length - 1])
      expect(await codeOf(opening(file.slice(0, length))), `${length} bytes`).toBe('workspace.damaged')
    const entries = unzipSync(file)
    for (const name of ['1.arrow', '2.gz', 'manifest.json']) {
      const changed = entries[name]!.slice()
      changed[changed.length >> 1]! ^= 1
      expect(await codeOf(opening(zipSync({ ...entries, [name]: changed }))), name).toBe('workspace.damaged')
    }
    const { '1.arrow': _, ...less } = entries
    expect(await codeOf(opening(zipSync(less)))).toBe('workspace.damaged')
  })

  it('of a later version says so, and one that is no workspace is damaged', () => {
    const refusal = (text: string) => {
      try {
        return parseManifest(text)
      } catch (error) {
        return (error as AppError).code
      }
    }
    expect(refusal('{"format":"ziggurat","version":2,"app":"9.0.0"}')).toBe('workspace.newer')
    for (const text of ['', '[]', 'null', '{}', '{"format":"ziggurat","version":1}'])
      expect(refusal(text), text).toBe('workspace.damaged')
  })

  it('whose table is shorter than its manifest says leaves nothing in the engine', async () => {
    const { manifest, from } = await opening(file)
    const cut = async (name: string) => {
      const blob = (await from(name))!
      return name === '2.arrow' ? blob.slice(0, -8) : blob
    }
    let id = 70
    expect(await codeOf(bring(session.engine, manifest, cut, () => ++id))).toBe('workspace.damaged')
    const left = await session.engine.query(
      "SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'source_7_'",
    )
    expect(left).toEqual([])
  })
})
