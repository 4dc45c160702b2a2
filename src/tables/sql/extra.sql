-- Indicators that are asked for and that tier_input does not hold: row of the customer there, place of the indicator,
-- value or points. What only customer files say is known of the present alone.
WITH facts AS (
  SELECT customer_id, name, value
  FROM (
    SELECT f.customer_id, f.tenure_days::DOUBLE AS tenure_days, f.open_tickets::DOUBLE AS open_tickets,
      f.defaults_12m::DOUBLE AS defaults_12m, f.disputes_12m::DOUBLE AS disputes_12m, f.events_12m::DOUBLE AS events_12m,
      f.open_deals::DOUBLE AS open_deals, f.open_deal_amount::DOUBLE AS open_deal_amount,
      f.revenue_6m::DOUBLE AS revenue_6m, f.orders_6m::DOUBLE AS orders_6m
    FROM customer_facts AS f
    JOIN as_of_dates AS d ON d.as_of = f.as_of
  ) UNPIVOT (
    value FOR name IN (
      tenure_days, open_tickets, defaults_12m, disputes_12m, events_12m, open_deals, open_deal_amount, revenue_6m, orders_6m
    )
  )
),
said AS (
  SELECT t.customer_id, t.name, coalesce(x.points, t.number) AS value
  FROM customer_trait AS t
  LEFT JOIN asked_table AS x ON x.name = t.name AND x.value = coalesce(t.value, t.number::VARCHAR)
  WHERE t.name IN (SELECT name FROM asked_indicator)
    AND (SELECT max(as_of) FROM as_of_dates) >= (SELECT coalesce(max(data_end), max(as_of)) FROM params)
)
SELECT i.rowid::DOUBLE AS row, w.ordinal::DOUBLE AS ordinal, v.value
FROM (SELECT * FROM facts UNION ALL SELECT * FROM said) AS v
JOIN asked_indicator AS w ON w.name = v.name
JOIN tier_input AS i ON i.customer_id = v.customer_id
WHERE v.value IS NOT NULL;
