import { insertRows, type Engine } from '../engine/engine'
import type { RfmSetting } from '../model/rfm'
import beforeSql from './sql/rfm-before.sql?raw'
import keepBeforeSql from './sql/rfm-keep-before.sql?raw'
import keepSql from './sql/rfm-keep.sql?raw'
import presentSql from './sql/rfm-present.sql?raw'
import rfmSql from './sql/rfm.sql?raw'

/** Settings are data: window, cut and boundaries as rows. */
export async function writeRfm(engine: Engine, { window, segments, cut }: RfmSetting): Promise<void> {
  const months = /^(\d{1,3})m$/.exec(window)?.[1]
  const [from, to] = window.includes('..') ? window.split('..') : [null, null]
  const fixed = cut.by === 'fixed' ? [cut.r, cut.f, cut.m] : [null, null, null]
  await engine.run('DELETE FROM rfm_setting')
  await insertRows(engine, 'rfm_setting', [
    [
      months ? Number(months) : null,
      from ? `${from}-01` : null,
      to ? `${to}-01` : null,
      window === 'all',
      cut.by,
      ...fixed,
    ],
  ])
  await engine.run('DELETE FROM rfm_boundary')
  await insertRows(
    engine,
    'rfm_boundary',
    segments.map(({ segment, r, fm }, at) => [at + 1, segment, ...r, ...fm]),
  )
}

/** `customer_rfm`: scores, segment and class of the present window. */
export async function buildRfm(engine: Engine, signal?: AbortSignal): Promise<void> {
  await engine.run(presentSql, signal)
  await engine.run(rfmSql, signal)
  await engine.run(keepSql, signal)
}

/** `customer_rfm_before`: the same of the windows 3, 6 and 12 months earlier. */
export async function buildRfmBefore(engine: Engine, signal?: AbortSignal): Promise<void> {
  await engine.run(beforeSql, signal)
  await engine.run(rfmSql, signal)
  await engine.run(keepBeforeSql, signal)
}
