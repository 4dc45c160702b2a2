-- trend_cells: one row a customer and period of time: inside the chosen period by the headline's rule (buyers of the
-- period), before it by all buyers up to as_of. A customer stands once in a period, so rows with an order are buyers.
-- Not among the compressed tables: each filter goes through all of it, and unpacking takes six times as long as that.
INSERT INTO trend_cells
WITH summed AS (
  SELECT
    s.key,
    period_of(k.grain, s.day, k.week_start, k.fiscal_start) AS start,
    sum(CASE
      WHEN CASE WHEN s.day BETWEEN p.period_start AND p.period_end THEN c.orders > 0 ELSE c.first_order_on IS NOT NULL END
      THEN net_of(s.sold, s.refunded, p.returns)
    END) AS revenue,
    count_if(s.sold > 0)::INTEGER AS orders,
    bool_or(s.day = c.first_order_on) AS begins
  FROM sale AS s
  JOIN customers_scored AS c ON c.key = s.key, params AS p, (SELECT grain, week_start, fiscal_start FROM trend_axis WHERE place = 0) AS k
  WHERE s.day <= p.as_of AND s.key BETWEEN ? AND ?
  GROUP BY s.key, start
)
SELECT s.key, x.place, s.revenue, s.orders, s.begins FROM summed AS s JOIN trend_axis AS x ON x.start = s.start;
