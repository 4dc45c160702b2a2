-- Rows of one finding, at most as many as asked for.
SELECT ref, found, instead, n::DOUBLE AS n
FROM quality_hit
WHERE rule = ? AND subject = ?
ORDER BY weight DESC NULLS LAST, n DESC, ref, found
LIMIT ?;
