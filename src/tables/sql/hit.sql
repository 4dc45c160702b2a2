-- Rows of tier_input that met a rule's condition.
SELECT i.rowid::DOUBLE AS row FROM tier_input AS i SEMI JOIN rule_hits AS h ON h.customer_id = i.customer_id;
