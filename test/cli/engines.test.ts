import { openAsBlob } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, it } from 'vitest'
import { CATALOGUE } from '../../src/analysis/catalogue'
import { Session } from '../../src/analysis/session'
import { openBlocking } from '../../src/engine/blocking'
import type { Engine } from '../../src/engine/engine'
import { openNative } from '../../src/engine/native'
import { defaultView } from '../../src/model/view'
import { retail, root } from './run'

const sample = ['customers', 'orders', 'order_lines', 'feedback', 'tickets'].map((name) =>
  join(root, 'public/samples', `${name}.csv`),
)

async function answers(engine: Engine, files: string[], period: string) {
  try {
    const session = new Session(engine)
    for (const file of files) await session.add(await openAsBlob(file), basename(file))
    await session.rebuild({ ...defaultView(), period })
    const all = []
    for (const panel of CATALOGUE) all.push(await session.run(panel))
    return all
  } finally {
    await engine.stop()
  }
}

it.each([
  ['one flat order file', [retail], 'all'],
  ['several files of one company', sample, '12m'],
])(
  'the engine of the page and the one of the command line answer every panel with the same rows: %s',
  async (_, files, period) => {
    const page = await answers(await openBlocking(), files, period)
    const native = await answers(await openNative(), files, period)
    for (const [at, { id, rows }] of native.entries()) expect(page[at]!.rows, id).toEqual(rows)
    expect(page).toEqual(native)
  },
  // All there is, twice; more with each analysis.
  180_000,
)
