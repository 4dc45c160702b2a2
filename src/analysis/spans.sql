-- The days of what stands beside orders; what no file holds has no row.
SELECT ground, min(day)::DATE AS "from", max(day)::DATE AS "to"
FROM (
  SELECT 'feedback' AS ground, submitted_at AS day FROM feedback
  UNION ALL SELECT 'tickets', opened_at FROM tickets
  UNION ALL SELECT 'deals', created_at FROM deals
  UNION ALL SELECT 'touches', sent_at FROM touches
)
GROUP BY ground;
