import { afterAll, beforeAll, expect, it } from 'vitest'
import { panelOf } from '../../src/analysis/catalogue'
import { Session } from '../../src/analysis/session'
import { openBlocking } from '../../src/engine/blocking'
import type { Engine } from '../../src/engine/engine'
import { emptiness } from '../../src/ingest/note'
import { defaultView } from '../../src/model/view'

let engine: Engine
beforeAll(async () => void (engine = await openBlocking()))
afterAll(() => engine.stop())

it('orders whose buyers are masked give sales, and every panel of customers says why it cannot', async () => {
  const session = new Session(engine)
  const rows = Array.from(
    { length: 40 },
    (_, i) => `24${i},2024-0${1 + (i % 6)}-11 10:00:00,茶${i % 3},1,${10 + i}.50,138****0${i}`,
  )
  const text = `订单号,支付时间,商品,商品数量(件),用户实付金额(元),手机\n${rows.join('\n')}\n`
  await session.add(new Blob([text]), 'pdd.csv')
  await session.rebuild({ ...defaultView(), period: 'all' })
  const trend = await session.run(panelOf('trend.revenue')!)
  expect(trend.state).toBe('ready')
  for (const id of [
    'tiers.pyramid',
    'tiers.table',
    'tiers.concentration',
    'rfm.grid',
    'rfm.segments',
    'heatmap.matrix',
  ])
    expect(await session.run(panelOf(id)!), id).toMatchObject({
      state: 'needs',
      reason: { key: 'reason.anonymous.masked' },
    })
})

it('identity numbers are not imported, and the report says so', async () => {
  const session = new Session(engine)
  const text = '会员ID,会员姓名,身份证号,\nM1,王伟,11010519491231002X,\nM2,李娜,440524188001010014,\n'
  const source = await session.add(new Blob([text]), 'members.csv')
  expect(source.dropped).toEqual(['身份证号'])
  expect(JSON.stringify(source.sample.rows)).not.toContain('11010519')
  const [row] = await engine.query(`SELECT * FROM "${source.table}"`)
  expect(JSON.stringify(row)).not.toContain('11010519')
  expect(source.rowsKept).toBe(2)
})

it('a column without a name is left out only where it says nothing down to the last row', async () => {
  const session = new Session(engine)
  const far = Array.from({ length: 5000 }, (_, i) => `C${i},n,${i === 4000 ? 'kept' : ''}`).join('\n')
  const source = await session.add(new Blob([`customer id,name,\n${far}\n`]), 'far.csv')
  const [row] = await engine.query<{ n: number }>(
    `SELECT count(*) AS n FROM information_schema.columns WHERE table_name = '${source.table}'`,
  )
  expect([source.mapping.columns.length, row!.n]).toEqual([3, 3])
})

it.each([
  ['advertising', 'Campaign name,Impressions,Link clicks,Amount spent (EGP)\nA,100,3,5.5\n'],
  ['settlement', '動帳时间,动账金额,订单号,平台服务费\n2024-01-05,5,1,0.5\n'],
  ['bill', '交易时间,交易对方,收/支,金额(元)\n2024-01-05 10:00:00,店,支出,¥5.00\n'],
  ['dayTotals', '日期,有效订单,下单人数,单均实付\n20240105,5,5,20.1\n'],
])('a file of %s is named, and nothing of it is lost', async (kind, text) => {
  const source = await new Session(engine).add(new Blob([text]), 'x.csv')
  expect(emptiness(source)).toMatchObject({ code: `file.refused.${kind}`, params: { file: 'x.csv' } })
  expect(source.rowsRead).toBe(1)
})
