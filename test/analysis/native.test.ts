import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { openNative } from '../../src/engine/native'
import { ask, sessionOf } from '../support/session'

const retail = fileURLToPath(new URL('../fixtures/retail/online_retail_subset.csv', import.meta.url))

test('the pyramid is there each time it is asked for on several threads', async () => {
  const session = await sessionOf([retail], { period: 'all' }, await openNative())
  for (let time = 1; time <= 400; time++)
    expect(await ask(session, 'tiers.pyramid'), `asked ${time} times`).toMatchObject({ state: 'ready' })
  await session.engine.stop()
})
