-- What the rules find. `subject` is a file, or a word of the product behind `@`; `n` of `total` rows (or cells) are hit.
CREATE OR REPLACE TABLE quality_finding (rule VARCHAR, subject VARCHAR, n DOUBLE, total DOUBLE, done VARCHAR);
-- The rows themselves: what names them, what was found, and what stands or should stand instead; the heaviest first.
CREATE OR REPLACE TABLE quality_hit (
  rule VARCHAR, subject VARCHAR, ref VARCHAR, found VARCHAR, instead VARCHAR, n DOUBLE, weight DOUBLE
);
-- How far the columns of the files are filled.
CREATE OR REPLACE TABLE quality_fill (
  file VARCHAR, entity VARCHAR, field VARCHAR, header VARCHAR, filled DOUBLE, total DOUBLE
);
