-- Row by row of trigger_fact: the tier held at the review (its place, 1 = top), and one given by hand on that day (0: none).
SELECT l.ordinal::DOUBLE AS held, coalesce(max(h.level), 0)::DOUBLE AS hand
FROM trigger_fact AS f
JOIN trigger_found AS g ON g.place = f.place
JOIN customer_tier AS t ON t.as_of = g.reviewed AND t.customer_id = f.customer_id
JOIN tier_level AS l ON l.tier = t.tier
LEFT JOIN (
  SELECT x.place, arg_max(b.ordinal, o.since) AS level
  FROM trigger_fact AS x
  JOIN tier_override AS o ON o.customer_id = x.customer_id AND o.since <= x.as_of AND (o.until IS NULL OR o.until >= x.as_of)
  JOIN tier_level AS b ON b.tier = o.tier
  GROUP BY x.place
) AS h ON h.place = f.place
GROUP BY f.place, l.ordinal
ORDER BY f.place;
