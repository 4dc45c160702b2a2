-- What the customers of tier_input brought in outcome_span, in the order of its rows; who bought nothing brought
-- nothing, whatever was sent back.
WITH brought AS (
  SELECT s.key, sum(net_of(s.sold, s.refunded, p.returns)) AS revenue
  FROM sale AS s, outcome_span AS d, params AS p
  WHERE s.day > d.after AND s.day <= d.until
  GROUP BY s.key
  HAVING count_if(s.sold > 0) > 0
)
SELECT coalesce(b.revenue, 0)::DOUBLE AS revenue
FROM tier_input AS i
LEFT JOIN customer_index AS k ON k.customer_id = i.customer_id
LEFT JOIN brought AS b ON b.key = k.key
ORDER BY i.rowid;
