-- model_value: what each customer is expected to do in the twelve months after the date, with 80 % predictive intervals. What
-- a model cannot say is null. Spend is before margin and discount: value is what one purchase comes to times the purchases
-- of a discount (`discounted_10`: 10 % a year) times the margin.
CREATE OR REPLACE TABLE model_value AS
SELECT
  w.until AS as_of, h.key, k.customer_id, h.frequency, h.recency / 7 AS recency_weeks, h.age / 7 AS age_weeks,
  nullif(h.mean, 0) AS mean_spend,
  CASE WHEN NOT isnan(e.alive) THEN e.alive END AS alive,
  e.orders, e.orders_low, e.orders_high, e.variance,
  CASE WHEN NOT isnan(e.each) THEN e.each END AS each,
  e.discounted_0, e.discounted_5, e.discounted_10, e.discounted_15,
  CASE WHEN NOT isnan(e.spend_low) THEN e.spend_low END AS spend_low,
  CASE WHEN NOT isnan(e.spend_high) THEN e.spend_high END AS spend_high,
  CASE WHEN NOT isnan(e.spend_variance) THEN e.spend_variance END AS spend_variance
FROM value_history AS h
JOIN value_estimate AS e ON e.place = h.place AND NOT isnan(e.orders)
JOIN customer_index AS k ON k.key = h.key
CROSS JOIN value_span AS w;
-- value_holdout: what was expected up to the split of the time after it, beside what each customer's past rate says and what
-- came.
CREATE OR REPLACE TABLE value_holdout AS
SELECT h.key, h.frequency_then AS frequency, e.expected_then AS expected, e.naive_then AS naive, h.later AS actual
FROM value_history AS h
JOIN value_estimate AS e ON e.place = h.place AND NOT isnan(e.expected_then);
