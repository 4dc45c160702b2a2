-- Dates that cannot follow each other so. Days are compared where either column has no times of day.
CREATE OR REPLACE TABLE quality_pair AS
SELECT '@delivered_ordered' AS subject, order_id AS ref, ordered_at AS first_at, delivered_at AS then_at
FROM orders WHERE ordered_at IS NOT NULL AND delivered_at IS NOT NULL
UNION ALL
SELECT '@paid_ordered', order_id, ordered_at, paid_at FROM orders WHERE ordered_at IS NOT NULL AND paid_at IS NOT NULL
UNION ALL
SELECT '@due_ordered', order_id, ordered_at, due_at::TIMESTAMP FROM orders WHERE ordered_at IS NOT NULL AND due_at IS NOT NULL
UNION ALL
SELECT '@responded_opened', ticket_id, opened_at, first_response_at
FROM tickets WHERE opened_at IS NOT NULL AND first_response_at IS NOT NULL
UNION ALL
SELECT '@resolved_opened', ticket_id, opened_at, resolved_at FROM tickets WHERE opened_at IS NOT NULL AND resolved_at IS NOT NULL
UNION ALL
SELECT '@resolved_responded', ticket_id, first_response_at, resolved_at
FROM tickets WHERE first_response_at IS NOT NULL AND resolved_at IS NOT NULL
UNION ALL
SELECT '@closed_created', deal_id, created_at, closed_at FROM deals WHERE created_at IS NOT NULL AND closed_at IS NOT NULL
UNION ALL
SELECT '@ends_starts', contract_id, starts_at::TIMESTAMP, ends_at::TIMESTAMP
FROM contracts WHERE starts_at IS NOT NULL AND ends_at IS NOT NULL;

INSERT INTO quality_hit
WITH days AS (
  SELECT
    subject,
    bool_and(first_at = date_trunc('day', first_at)) OR bool_and(then_at = date_trunc('day', then_at)) AS only_days
  FROM quality_pair
  GROUP BY subject
)
SELECT
  'date_order', p.subject, p.ref,
  replace(p.then_at::VARCHAR, ' 00:00:00', ''), replace(p.first_at::VARCHAR, ' 00:00:00', ''),
  1, epoch(p.first_at - p.then_at)
FROM quality_pair AS p
JOIN days AS d ON d.subject = p.subject
WHERE CASE WHEN d.only_days THEN p.then_at::DATE < p.first_at::DATE ELSE p.then_at < p.first_at END;

INSERT INTO quality_finding
SELECT 'date_order', p.subject, coalesce(any_value(h.n), 0), count(*), 'kept'
FROM quality_pair AS p
LEFT JOIN (SELECT subject, count(*) AS n FROM quality_hit WHERE rule = 'date_order' GROUP BY subject) AS h
  ON h.subject = p.subject
GROUP BY p.subject;

DROP TABLE quality_pair;
