-- How far each column that the model uses is filled.
SELECT file, entity, field, header, filled::DOUBLE AS filled, total::DOUBLE AS total,
  (filled / nullif(total, 0))::DOUBLE AS share
FROM quality_fill
ORDER BY share NULLS LAST, file, entity, field;
