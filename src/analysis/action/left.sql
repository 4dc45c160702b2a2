-- action_list: what is left of action_all after what people have done, in the same order.
CREATE OR REPLACE TABLE action_list AS SELECT * FROM action_all;
-- A contact that they made counts for the rhythm.
UPDATE action_list AS a
SET
  due = m.since + a.other::INTEGER,
  due_in = date_diff('day', p.as_of, (m.since + a.other::INTEGER)::DATE),
  figure = date_diff('day', m.since, p.as_of),
  word = 'contact',
  day = m.since
FROM (SELECT customer_id, max(since) AS since FROM action_mark WHERE kind = 'contact' AND done GROUP BY customer_id) AS m, params AS p
WHERE a.kind = 'contact' AND m.customer_id = a.customer_id AND p.data_end IS NOT NULL
  AND m.since <= p.as_of AND (a.day IS NULL OR m.since > a.day);
DELETE FROM action_list WHERE kind = 'contact' AND due_in > 90;
-- Files without a day know no later: what was done stays done.
DELETE FROM action_list AS a
USING (
  SELECT DISTINCT m.customer_id, m.kind
  FROM action_mark AS m, params AS p
  WHERE p.data_end IS NULL OR (m.since <= p.as_of AND p.as_of < m.until)
) AS m
WHERE m.customer_id = a.customer_id AND m.kind = a.kind;
