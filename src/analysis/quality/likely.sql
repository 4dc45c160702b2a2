-- What customers are compared by: the number they are called under, their mailbox, their name with their city. Masked
-- values and those that forms are filled with to get past them say nothing.
CREATE OR REPLACE TABLE quality_key AS
WITH said AS (
  SELECT
    customer_id,
    -- Area and trunk prefixes of the mainland and of Taiwan: +86 138…, 0086138…, +886 912… is 0912….
    regexp_replace(regexp_replace(
      regexp_replace(translate(phone, '０１２３４５６７８９＋', '0123456789+'), '[^0-9*xX]', '', 'g'),
      '^(?:00)?86(1\d{10})$', '\1'), '^(?:00)?8860?(\d{8,9})$', '0\1') AS phone,
    lower(trim(email)) AS email,
    lower(regexp_replace(translate(name, '（）　＆', '()  &'), '[\s().,·。、&''"-]+', '', 'g')) AS name,
    nullif(trim(city), '') AS city,
    lower(trim(kind)) IN ('company', 'business', 'organization', 'organisation', '企业', '企業', '公司', '单位', '單位')
      OR regexp_matches(lower(name), '公司|集团|集團|厂|廠|行号|商行|店|中心|医院|醫院|学校|學校|大学|大學|银行|銀行|\b(inc|ltd|llc|corp|co|gmbh|company|limited|group|plc|sa|bv)\b') AS is_company
  FROM customers
),
keys AS (
  SELECT customer_id, 'phone' AS why, phone AS key, NULL::VARCHAR AS number FROM said
  WHERE regexp_full_match(phone, '\d{7,15}')
    -- 00000000000, 13800000000, 12345678901, 13800138000
    AND NOT regexp_matches(phone, '0{7}|1{7}|2{7}|3{7}|4{7}|5{7}|6{7}|7{7}|8{7}|9{7}|^0?1234567|^13800138000$|^98765432')
  UNION ALL
  SELECT customer_id, 'email', email, NULL FROM said
  WHERE regexp_full_match(email, '[^@\s*]+@[^@\s*]+\.[^@\s*]+')
    AND NOT regexp_matches(email, '^(test|tests|abc|aaa|admin|info|none|null|no|na|n/a|noreply|no-reply|no_reply|unknown|123|1|x|xx|xxx|mail|email|user|wu)@|@(example|test|none|null|invalid)\.')
  UNION ALL
  SELECT customer_id, 'name', name || '|' || city, CASE WHEN is_company THEN NULL ELSE nullif(phone, '') END FROM said
  WHERE length(name) >= 2 AND city IS NOT NULL AND NOT contains(name, '*') AND NOT regexp_matches(name, '^.?x{2,}$')
    AND name NOT IN ('无', '無', '未知', '匿名', '测试', '測試', '散客', '顾客', '顧客', '客户', '客戶', '游客', '訪客', '匿名用户',
      'test', 'unknown', 'none', 'null', 'na', 'guest', 'anonymous', 'customer', 'n/a', '先生', '女士', '小姐')
    AND NOT regexp_full_match(name, '.(先生|女士|小姐)')
)
SELECT why, key, customer_id, number FROM keys;

-- A key of many customers is a switchboard, a shop's own mailbox or a filler: nobody is one person for it. People of
-- one name in one city whose numbers differ are two people; a company has several numbers.
CREATE OR REPLACE TABLE quality_same AS
SELECT k.why, k.key, k.customer_id
FROM quality_key AS k
JOIN (SELECT why, key FROM quality_key GROUP BY ALL HAVING count(DISTINCT customer_id) BETWEEN 2 AND 5 AND count(DISTINCT number) < 2) AS s
  ON s.why = k.why AND s.key = k.key;

DROP TABLE quality_key;
