import { insertRows, type Engine } from '../../engine/engine'
import featuresSql from './features.sql?raw'
import type { Features, Fit } from './features'
import keepSql from './keep.sql?raw'
import tablesSql from './tables.sql?raw'

/** What the customers of the present date are grouped by; makes `cluster_feature`. */
export async function readFeatures(engine: Engine): Promise<Features> {
  await engine.run(featuresSql)
  const { recency, frequency, monetary } = await engine.columns(
    `SELECT recency_days::DOUBLE AS recency, frequency::DOUBLE AS frequency, monetary::DOUBLE AS monetary
    FROM cluster_feature ORDER BY place`,
  )
  return { recency: recency!, frequency: frequency!, monetary: monetary! }
}

/**
 * Writes `model_cluster(customer_id, number, cluster, …)` with the dimension `cluster`, and what the fit says of itself:
 * `cluster_centre(number, cluster, recency, frequency, monetary)`, `cluster_width(k, width, inertia, chosen)` and the one
 * row of `cluster_fit`. The features that it was fitted on must stand.
 */
export async function keepFit(engine: Engine, { labels, ...fit }: Fit): Promise<void> {
  const places = Array.from(labels.keys()).filter((at) => labels[at]! > 0)
  await engine.run(tablesSql)
  if (places.length)
    await engine.put('cluster_label', {
      place: Float64Array.from(places, (at) => at + 1),
      number: Float64Array.from(places, (at) => labels[at]!),
    })
  await insertRows(
    engine,
    'cluster_centre',
    fit.centres.map(({ cluster, at }, place) => [
      place + 1,
      cluster,
      at.recency ?? null,
      at.frequency ?? null,
      at.monetary ?? null,
    ]),
  )
  await insertRows(
    engine,
    'cluster_width',
    fit.widths.map(({ k, width, inertia }) => [k, width, inertia, k === fit.k]),
  )
  await insertRows(engine, 'cluster_fit', [
    [fit.logged.join(), fit.constant.join(), fit.unknown.join(), labels.length - places.length],
  ])
  await engine.run(keepSql)
}
