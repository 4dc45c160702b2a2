import { expect, test } from 'vitest'
import { openBlocking } from '../../src/engine/blocking'
import sql from '../../src/tables/sql/voice.sql?raw'

test('complaints are those of the twelve months up to a day, open are tickets that nobody had resolved by then', async () => {
  const engine = await openBlocking()
  await engine.run(`
    CREATE TABLE as_of_dates (as_of DATE);
    INSERT INTO as_of_dates VALUES ('2024-06-30'), ('2024-03-31'), ('2023-06-30');
    CREATE TABLE customer_voice (as_of DATE, customer_id TEXT, complaints_12m BIGINT, open_tickets BIGINT);
    INSERT INTO customer_voice VALUES ('2024-03-31', 'A', 7, 7);
    CREATE TABLE tickets (customer_id TEXT, is_complaint BOOLEAN, opened_at TIMESTAMP, resolved_at TIMESTAMP);
    INSERT INTO tickets VALUES
      ('A', true, '2023-06-30 23:59', '2023-07-02 10:00'), -- a year ago to the day: no more
      ('A', true, '2023-07-01 00:00', '2024-06-30 12:00'), -- resolved on the day
      ('A', true, '2024-06-30 23:00', '2024-07-01 09:00'), -- on the day, resolved the day after
      ('A', false, '2024-05-01 09:00', NULL),              -- open, and no complaint
      ('A', true, '2024-07-01 09:00', NULL),               -- not yet
      ('B', NULL, '2020-01-01 09:00', '2020-01-02 09:00'),
      (NULL, true, '2024-06-01 09:00', NULL);
    ${sql}`)
  const rows = await engine.query(
    `SELECT as_of::TEXT AS day, customer_id AS id, complaints_12m AS complaints, open_tickets AS open
     FROM customer_voice ORDER BY ALL`,
  )
  expect(rows.map(({ day, id, complaints, open }) => [day, id, Number(complaints), Number(open)])).toEqual([
    ['2023-06-30', 'A', 1, 1],
    ['2023-06-30', 'B', 0, 0],
    // What is known already is not worked out again.
    ['2024-03-31', 'A', 7, 7],
    ['2024-06-30', 'A', 2, 2],
    ['2024-06-30', 'B', 0, 0],
  ])
  await engine.stop()
})
