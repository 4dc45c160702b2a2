-- customer_tier: score = calibration(sum of weight x points), points linear between the anchors of each indicator.
-- Anchors are stored with the scheme, so at a later date a customer moves only if the customer moved.
CREATE OR REPLACE MACRO linear_points(x, v, p) AS
  CASE
    WHEN x <= v[1] THEN p[1]
    WHEN x <= v[2] THEN p[1] + (x - v[1]) / (v[2] - v[1]) * (p[2] - p[1])
    WHEN x <= v[3] THEN p[2] + (x - v[2]) / (v[3] - v[2]) * (p[3] - p[2])
    WHEN x <= v[4] THEN p[3] + (x - v[3]) / (v[4] - v[3]) * (p[4] - p[3])
    WHEN x <= v[5] THEN p[4] + (x - v[4]) / (v[5] - v[4]) * (p[5] - p[4])
    WHEN x <= v[6] THEN p[5] + (x - v[5]) / (v[6] - v[5]) * (p[6] - p[5])
    WHEN x <= v[7] THEN p[6] + (x - v[6]) / (v[7] - v[6]) * (p[7] - p[6])
    WHEN x <= v[8] THEN p[7] + (x - v[7]) / (v[8] - v[7]) * (p[8] - p[7])
    ELSE p[len(p)]
  END;
INSERT INTO customer_tier
WITH raws AS (
  SELECT
    i.as_of,
    i.customer_id,
    sum(t.weight * linear_points(coalesce(i.value, t.median), t.anchor_values, t.anchor_points)) AS raw,
    count_if(i.value IS NULL) AS missing
  FROM customer_indicator AS i
  JOIN tier_indicator AS t ON t.name = i.name
  WHERE i.as_of NOT IN (SELECT DISTINCT as_of FROM customer_tier)
  GROUP BY i.as_of, i.customer_id
),
scored AS (
  SELECT r.as_of, r.customer_id, r.raw, r.missing,
    round(linear_points(round(r.raw, 9), c.anchor_values, c.anchor_points), 6) AS score
  FROM raws AS r, tier_calibration AS c
),
ranked AS (
  SELECT s.*, m.mode,
    -- Share of customers strictly better: equal scores share a place, so a quota never cuts between equals.
    CASE WHEN m.mode = 'quota' THEN (rank() OVER (PARTITION BY s.as_of ORDER BY s.score DESC) - 1)
      / count(*) OVER (PARTITION BY s.as_of) END AS better
  FROM scored AS s, tier_scheme AS m
),
leveled AS (
  SELECT as_of, customer_id, raw, missing, score,
    (SELECT count(*) FROM tier_level) - CASE
      WHEN mode = 'quota' THEN (SELECT count(*) FROM tier_level AS l WHERE better < l.quota) - 1
      ELSE (SELECT count(*) FROM tier_level AS l WHERE score >= l.threshold) - 1
    END AS ordinal
  FROM ranked
)
SELECT v.as_of, v.customer_id, v.raw, v.score, l.tier, v.missing
FROM leveled AS v
JOIN tier_level AS l ON l.ordinal = v.ordinal;
