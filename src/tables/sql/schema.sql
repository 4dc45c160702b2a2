-- Emptied whenever files, returns or the meaning of a field change; rows are added per as-of date.
CREATE OR REPLACE TABLE customer_sales (
  as_of DATE, customer_id VARCHAR, first_order_on DATE, last_order_on DATE,
  records_12m BIGINT, orders_all BIGINT, orders_12m BIGINT, orders_prior_12m BIGINT, orders_6m BIGINT, orders_prior_6m BIGINT,
  revenue_all DECIMAL(18, 4), revenue_12m DECIMAL(18, 4), revenue_prior_12m DECIMAL(18, 4),
  revenue_6m DECIMAL(18, 4), revenue_prior_6m DECIMAL(18, 4),
  sold_12m DECIMAL(18, 4), refunded_12m DECIMAL(18, 4),
  -- Orders of which everything came back: no purchases, and of no revenue.
  returned_12m DECIMAL(18, 4)
);
CREATE OR REPLACE TABLE customer_payment (as_of DATE, customer_id VARCHAR, payment_days DOUBLE, overdue_share DOUBLE);
CREATE OR REPLACE TABLE customer_products (
  as_of DATE, customer_id VARCHAR, categories BIGINT, margin_12m DECIMAL(18, 4)
);
CREATE OR REPLACE TABLE customer_rhythm (as_of DATE, customer_id VARCHAR, gaps BIGINT, median_gap_days DOUBLE);
CREATE OR REPLACE TABLE customer_voice (as_of DATE, customer_id VARCHAR, complaints_12m BIGINT, open_tickets BIGINT);
CREATE OR REPLACE TABLE customer_tier (
  as_of DATE, customer_id VARCHAR, raw DOUBLE, score DOUBLE, tier VARCHAR, missing BIGINT,
  -- The tier by the score alone, and what decided: 0 the score, -1 the buffer, -2 a person, n the n-th rule.
  plain VARCHAR, decided INTEGER
);
CREATE OR REPLACE TABLE customer_event (as_of DATE, customer_id VARCHAR, defaults_12m BIGINT, disputes_12m BIGINT, events_12m BIGINT);
CREATE OR REPLACE TABLE customer_deal (as_of DATE, customer_id VARCHAR, open_deals BIGINT, open_deal_amount DECIMAL(18, 4));
-- Two windows of growth: (after - before) / (after + before), -1 stopped, 0 level, 1 new; and (after - before) / before, which
-- nobody has who bought nothing before.
CREATE OR REPLACE MACRO growth_index(after, before) AS
  coalesce((after - before) / nullif(abs(after) + abs(before), 0), -1)::DOUBLE;
CREATE OR REPLACE MACRO growth_rate(after, before) AS
  CASE WHEN before > 0 THEN ((after - before) / before)::DOUBLE END;
-- Whether so many months before a day lie within the data, but for a few days: a window before the data begins is none.
CREATE OR REPLACE MACRO reaches_back(day, months, data_start) AS day - to_months(months) >= data_start - to_days(7);
-- The facts of a customer as of a date; marts that were not built for want of data give null.
CREATE OR REPLACE VIEW customer_facts AS
SELECT
  s.*,
  date_diff('day', s.last_order_on, s.as_of) AS recency_days,
  (s.revenue_all / nullif(s.orders_all, 0))::DOUBLE AS average_order,
  -- Growth as an index that grading can place also who is new or gone, and as the rate that people mean.
  CASE WHEN reaches_back(s.as_of, 24, q.data_start) THEN growth_index(s.revenue_12m, s.revenue_prior_12m) END AS growth_12m,
  CASE WHEN reaches_back(s.as_of, 12, q.data_start) THEN growth_index(s.revenue_6m, s.revenue_prior_6m) END AS growth_6m,
  CASE WHEN reaches_back(s.as_of, 24, q.data_start) THEN growth_rate(s.revenue_12m, s.revenue_prior_12m) END AS growth_rate_12m,
  CASE WHEN reaches_back(s.as_of, 12, q.data_start) THEN growth_rate(s.revenue_6m, s.revenue_prior_6m) END AS growth_rate_6m,
  ((s.returned_12m - s.refunded_12m) / nullif(s.sold_12m + s.returned_12m, 0))::DOUBLE AS return_rate_12m,
  p.payment_days,
  p.overdue_share,
  coalesce(l.categories, 0) AS categories,
  l.margin_12m,
  r.median_gap_days,
  r.gaps,
  coalesce(v.complaints_12m, 0) AS complaints_12m,
  coalesce(v.open_tickets, 0) AS open_tickets,
  date_diff('day', s.first_order_on, s.as_of) AS tenure_days,
  coalesce(e.defaults_12m, 0) AS defaults_12m,
  coalesce(e.disputes_12m, 0) AS disputes_12m,
  coalesce(e.events_12m, 0) AS events_12m,
  coalesce(d.open_deals, 0) AS open_deals,
  coalesce(d.open_deal_amount, 0) AS open_deal_amount
FROM customer_sales AS s
CROSS JOIN (SELECT data_start FROM params) AS q
LEFT JOIN customer_payment AS p USING (as_of, customer_id)
LEFT JOIN customer_products AS l USING (as_of, customer_id)
LEFT JOIN customer_rhythm AS r USING (as_of, customer_id)
LEFT JOIN customer_voice AS v USING (as_of, customer_id)
LEFT JOIN customer_event AS e USING (as_of, customer_id)
LEFT JOIN customer_deal AS d USING (as_of, customer_id);
-- Who is known but not graded; counted with the profiles, because the pyramid does not wait for the customer files.
CREATE OR REPLACE TABLE ungraded AS SELECT 0 AS customers;
-- Nor does it wait for the review before.
CREATE OR REPLACE TABLE reviewed AS SELECT false AS any_review;
-- Spellings of places and the form that stands for them; written when the entities are built.
CREATE TABLE IF NOT EXISTS region_form (level VARCHAR, raw VARCHAR, form VARCHAR, n DOUBLE, applied BOOLEAN);
-- Groups by behaviour are fitted anew when somebody asks for them; until then nothing names who was in one.
DROP TABLE IF EXISTS model_cluster;
DROP TABLE IF EXISTS cluster_feature;
