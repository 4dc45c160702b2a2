-- Values of the columns that people group by, with the rows that hold them.
SELECT subject, value, sum(n) AS n
FROM (
  SELECT '@industry' AS subject, industry AS value, count(*) AS n FROM customers GROUP BY ALL
  UNION ALL SELECT '@source', source, count(*) FROM customers GROUP BY ALL
  UNION ALL SELECT '@owner', owner, count(*) FROM customers GROUP BY ALL
  UNION ALL SELECT '@kind', kind, count(*) FROM customers GROUP BY ALL
  UNION ALL SELECT '@level', level, count(*) FROM customers GROUP BY ALL
  UNION ALL SELECT '@segment', segment, count(*) FROM customers GROUP BY ALL
  UNION ALL SELECT '@channel', channel, count(*) FROM orders GROUP BY ALL
  UNION ALL SELECT '@product', product_name, count(*) FROM order_lines GROUP BY ALL
  UNION ALL SELECT '@product', product, count(*) FROM deals GROUP BY ALL
  UNION ALL SELECT '@category', category, count(*) FROM order_lines GROUP BY ALL
  UNION ALL SELECT '@ticket_category', category, count(*) FROM tickets GROUP BY ALL
  UNION ALL SELECT '@ticket_reason', reason, count(*) FROM tickets GROUP BY ALL
  UNION ALL SELECT '@stage', stage, count(*) FROM deals GROUP BY ALL
  UNION ALL SELECT '@item', item, count(*) FROM feedback GROUP BY ALL
)
WHERE value IS NOT NULL
GROUP BY subject, value
ORDER BY subject, n DESC, value;
