import { QUALITY_RULES, WEIGHTY, type QualityRule } from '../../model/quality'
import { sumOf, type Row } from '../../model/row'
import { carried, definePanel } from '../panel'
import fieldsSql from './fields.sql?raw'
import sql from './rules.sql?raw'

const placeOf = (row: Row): number => QUALITY_RULES.indexOf(row.rule as QualityRule)

/** What was found first, by weight; then what was searched in vain. Each row carries what the sentence says of all. */
function ordered(rows: Row[]): Row[] {
  const found = rows.filter((row) => Number(row.n) > 0 && row.rule !== 'completeness')
  const cells = rows.filter((row) => row.rule === 'completeness')
  const rulesOf = (list: Row[]) => new Set(list.map((row) => row.rule)).size
  const about = {
    rows_read: sumOf(
      rows.filter((row) => row.rule === 'set_aside'),
      'total',
    ),
    checks: rulesOf(rows),
    found: rulesOf(found),
    weighty: rulesOf(found.filter((row) => WEIGHTY.includes(row.rule as QualityRule))),
    score: cells.length ? 100 * (1 - sumOf(cells, 'n') / sumOf(cells, 'total')) : null,
  }
  const rank = (row: Row) => (Number(row.n) > 0 ? 0 : QUALITY_RULES.length) + placeOf(row)
  return rows
    .map((row, at) => ({ row, at }))
    .sort((a, b) => rank(a.row) - rank(b.row) || a.at - b.at)
    .map(({ row }) => ({ ...row, ...about }))
}

/** What is wrong with the files or may be, how much of them it touches, and what was done about it. */
export const rules = definePanel({
  id: 'quality.rules',
  needs: [],
  prepare: (session) => session.inspect(),
  n: (rows) => rows.length,
  least: 1,
  sql,
  compute: ordered,
  columns: [
    { name: 'rule', type: 'text', words: 'quality.rule', label: 'column.rule', disclosure: 'label' },
    { name: 'subject', type: 'text', words: 'subject', label: 'column.subject', disclosure: 'label' },
    // Records of files, not customers.
    { name: 'n', type: 'count', label: 'column.found', disclosure: 'rate' },
    { name: 'total', type: 'count', label: 'column.lookedAt', disclosure: 'rate' },
    { name: 'share', type: 'share', label: 'column.shareFound' },
    { name: 'done', type: 'text', words: 'quality.done', label: 'column.done', disclosure: 'label' },
  ],
  facts: carried('number', ['rows_read', 'checks', 'found', 'weighty', 'score'], { leaves: true }),
  chart: null,
  sentence: (_, say, { facts }) => {
    const { rows_read, checks, found, weighty, score } = facts
    const params = {
      rows: say.count(Number(rows_read)),
      checks: say.count(Number(checks)),
      found: say.count(Number(found)),
      weighty: say.count(Number(weighty)),
      n: Number(found) || Number(rows_read),
    }
    const key = !Number(found) ? 'clean' : Number(weighty) ? 'sentence' : 'light'
    const told = say.t(`panel.quality.rules.${key}`, params)
    if (score == null) return told
    return say.t('panel.quality.rules.filled', { told, score: say.number(Number(score), 0) })
  },
  source: 'Iglewicz & Hoaglin (1993), How to Detect and Handle Outliers',
})

/** How far each column that the model uses is filled, the emptiest first. */
export const fields = definePanel({
  id: 'quality.fields',
  needs: [],
  prepare: (session) => session.inspect(),
  n: (rows) => rows.length,
  least: 1,
  sql: fieldsSql,
  columns: [
    { name: 'file', type: 'text', label: 'column.file', disclosure: 'label' },
    { name: 'entity', type: 'text', words: 'entity', label: 'column.entity', disclosure: 'label' },
    { name: 'header', type: 'text', label: 'column.header', disclosure: 'label' },
    { name: 'filled', type: 'count', label: 'column.filled', disclosure: 'rate' },
    { name: 'total', type: 'count', label: 'column.lookedAt', disclosure: 'rate' },
    { name: 'share', type: 'share', label: 'column.fill' },
  ],
  hidden: [{ name: 'field', type: 'text', leaves: true, beside: true }],
  chart: null,
  sentence: (rows, say) => {
    const full = rows.filter((row) => row.share === 1).length
    const params = { full: say.count(full), all: say.count(rows.length) }
    const worst = rows[0]!
    if (full === rows.length) return say.t('panel.quality.fields.full', params)
    return say.t('panel.quality.fields.sentence', {
      ...params,
      column: String(worst.header),
      // Nearly full is not full.
      share: say.share(Number(worst.share ?? 0), Number(worst.share) > 0.99 ? 1 : 0),
    })
  },
})

export const panels = [rules, fields]
