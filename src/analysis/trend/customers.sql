-- trend_customers: those of trend_base that the filter leaves. A table and no CTE: of a table the engine knows how small
-- it is, and builds its hash of it instead of the cells.
CREATE OR REPLACE TEMP TABLE trend_customers AS
SELECT b.key, b.first_order_on
FROM trend_base AS b
SEMI JOIN scope_customers AS s ON s.customer_id = b.customer_id;
