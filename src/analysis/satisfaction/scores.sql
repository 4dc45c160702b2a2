-- The answers of the period to what tells of the whole, by score, best first: those from 0 to 10 as the headline counts
-- them; else those to the question that is said to be of everything, or that most have answered.
WITH answers AS (
  SELECT f.item, f.score, f.scale_min, f.scale_max, coalesce(f.is_overall, false) AS overall,
    f.scale_min = 0 AND f.scale_max = 10 AND coalesce(f.is_overall, true) AS recommends
  FROM feedback AS f, params AS p, scope_state AS x
  WHERE f.score BETWEEN f.scale_min AND f.scale_max
    AND (f.submitted_at IS NULL OR f.submitted_at::DATE BETWEEN p.period_start AND p.period_end)
    AND (NOT x.filtered OR f.customer_id IN (SELECT customer_id FROM scope))
),
asked AS (
  SELECT recommends, CASE WHEN NOT recommends THEN item END AS item, scale_min, scale_max
  FROM answers
  GROUP BY ALL
  ORDER BY recommends DESC, bool_or(overall) DESC, count(*) DESC, item
  LIMIT 1
),
said AS (
  SELECT a.score, k.recommends, k.item, k.scale_min, k.scale_max,
    CASE WHEN NOT k.recommends THEN a.score WHEN a.score >= 9 THEN 100 WHEN a.score <= 6 THEN -100 ELSE 0 END AS points
  FROM answers AS a
  JOIN asked AS k ON k.recommends = a.recommends AND (k.recommends OR k.item IS NOT DISTINCT FROM a.item)
    AND k.scale_min = a.scale_min AND k.scale_max = a.scale_max
),
whole AS (
  SELECT count(*) AS n, avg(points) AS result,
    -- Half width of the 95 % interval of a mean: 1.96 x sqrt(variance / n).
    CASE WHEN count(*) > 1 THEN 1.959964 * sqrt(var_pop(points) / count(*)) END AS margin
  FROM said
)
SELECT
  CASE WHEN s.score = floor(s.score) THEN s.score::INTEGER::VARCHAR ELSE s.score::VARCHAR END AS score,
  count(*) AS answers,
  count(*) / w.n AS share,
  CASE WHEN NOT any_value(s.recommends) THEN 'mean' WHEN s.score >= 9 THEN 'promoter' WHEN s.score <= 6 THEN 'detractor' ELSE 'passive' END AS part,
  any_value(s.recommends) AS recommends,
  any_value(s.item) AS item,
  any_value(s.scale_max)::DOUBLE AS scale_max,
  w.n, w.result, w.margin
FROM said AS s, whole AS w
GROUP BY s.score, w.n, w.result, w.margin
ORDER BY s.score DESC;
