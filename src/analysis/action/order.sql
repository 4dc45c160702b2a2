-- Rows of action_list that were asked for, most revenue at stake first, with the numbers of their customers.
SELECT a.rowid::DOUBLE AS row, n.number
FROM action_list AS a
CROSS JOIN action_choice AS q
CROSS JOIN scope_state AS f
LEFT JOIN customer_number AS n ON n.customer_id = a.customer_id
WHERE (a.due_in IS NULL OR a.due_in <= q.horizon)
  AND (q.role = '' OR a.role = q.role) AND (q.kind = '' OR a.kind = q.kind)
  AND (NOT f.filtered OR a.customer_id IN (SELECT customer_id FROM scope_customers))
ORDER BY a.rowid;
