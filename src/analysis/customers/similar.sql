-- What customers like one have bought and this one never has: of the same tier and segment, or, where these are fewer than
-- 30, the 100 nearest in recency, frequency and money. More often than of all: the lower end of the 95 % interval of their
-- share (Wilson 1927) lies above the share of all.
WITH me AS (SELECT * FROM bought_place WHERE customer_id = ?),
alike AS (
  SELECT p.key FROM bought_place AS p JOIN me ON me.tier = p.tier AND me.segment = p.segment WHERE p.key <> me.key
),
near AS (
  SELECT p.key
  FROM bought_place AS p, me
  WHERE p.key <> me.key AND (SELECT count(*) FROM alike) < 30
  ORDER BY (p.r - me.r) ** 2 + (p.f - me.f) ** 2 + (p.m - me.m) ** 2, p.customer_id
  LIMIT 100
),
peers AS (
  SELECT key FROM near
  UNION ALL
  SELECT key FROM alike WHERE (SELECT count(*) FROM alike) >= 30
),
own AS (
  SELECT DISTINCT unnest([coalesce(l.product_name, l.product_id), l.category]) AS item, unnest(['product', 'category']) AS kind
  FROM order_lines AS l
  JOIN me ON me.customer_id = l.customer_id, params AS p
  WHERE l.sold + l.refunded > 0 AND l.ordered_at::DATE <= p.as_of
),
theirs AS (
  SELECT b.kind, b.item, count(*) AS n
  FROM bought AS b
  SEMI JOIN peers AS p ON p.key = b.key
  ANTI JOIN own AS o ON o.kind = b.kind AND o.item = b.item
  GROUP BY b.kind, b.item
),
buyers AS (
  SELECT b.kind, count(DISTINCT b.key) AS peers FROM bought AS b SEMI JOIN peers AS p ON p.key = b.key GROUP BY b.kind
),
shares AS (
  SELECT t.kind, t.item, t.n, b.peers, t.n / b.peers AS share, i.customers / a.customers AS share_all
  FROM theirs AS t
  JOIN buyers AS b ON b.kind = t.kind
  JOIN bought_item AS i ON i.kind = t.kind AND i.item = t.item
  JOIN bought_buyers AS a ON a.kind = t.kind
),
placed AS (
  SELECT *,
    (share + 1.96 ** 2 / (2 * peers) - 1.96 * sqrt(share * (1 - share) / peers + 1.96 ** 2 / (4 * peers ** 2)))
      / (1 + 1.96 ** 2 / peers) AS low
  FROM shares
  WHERE n >= 5
),
kept AS (
  SELECT kind, item, n, peers, share, share_all
  FROM placed
  WHERE low > share_all
  QUALIFY row_number() OVER (PARTITION BY kind ORDER BY low / share_all DESC, n DESC, item) <= CASE kind WHEN 'category' THEN 3 ELSE 6 END
)
SELECT me.tier, me.segment, (SELECT count(*) FROM alike) >= 30 AS same, (SELECT count(*) FROM peers) AS similar, k.*
FROM me
LEFT JOIN kept AS k ON true
ORDER BY k.kind, k.share / k.share_all DESC, k.item;
