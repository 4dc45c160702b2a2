import { insertRows, type Engine } from '../../engine/engine'
import type { Row } from '../../model/row'
import type { ValueFeatures, ValueFit } from './features'
import featuresSql from './features.sql?raw'
import keepSql from './keep.sql?raw'
import tablesSql from './tables.sql?raw'

/** What value is learnt from, as of the present date; makes `value_span`, `value_history` and `value_week`. */
export async function readValueFeatures(engine: Engine): Promise<ValueFeatures> {
  await engine.run(featuresSql)
  const read = await engine.columns(
    `SELECT frequency::DOUBLE AS frequency, recency::DOUBLE AS recency, age::DOUBLE AS age, mean,
      coalesce(frequency_then::DOUBLE, 'nan') AS frequency_then, coalesce(recency_then::DOUBLE, 'nan') AS recency_then,
      coalesce(age_then::DOUBLE, 'nan') AS age_then
    FROM value_history ORDER BY place`,
  )
  const [span] = await engine.query<Row & { held: number; days: number }>(
    `SELECT coalesce(held, 0)::DOUBLE AS held, coalesce(date_diff('day', start, until), 0)::DOUBLE AS days FROM value_span`,
  )
  return {
    ...{ frequency: read.frequency!, recency: read.recency!, age: read.age!, mean: read.mean! },
    frequencyThen: read.frequency_then!,
    recencyThen: read.recency_then!,
    ageThen: read.age_then!,
    span: Float64Array.of(span!.held, span!.days),
  }
}

/**
 * Writes `model_value(as_of, key, customer_id, …)`, `value_holdout(key, frequency, expected, naive, actual)`,
 * `value_track(week, expected)` and the one row of `value_fit`. The features that it was fitted on must stand.
 */
export async function keepValueFit(engine: Engine, fit: ValueFit): Promise<void> {
  const { failures, model, spend, errors, customers, track } = fit
  await engine.run(tablesSql)
  const count = customers.orders!.length
  if (count)
    await engine.put('value_estimate', {
      place: Float64Array.from({ length: count }, (_, k) => k + 1),
      ...customers,
    })
  if (track.length)
    await engine.put('value_track', { week: Float64Array.from(track.keys()), expected: track })
  await insertRows(engine, 'value_fit', [
    [
      ...[failures.model, failures.spend, failures.then],
      ...(model ? [model.r, model.alpha, model.a, model.b] : [null, null, null, null]),
      ...(spend ? [spend.p, spend.q, spend.gamma, spend.correlation] : [null, null, null, null]),
      model?.logLikelihood ?? null,
      errors.orders,
      errors.value,
    ],
  ])
  await engine.run(keepSql)
}
