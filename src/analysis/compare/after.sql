-- What the customers of tier_input did after the day of grading, in the order of its rows, and whether the filter leaves them.
WITH after AS (
  SELECT s.key, count_if(s.sold > 0) AS orders,
    sum(net_of(s.sold, s.refunded, p.returns)) AS revenue
  FROM sale AS s, compare_span AS c, params AS p
  WHERE s.day > c.as_of AND s.day <= c.until
  GROUP BY s.key
)
SELECT
  (coalesce(a.orders, 0) > 0)::INTEGER::DOUBLE AS returned,
  CASE WHEN a.orders > 0 THEN a.revenue ELSE 0 END::DOUBLE AS amount,
  (c.customer_id IS NOT NULL)::INTEGER::DOUBLE AS chosen,
  -- Draws follow this order, so that they do not depend on that of the rows.
  row_number() OVER (ORDER BY i.customer_id)::DOUBLE AS seat
FROM tier_input AS i
LEFT JOIN customer_index AS k ON k.customer_id = i.customer_id
LEFT JOIN after AS a ON a.key = k.key
LEFT JOIN scope AS c ON c.customer_id = i.customer_id
ORDER BY i.rowid;
