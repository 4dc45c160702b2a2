-- The named segments, by what they brought in the window.
SELECT r.segment, count(*) AS customers, count(*) / sum(count(*)) OVER () AS share,
  sum(r.monetary)::DOUBLE AS revenue,
  max(r.monetary)::DOUBLE AS revenue_one, list_sum(max(r.monetary, 2))::DOUBLE AS revenue_two,
  (sum(r.monetary) / nullif(sum(sum(r.monetary)) OVER (), 0))::DOUBLE AS revenue_share,
  median(r.recency_days)::DOUBLE AS recency_median,
  median(r.frequency)::DOUBLE AS frequency_median,
  median(r.monetary)::DOUBLE AS monetary_median,
  r.segment AS treatment,
  any_value(r.r_alike) AS r_alike, any_value(r.f_alike) AS f_alike, any_value(r.m_alike) AS m_alike
FROM customer_rfm AS r
JOIN scope AS s ON s.key = r.key
GROUP BY r.segment
ORDER BY revenue DESC, r.segment;
