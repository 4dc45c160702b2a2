-- No filter: every customer who ever ordered up to the date is in scope, and so is what names no customer.
CREATE OR REPLACE TABLE scope_state AS SELECT false AS filtered;
CREATE OR REPLACE TABLE scope_customers AS
SELECT x.customer_id FROM customer_sales AS x JOIN params AS p ON x.as_of = p.as_of;
