-- Rows of trigger_fact that met a rule's condition.
SELECT customer_id::DOUBLE AS place FROM trigger_hits;
