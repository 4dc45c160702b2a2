-- Tickets opened in the period by what tells them apart, most first. How many are open is known only where a file says when
-- tickets were resolved.
WITH opened AS (
  SELECT t.*,
    t.resolved_at IS NULL OR t.resolved_at::DATE > p.as_of AS is_open,
    CASE WHEN t.resolved_at >= t.opened_at AND t.resolved_at::DATE <= p.as_of
      THEN date_diff('second', t.opened_at, t.resolved_at) / 3600 END AS hours
  FROM tickets AS t, params AS p, scope_state AS x
  WHERE (t.opened_at IS NULL OR t.opened_at::DATE BETWEEN p.period_start AND p.period_end)
    AND (NOT x.filtered OR t.customer_id IN (SELECT customer_id FROM scope))
),
-- The first of these columns that says more than one thing, and few enough to be listed.
told AS (
  SELECT
    count(DISTINCT category) AS categories, count(DISTINCT reason) AS reasons, count(DISTINCT channel) AS channels,
    count(DISTINCT priority) AS priorities, count(resolved_at) > 0 AS ends
  FROM opened
),
picked AS (
  SELECT ends,
    CASE
      WHEN categories BETWEEN 2 AND 40 THEN 'category'
      WHEN reasons BETWEEN 2 AND 40 THEN 'reason'
      WHEN channels BETWEEN 2 AND 40 THEN 'channel'
      WHEN priorities BETWEEN 2 AND 40 THEN 'priority'
      ELSE 'status'
    END AS field
  FROM told
)
SELECT
  CASE k.field WHEN 'category' THEN o.category WHEN 'reason' THEN o.reason WHEN 'channel' THEN o.channel
    WHEN 'priority' THEN o.priority ELSE o.status END AS kind,
  count(*) AS tickets,
  count(*) / sum(count(*)) OVER () AS share,
  CASE WHEN k.ends THEN count_if(o.is_open) END AS open,
  median(o.hours) AS hours,
  count(o.hours) AS resolved,
  k.field,
  (SELECT median(hours) FROM opened) AS hours_all,
  (SELECT count(hours) FROM opened) AS resolved_all
FROM opened AS o, picked AS k
GROUP BY kind, k.field, k.ends
ORDER BY tickets DESC, kind;
