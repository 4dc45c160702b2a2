import { expect, test } from 'vitest'
import { csv, rowsOf, sessionOf } from '../support/session'

/** The incomes of the example of `ineq` in R's package of that name (Zeileis 0.2-13). */
const INCOMES = [541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261]

test('Gini and the Lorenz curve are those of R’s ineq and Lc', async () => {
  const session = await sessionOf({
    'orders.csv': csv(
      INCOMES.map((amount, i) => ({ order_id: i, customer_id: `C${i}`, order_date: '2024-05-01', amount })),
    ),
  })
  const rows = await rowsOf(session, 'tiers.concentration')
  // ineq(x, type = "Gini") 0.4620911.
  expect(Number(rows[0]!.gini)).toBeCloseTo(0.4620911, 7)
  // Lc(x)$L, which is cumsum(x) / sum(x) from the smallest up; the panel goes from the largest down.
  const curve = [0.00812, 0.0301, 0.06682, 0.11845, 0.18508, 0.2662, 0.36219, 0.4869, 0.66568]
  const top = new Map(rows.map((row) => [Number(row.customers_share), Number(row.revenue_share)]))
  curve.forEach((share, at) => expect(top.get(Number((0.9 - at / 10).toFixed(1)))).toBeCloseTo(1 - share, 4))
  await session.engine.stop()
})
