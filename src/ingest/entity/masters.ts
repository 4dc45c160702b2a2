import { insertRows, type Engine } from '../../engine/engine'
import type { Merge } from '../../model/quality'

/** What a file says of main customers: SELECT of `customer_id` and `master_id`; of several files the higher rank. */
export interface Said {
  rank: number
  select: string
}

/** Groups of companies are not deeper than two to the power of this. */
const STEPS = 5

/**
 * `customer_master`: the id under which another counts. What the reader merged stands first, then what files say of main
 * customers, then what a register without numbers calls its customers beside their key (`named`), where it is one only.
 */
export async function buildMasters(
  engine: Engine,
  said: Said[],
  named: string[],
  merges: Merge[],
): Promise<void> {
  await engine.run('CREATE OR REPLACE TABLE customer_merge (customer_id VARCHAR, master_id VARCHAR)')
  await insertRows(
    engine,
    'customer_merge',
    merges.flatMap(({ ids, into }) => ids.filter((id) => id !== into).map((id) => [id, into])),
  )
  const none = 'SELECT NULL::VARCHAR AS customer_id, NULL::VARCHAR AS master_id WHERE false'
  const files = said.map(({ rank, select }) => `SELECT *, ${rank} AS rank FROM (${select})`)
  await engine.run(`CREATE OR REPLACE TEMP TABLE master_said AS
    WITH files AS (${files.join(' UNION ALL ') || `SELECT *, 0 AS rank FROM (${none})`}),
    numbered AS (
      SELECT customer_id, arg_max(master_id, (rank, master_id)) AS master_id FROM files AS f
      WHERE customer_id IS NOT NULL AND master_id IS NOT NULL AND master_id <> customer_id
        -- What the reader decided stands against a file that says the reverse.
        AND NOT EXISTS (SELECT 1 FROM customer_merge AS m WHERE m.customer_id = f.master_id AND m.master_id = f.customer_id)
      GROUP BY customer_id
    ),
    named AS (
      SELECT customer_id, min(master_id) AS master_id FROM (${named.join(' UNION ALL ') || none})
      WHERE customer_id IS NOT NULL AND master_id IS NOT NULL
      GROUP BY customer_id HAVING count(DISTINCT master_id) = 1 AND min(master_id) <> customer_id
    )
    SELECT * FROM customer_merge
    UNION ALL
    SELECT * FROM numbered ANTI JOIN customer_merge USING (customer_id)
    UNION ALL
    SELECT * FROM named ANTI JOIN numbered USING (customer_id) ANTI JOIN customer_merge USING (customer_id)`)
  await climb(engine)
  const heads = await circles(engine)
  if (heads.length) {
    await engine.put('master_head', { customer_id: heads })
    await engine.run(
      'DELETE FROM master_said WHERE customer_id IN (SELECT customer_id FROM master_head); DROP TABLE master_head',
    )
    await climb(engine)
  }
  await engine.run('DROP TABLE master_said')
}

/** A master may have a master of its own: each step goes twice as far as the one before. */
async function climb(engine: Engine): Promise<void> {
  await engine.run(
    'CREATE OR REPLACE TABLE customer_master AS SELECT customer_id, master_id FROM master_said',
  )
  for (let step = 0; step < STEPS; step++)
    await engine.run(`CREATE OR REPLACE TABLE customer_master AS
      SELECT a.customer_id, coalesce(b.master_id, a.master_id) AS master_id
      FROM customer_master AS a LEFT JOIN customer_master AS b ON b.customer_id = a.master_id`)
}

/** Customers who name each other: told, and the first of them by number is the main one. Returns these. */
async function circles(engine: Engine): Promise<string[]> {
  const rows = await engine.query<{ customer_id: string; master_id: string }>(
    `SELECT s.customer_id, s.master_id FROM master_said AS s
     JOIN customer_master AS m USING (customer_id) SEMI JOIN master_said AS o ON o.customer_id = m.master_id`,
  )
  const masterOf = new Map(rows.map(({ customer_id, master_id }) => [customer_id, master_id]))
  const done = new Set<string>()
  const found: string[][] = []
  for (const start of [...masterOf.keys()].sort()) {
    const path: string[] = []
    let at: string | undefined = start
    while (at !== undefined && !done.has(at) && !path.includes(at)) {
      path.push(at)
      at = masterOf.get(at)
    }
    if (at !== undefined && path.includes(at)) found.push(path.slice(path.indexOf(at)).sort())
    for (const id of path) done.add(id)
  }
  if (found.length) {
    const n = found.reduce((sum, ids) => sum + ids.length, 0)
    await insertRows(engine, 'told', [['circle', '', null, n, n, found[0]!.slice(0, 3).join(' · ')]])
  }
  return found.map((ids) => ids[0]!)
}
