-- action_all: what is to be done with whom as of the present date, one row a customer and kind, whatever was done
-- already. `due_in`: days until then, null: no day is known. What `day`, `figure`, `other`, `n` and `word` say depends on
-- the kind. `key` is short for the customer.
CREATE OR REPLACE TABLE action_all AS
WITH people AS (
  SELECT
    s.customer_id, s.name, s.owner, coalesce(s.tier, 'none') AS tier, coalesce(s.stage, 'unknown') AS stage,
    x.last_order_on, date_diff('day', x.last_order_on, p.as_of) AS silent,
    coalesce(x.revenue_12m, x.revenue_all, 0)::DOUBLE AS revenue,
    c.contact_days, c.role, p.as_of, p.data_end
  FROM customers_scored AS s
  CROSS JOIN params AS p
  LEFT JOIN customer_sales AS x ON x.as_of = p.as_of AND x.customer_id = s.customer_id
  LEFT JOIN playbook_cell AS c ON c.tier = coalesce(s.tier, 'none') AND c.stage = coalesce(s.stage, 'unknown')
),
-- A complaint nobody solved, of the last 12 months: an older one was forgotten in the file.
complaint AS (
  SELECT t.customer_id, count(*) AS n, min(t.opened_at)::DATE AS day,
    first(concat_ws(' · ', t.category, t.reason) ORDER BY t.opened_at, t.ticket_id) AS word
  FROM tickets AS t, params AS p
  WHERE t.is_complaint AND t.customer_id IS NOT NULL
    AND t.opened_at::DATE <= p.as_of AND t.opened_at::DATE > p.as_of - INTERVAL 12 MONTH
    AND (t.resolved_at IS NULL OR t.resolved_at::DATE > p.as_of)
    AND ((SELECT count(resolved_at) FROM tickets) > 0 OR t.status IS NOT NULL)
    -- What a status says is known of the present alone.
    AND (t.status IS NULL OR p.as_of < p.data_end
      OR NOT regexp_matches(lower(t.status), '关闭|關閉|解决|解決|完成|结案|結案|办结|closed|solved|done|cancel')
      OR regexp_matches(lower(t.status), '未|待|不|unsolved|unresolved|not |pending|open'))
  GROUP BY t.customer_id
),
event AS (
  SELECT e.customer_id, count(*) AS n, max(e.at)::DATE AS day, last(e.kind ORDER BY e.at, e.kind) AS word
  FROM events AS e, params AS p
  WHERE e.customer_id IS NOT NULL AND e.at::DATE <= p.as_of AND e.at::DATE > p.as_of - INTERVAL 30 DAY
  GROUP BY e.customer_id
),
-- The last time that anybody had to do with the customer: a contact says more than a ticket, and that more than an order.
met AS (
  SELECT t.customer_id, max(t.sent_at)::DATE AS day, 3 AS rank FROM touches AS t, params AS p WHERE t.sent_at::DATE <= p.as_of GROUP BY t.customer_id
  UNION ALL
  SELECT t.customer_id, max(t.opened_at)::DATE, 2 FROM tickets AS t, params AS p WHERE t.opened_at::DATE <= p.as_of GROUP BY t.customer_id
  UNION ALL
  SELECT customer_id, last_order_on, 1 FROM people WHERE last_order_on IS NOT NULL
),
last_met AS (
  SELECT customer_id, max(day) AS day, max((day - DATE '1900-01-01') * 4 + rank) % 4 AS rank
  FROM met
  WHERE customer_id IS NOT NULL
  GROUP BY customer_id
),
-- Birthdays of 29 February are on the 28th in other years.
born AS (
  SELECT
    c.customer_id, year(c.birth_date) AS birth_year,
    [make_date(year(p.as_of) + k, month(c.birth_date),
      least(day(c.birth_date), day(last_day(make_date(year(p.as_of) + k, month(c.birth_date), 1))))) FOR k IN [0, 1]] AS days
  FROM customers AS c, params AS p
  WHERE c.birth_date IS NOT NULL AND p.data_end IS NOT NULL
    AND date_sub('year', c.birth_date::DATE, p.as_of) BETWEEN 0 AND 110
),
birthday AS (
  SELECT b.customer_id, b.birth_year, CASE WHEN b.days[1] >= p.as_of THEN b.days[1] ELSE b.days[2] END AS day
  FROM born AS b, params AS p
),
graded AS (
  SELECT t.customer_id, t.score, t.tier, t.plain, t.decided FROM customer_tier AS t JOIN params AS p ON p.as_of = t.as_of
),
cuts AS (
  SELECT l.tier, l.ordinal, CASE WHEN g.mode = 'quota' THEN m.lowest ELSE l.threshold END AS threshold
  FROM tier_level AS l
  CROSS JOIN tier_scheme AS g
  LEFT JOIN (SELECT plain, min(score) AS lowest FROM graded GROUP BY plain) AS m ON m.plain = l.tier
),
-- Who has come back since to where it was has not moved.
moved AS (
  SELECT l.customer_id, b.tier || '>' || l.tier AS word, y.ordinal - x.ordinal AS step
  FROM action_when AS w
  JOIN customer_tier AS l ON l.as_of = w.last_review
  JOIN customer_tier AS b ON b.as_of = w.before_review AND b.customer_id = l.customer_id
  JOIN tier_level AS x ON x.tier = l.tier
  JOIN tier_level AS y ON y.tier = b.tier
  LEFT JOIN graded AS g ON g.customer_id = l.customer_id
  WHERE l.tier <> b.tier AND g.tier IS DISTINCT FROM b.tier
),
found AS (
  SELECT customer_id, 'complaint' AS kind, (day + INTERVAL 1 DAY)::DATE AS due, day, NULL::DOUBLE AS figure, NULL::DOUBLE AS other, n, word
  FROM complaint
  UNION ALL
  SELECT customer_id, 'event', (day + INTERVAL 7 DAY)::DATE, day, NULL, NULL, n, word FROM event
  UNION ALL
  -- Longer silent than the own rhythm allows: before the customer counts as churned, and within a week.
  SELECT b.customer_id, 'overdue', least(b.as_of + 7, b.last_order_on + w.churned_days), b.last_order_on,
    b.silent, CASE WHEN r.gaps >= 3 THEN r.median_gap_days END, coalesce(r.gaps, 0), w.churned_days::VARCHAR
  FROM people AS b
  JOIN customer_signal AS g ON g.customer_id = b.customer_id AND g.at_risk
  LEFT JOIN customer_rhythm AS r ON r.as_of = b.as_of AND r.customer_id = b.customer_id, lifecycle_window AS w
  WHERE b.stage IN ('new', 'active')
  UNION ALL
  SELECT b.customer_id, 'dormant', least(b.as_of + 14, b.last_order_on + w.churned_days), b.last_order_on + w.churned_days,
    b.silent, w.dormant_days, NULL, NULL
  FROM people AS b, lifecycle_window AS w
  WHERE b.stage = 'dormant'
  UNION ALL
  SELECT m.customer_id, CASE WHEN m.step > 0 THEN 'rose' ELSE 'fell' END, coalesce(w.next_review, w.last_review + 14), w.last_review, NULL, NULL, NULL, m.word
  FROM moved AS m, action_when AS w
  UNION ALL
  -- Held by the buffer alone, or hardly above the threshold.
  SELECT g.customer_id, 'hold', w.next_review, w.next_review, g.score, c.threshold, CASE WHEN g.decided = -1 THEN 1 ELSE 0 END, g.plain
  FROM graded AS g
  JOIN cuts AS c ON c.tier = g.tier
  JOIN people AS b ON b.customer_id = g.customer_id, action_when AS w
  WHERE c.ordinal < (SELECT max(ordinal) FROM tier_level) AND b.stage <> 'churned'
    AND (g.decided = -1 OR (g.decided = 0 AND g.score - c.threshold < w.points))
  UNION ALL
  SELECT g.customer_id, 'lift', w.next_review, w.next_review, g.score, n.threshold, NULL, n.tier
  FROM graded AS g
  JOIN cuts AS c ON c.tier = g.tier
  JOIN cuts AS n ON n.ordinal = c.ordinal - 1
  JOIN people AS b ON b.customer_id = g.customer_id, action_when AS w
  WHERE g.decided = 0 AND b.stage IN ('new', 'active', 'unknown') AND n.threshold - g.score BETWEEN 0 AND w.points
  UNION ALL
  SELECT d.customer_id, 'birthday', d.day, d.day, year(d.day) - d.birth_year, NULL, NULL, NULL
  FROM birthday AS d, params AS p
  WHERE d.day <= p.as_of + 90
),
-- By the rhythm of the treatment; who is called for another reason by then need not be called for this one.
contact AS (
  SELECT b.customer_id, 'contact' AS kind, coalesce(m.day + b.contact_days, b.as_of) AS due, m.day,
    date_diff('day', m.day, b.as_of) AS figure, b.contact_days AS other, NULL AS n, ['order', 'ticket', 'contact'][m.rank::INTEGER] AS word
  FROM people AS b
  LEFT JOIN last_met AS m ON m.customer_id = b.customer_id
  LEFT JOIN (SELECT customer_id, min(due) AS due FROM found WHERE kind <> 'birthday' GROUP BY customer_id) AS o
    ON o.customer_id = b.customer_id
  WHERE b.contact_days > 0 AND (m.day IS NOT NULL OR b.stage = 'potential')
    AND coalesce(m.day + b.contact_days, b.as_of) <= b.as_of + 90
    AND (o.due IS NULL OR o.due > greatest(b.as_of + 14, coalesce(m.day + b.contact_days, b.as_of)))
)
SELECT
  dense_rank() OVER (ORDER BY b.revenue DESC, b.customer_id)::INTEGER AS key,
  b.customer_id, b.name, c.phone, c.email, b.owner, b.tier, b.stage, f.kind,
  CASE WHEN f.kind = 'complaint' THEN 'service' ELSE b.role END AS role,
  CASE WHEN b.data_end IS NOT NULL THEN f.due END AS due,
  date_diff('day', b.as_of, f.due)::INTEGER AS due_in,
  b.revenue, f.day, f.figure, f.other, f.n::INTEGER AS n, f.word
