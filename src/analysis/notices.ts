import type { Engine } from '../engine/engine'
import type { SourceReport } from '../ingest/load'
import { readTold } from '../ingest/notice'
import type { Notice, NoticeCode } from '../model/notice'

/** Rules of quality whose findings bear on headline figures, and the notice that says so. */
const RULES: Record<string, NoticeCode> = {
  damaged: 'damaged_ids',
  far_dates: 'far_dates',
  no_customer: 'no_customer',
  likely_same: 'likely_same',
}

/** What files say of themselves, what building the entities found, and what the rules of quality found. */
export async function noticesOf(
  engine: Engine,
  sources: SourceReport[],
  sales: Notice[],
  inspected = true,
): Promise<Notice[]> {
  const own = [...sources.flatMap(({ notices = [] }) => notices), ...sales]
  const built = await readTold(engine)
  if (!inspected) return [...own, ...built]
  const said = new Set([...own, ...built].map(({ code }) => code))
  const rows = await engine.query<{ rule: string; n: number; total: number }>(
    `SELECT rule, sum(n)::DOUBLE AS n, sum(total)::DOUBLE AS total FROM quality_finding WHERE n > 0 GROUP BY rule ORDER BY rule`,
  )
  const found = rows.flatMap(({ rule, n, total }): Notice[] => {
    const code = RULES[rule]
    // What was told with its place is not told again without.
    return code && !said.has(code) ? [{ code, file: '', params: { n, total, example: '' } }] : []
  })
  return [...own, ...built, ...found]
}
