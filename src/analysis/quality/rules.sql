-- Every rule that could be looked at, with what it found; what was searched in vain stands too.
SELECT
  f.rule, f.subject, sum(f.n)::DOUBLE AS n, sum(f.total)::DOUBLE AS total,
  (sum(f.n) / nullif(sum(f.total), 0))::DOUBLE AS share, max(f.done) AS done
FROM quality_finding AS f
GROUP BY f.rule, f.subject
ORDER BY f.rule, share DESC NULLS LAST, n DESC, f.subject;