FROM (SELECT * FROM found UNION ALL SELECT * FROM contact) AS f
JOIN people AS b ON b.customer_id = f.customer_id
LEFT JOIN customers AS c ON c.customer_id = f.customer_id
ORDER BY key, f.due NULLS LAST, f.kind;
-- Occasions that these files cannot tell of.
CREATE OR REPLACE TABLE action_lost AS
SELECT concat_ws(',',
  CASE WHEN NOT EXISTS (SELECT 1 FROM customer_sales AS s JOIN params AS p ON p.as_of = s.as_of WHERE s.last_order_on IS NOT NULL) THEN 'overdue' END,
  CASE WHEN NOT EXISTS (SELECT 1 FROM tickets WHERE is_complaint AND customer_id IS NOT NULL) THEN 'complaint' END,
  CASE WHEN NOT EXISTS (SELECT 1 FROM customers WHERE birth_date IS NOT NULL) THEN 'birthday' END,
  CASE WHEN NOT EXISTS (SELECT 1 FROM events WHERE customer_id IS NOT NULL) THEN 'event' END,
  CASE WHEN (SELECT before_review FROM action_when) IS NULL THEN 'rose' END,
  CASE WHEN NOT EXISTS (SELECT 1 FROM touches WHERE customer_id IS NOT NULL) THEN 'contact' END
) AS missing;
