import { describe, expect, it } from 'vitest'
import { assignNumbers, numberCustomers } from '../../../src/analysis/customers/number'
import { Session } from '../../../src/analysis/session'
import { openBlocking } from '../../../src/engine/blocking'
import { eraseRows } from '../../../src/ingest/erase'
import { emptyRecipe } from '../../../src/model/recipe'
import { bring } from '../../../src/workspace/keep'
import { pack, unpack } from '../../../src/workspace/pack'
import { sessionOf, view } from '../../support/session'

const ORDERS =
  'order_id,customer_id,order_date,amount\n1,zoe,2024-03-05,5\n2,ann,2024-01-05,6\n3,zoe,2024-01-02,7\n4,,2024-01-02,7\n'
const CUSTOMERS = 'customer_id,name,industry\nbob,Bob,tea\nann,Ann,tea\n'

describe('numbers of customers', () => {
  it('are given in the order in which customers first come, and say nothing of the id', async () => {
    const session = await sessionOf({ 'orders.csv': ORDERS, 'customers.csv': CUSTOMERS })
    expect(await numberCustomers(session, [])).toEqual(['zoe', 'ann', 'bob'])
    expect(await session.engine.query('SELECT * FROM customer_number ORDER BY number')).toEqual([
      { customer_id: 'zoe', number: 1 },
      { customer_id: 'ann', number: 2 },
      { customer_id: 'bob', number: 3 },
    ])
    await session.engine.stop()
  })

  it('stay when others come or go, and are given to nobody else', () => {
    expect(assignNumbers(['a', 'b', 'c'], ['n', 'c', 'a'])).toEqual(['a', null, 'c', 'n'])
    expect(assignNumbers(['a', null], [])).toEqual([null, null])
    expect(assignNumbers([null, null], ['a'])).toEqual([null, null, 'a'])
  })

  it('count several accounts of one customer once', async () => {
    const session = await sessionOf({
      'customers.csv': 'customer_id,master_id,name\nA1,M1,Ann\nB1,M2,Bo\nA2,M1,Ann again\n',
      'orders.csv': ORDERS.replaceAll('zoe', 'A2').replaceAll('ann', 'B1'),
    })
    expect(await numberCustomers(session, [])).toEqual(['M1', 'M2'])
    await session.engine.stop()
  })

  it('leave nothing of an erased customer, and the others keep theirs', async () => {
    const session = await sessionOf({ 'orders.csv': ORDERS, 'customers.csv': CUSTOMERS })
    const before = await numberCustomers(session, [])
    await eraseRows(session.engine, session.sources, ['zoe'])
    await session.rebuild(view())
    expect(await numberCustomers(session, before)).toEqual([null, 'ann', 'bob'])
    await session.engine.stop()
  })

  it('come back with the workspace, and are the same where none were kept', async () => {
    const session = await sessionOf({ 'orders.csv': ORDERS, 'customers.csv': CUSTOMERS })
    const before = ['gone', 'bob', null, ...(await numberCustomers(session, []))]
    const kept = await numberCustomers(session, before)
    const file = await pack(
      session.engine,
      {
        format: 'ziggurat',
        version: 1,
        app: '1',
        name: '',
        savedAt: '',
        view: view(),
        recipe: emptyRecipe(),
        erased: null,
        sources: session.sources,
      },
      () => Promise.resolve(null),
      new Blob([JSON.stringify(kept)]),
    )
    const { manifest, from } = await unpack(file)
    const stored = (await from(manifest.numbers!.name))!
    expect(JSON.parse(await stored.text())).toEqual(kept)
    const other = new Session(await openBlocking())
    const brought = await bring(other.engine, manifest, from, () => other.reserve() + 7)
    other.adopt(brought.map(({ report }) => report))
    await other.rebuild(view())
    expect(await numberCustomers(other, kept)).toEqual(kept)
    expect(await numberCustomers(other, [])).toEqual(['zoe', 'ann', 'bob'])
    await session.engine.stop()
    await other.engine.stop()
  })
})
