-- Two own segments side by side, or one beside everybody: whole, overlap, by tier, by stage. An empty name is the first
-- segment on the left, everybody on the right. The panel's own scope leaves a filter by segment out.
WITH named AS (
  SELECT
    coalesce(max(CASE WHEN name = 'a' THEN nullif(value, '') END), (SELECT min(name) FROM segment_members)) AS a,
    coalesce(max(CASE WHEN name = 'b' THEN value END), '') AS b
  FROM chosen
),
known AS (
  SELECT
    x.customer_id,
    s.tier,
    s.stage,
    coalesce(c.revenue, 0) AS revenue,
    r.recency_days, r.frequency, r.monetary,
    x.customer_id IN (SELECT m.customer_id FROM segment_members AS m JOIN named AS k ON m.name = k.a) AS in_a,
    (SELECT b = '' FROM named)
      OR x.customer_id IN (SELECT m.customer_id FROM segment_members AS m JOIN named AS k ON m.name = k.b) AS in_b
  FROM scope AS x
  LEFT JOIN customers_scored AS s ON s.customer_id = x.customer_id
  LEFT JOIN customer_period AS c ON c.customer_id = x.customer_id
  LEFT JOIN customer_rfm AS r ON r.customer_id = x.customer_id
),
parts AS (
  SELECT 1 AS place, 'all' AS part, * FROM known
  UNION ALL
  SELECT 2, 'both', * FROM known WHERE in_a AND in_b
  UNION ALL
  SELECT 3 + coalesce(l.ordinal, 9), coalesce(k.tier, 'ungraded'), k.* FROM known AS k LEFT JOIN tier_level AS l ON l.tier = k.tier
  UNION ALL
  SELECT 20 + list_position(['potential', 'new', 'active', 'dormant', 'churned'], stage), stage, * FROM known
  WHERE stage IS NOT NULL
),
whole AS (
  SELECT count_if(in_a) AS a, count_if(in_b) AS b, count(*) AS everybody FROM known
)
SELECT
  p.part,
  count_if(p.in_a) AS customers_a,
  (count_if(p.in_a) / nullif(any_value(CASE WHEN p.part = 'all' THEN w.everybody ELSE w.a END), 0))::DOUBLE AS share_a,
  count_if(p.in_b) AS customers_b,
  (count_if(p.in_b) / nullif(any_value(CASE WHEN p.part = 'all' THEN w.everybody ELSE w.b END), 0))::DOUBLE AS share_b,
  coalesce(sum(p.revenue) FILTER (p.in_a), 0)::DOUBLE AS revenue_a,
  coalesce(sum(p.revenue) FILTER (p.in_b), 0)::DOUBLE AS revenue_b,
  max(p.revenue) FILTER (p.in_a)::DOUBLE AS revenue_a_one,
  list_sum(max(p.revenue, 2) FILTER (p.in_a))::DOUBLE AS revenue_a_two,
  max(p.revenue) FILTER (p.in_b)::DOUBLE AS revenue_b_one,
  list_sum(max(p.revenue, 2) FILTER (p.in_b))::DOUBLE AS revenue_b_two,
  median(p.recency_days) FILTER (p.in_a)::DOUBLE AS recency_a,
  median(p.recency_days) FILTER (p.in_b)::DOUBLE AS recency_b,
  median(p.frequency) FILTER (p.in_a)::DOUBLE AS orders_a,
  median(p.frequency) FILTER (p.in_b)::DOUBLE AS orders_b,
  median(p.monetary) FILTER (p.in_a)::DOUBLE AS spend_a,
  median(p.monetary) FILTER (p.in_b)::DOUBLE AS spend_b,
  any_value((SELECT a FROM named)) AS name_a,
  any_value((SELECT b FROM named)) AS name_b,
  any_value((
    SELECT (sum(k.revenue) FILTER (k.in_a) / count_if(k.in_a)) / nullif(sum(k.revenue) FILTER (k.in_b) / nullif(count_if(k.in_b), 0), 0)
    FROM known AS k
  ))::DOUBLE AS times
FROM parts AS p, whole AS w
GROUP BY p.part, p.place
HAVING count_if(p.in_a) + count_if(p.in_b) > 0 OR p.part = 'all'
ORDER BY p.place;
