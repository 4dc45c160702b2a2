import { ident, literal } from '../../engine/engine'
import { entity, type Field } from '../../model/entities'
import type { ColumnMapping } from '../mapping'
import { columnName } from '../scan'
import { SQL_TYPE } from '../infer'
import { cell, has, wide, withinSpan, type SourceTable } from './source'
import { who } from './who'

const FIELDS = entity('feedback').fields

const GOOD = '(满意|滿意|好|同意|赞同|贊同|认同|認同|愿意|願意|推荐|推薦|可能|符合|重要|容易|方便)'
const VERY = '(非常|很|十分|极其|極其|最|完全)'
const RATHER = '(比较|比較|较|較|有点|有點)'
/** Answers in words → 1 to 5. A pattern before another one is stronger. */
const WORDS: [pattern: string, score: number][] = [
  [
    `^(${VERY}|一点也|一點也)(不${GOOD}|差)$|^(very|extremely|highly|completely) (dis|un|poor|bad|difficult)|^not at all|^strongly disagree|^(terrible|awful)$`,
    1,
  ],
  [
    `^(不太?|不是很|${RATHER}不|不${RATHER})${GOOD}$|^${RATHER}?差$|^(somewhat |rather |slightly )?(dissatisfied|unsatisfied|disagree|unlikely|difficult)$|^not (so|very)|^(poor|bad)$`,
    2,
  ],
  [
    '^(一般|普通|中立|尚可|还可以|還可以|还行|還行|不确定|不確定|无所谓|無所謂|说不清)|^(neutral|neither|average|fair|ok|okay)',
    3,
  ],
  [
    `^${VERY}${GOOD}$|^(very|extremely|highly|completely) (satisfied|good|likely|easy)|^strongly agree|^excellent`,
    5,
  ],
  [`^${RATHER}?${GOOD}$|^(somewhat |rather )?(satisfied|agree|likely|easy)$|^good$`, 4],
]
/** A score that is written in words, in stars, or as a number with words behind it. */
const spoken = (column: string): string => {
  const text = `lower(trim(${column}))`
  const words = WORDS.map(
    ([pattern, score]) => `WHEN regexp_matches(${text}, ${literal(pattern)}) THEN ${score}`,
  )
  return `CASE ${words.join(' ')} WHEN ${text} LIKE '★%' THEN length(regexp_extract(${text}, '^★+'))
    ELSE try_cast(regexp_extract(${text}, '^[0-9]+(?:[.][0-9]+)?') AS DOUBLE) END::DOUBLE`
}

const RECOMMEND = /推荐|推薦|recommend|\bnps\b|净推荐|淨推薦/i
const OVERALL = /总体|總體|整体|整體|综合|綜合|总的|overall|in general|as a whole/i
const EFFORT = /费力|費力|省力|容易|轻松|輕鬆|effort|how easy/i
const SATISFIED = /满意|滿意|satisf|csat/i

/** What a question is after, by how it is put. */
function kindOf(item: string): string {
  if (RECOMMEND.test(item)) return 'nps'
  if (EFFORT.test(item)) return 'ces'
  return SATISFIED.test(item) ? 'csat' : 'rating'
}

interface Answer {
  /** Of the wide column, or the long file's own. */
  item: string
  score: string
  comment: string
  kind: string
  overall: string
  /** Without an answer there is no row. */
  where: string
}

function answers(source: SourceTable): Answer[] {
  const scores = wide(source, 'feedback.score')
  const comments = wide(source, 'feedback.comment')
  const item = ({ wide }: ColumnMapping) => (wide && 'item' in wide ? wide.item : '')
  if (!scores.length && !comments.length) return [longAnswer(source)]
  const overall = scores.filter((c) => RECOMMEND.test(item(c)) || OVERALL.test(item(c)))
  const asked = scores.map((c): Answer => {
    const score = scoreOf(c)
    return {
      item: literal(item(c)),
      score,
      comment: 'NULL::VARCHAR',
      kind: literal(kindOf(item(c))),
      overall: overall.length ? String(overall.includes(c)) : 'NULL::BOOLEAN',
      where: `${score} IS NOT NULL`,
    }
  })
  const said = comments.map((c): Answer => {
    const text = ident(columnName(c))
    return {
      item: literal(item(c)),
      score: 'NULL::DOUBLE',
      comment: `${text}::VARCHAR`,
      kind: 'NULL::VARCHAR',
      overall: 'NULL::BOOLEAN',
      where: `trim(${text}::VARCHAR) <> ''`,
    }
  })
  return [...asked, ...said]
}

function scoreOf(column: ColumnMapping): string {
  const name = ident(columnName(column))
  return column.type === 'VARCHAR' ? spoken(name) : `${name}::DOUBLE`
}

function longAnswer(source: SourceTable): Answer {
  const field = (name: string) =>
    cell(
      source,
      'feedback',
      FIELDS.find((f) => f.name === name)!,
    )
  const score = source.mapping.columns.find((c) => c.target === 'feedback.score')
  return {
    item: field('item'),
    score: score ? scoreOf(score) : 'NULL::DOUBLE',
    comment: field('comment'),
    kind: has(source, 'feedback.kind') ? field('kind') : literal(kindOf(score?.header ?? '')),
    overall: field('is_overall'),
    where: 'true',
  }
}

/**
 * A file's answers, one row each. A wide file (one column per question) gives a row per answered question, and the
 * answers of one person share `row`. A survey without a name is called by its file.
 */
export function feedbackOf(source: SourceTable, file: string, masters: boolean): string {
  const { id, join } = who(source, 'feedback', masters)
  const shared = (skip: string[]) =>
    FIELDS.filter((f) => !skip.includes(f.name)).map(
      (f) => `${withinSpan(source, `feedback.${f.name}`, cell(source, 'feedback', f))} AS ${f.name}`,
    )
  const base = shared(['customer_id', 'survey', 'item', 'is_overall', 'score', 'kind', 'comment']).join(', ')
  const survey = has(source, 'feedback.survey') ? '"feedback.survey"' : literal(file)
  const rows = answers(source).map(
    (
      a,
    ) => `SELECT ${base}, ${id} AS customer_id, ${survey}::VARCHAR AS survey, ${a.item} AS item, ${a.overall} AS is_overall,
      ${a.score} AS score, ${a.kind} AS kind, ${a.comment} AS comment, ${ident(source.table)}.rowid AS "row"
      FROM ${ident(source.table)} ${join} WHERE ${a.where}`,
  )
  return `SELECT ${FIELDS.map(({ name }) => name).join(', ')}, "row" FROM (${rows.join(' UNION ALL ')})`
}

/**
 * Scales that no file states are read off the answers to each question, over all files of one export: a part may hold
 * no answer from the upper end.
 */
export const withScales = (rows: string, question: string): string =>
  `SELECT * EXCLUDE (lowest, highest) REPLACE (${FIELDS.flatMap(scaled).join(', ')})
   FROM (SELECT *, min(score) OVER i AS lowest, max(score) OVER i AS highest FROM ${rows} WINDOW i AS (PARTITION BY ${question}))`

/** The smallest usual scale that holds all answers to the question; a recommendation is asked from 0 to 10. */
function scaled({ name, type }: Field): string[] {
  const top = `CASE WHEN score IS NULL THEN NULL WHEN highest > 100 THEN NULL WHEN highest > 10 THEN 100
    WHEN kind = 'nps' OR highest > 7 THEN 10 WHEN highest > 5 THEN 7 ELSE 5 END`
  if (name === 'scale_max') return [`coalesce(scale_max, ${top})::${SQL_TYPE[type]} AS scale_max`]
  if (name === 'scale_min')
    return [
      `coalesce(scale_min, CASE WHEN score IS NULL OR highest > 100 THEN NULL
      WHEN lowest = 0 OR highest > 10 OR (kind = 'nps' AND highest <= 10) THEN 0 ELSE 1 END)::${SQL_TYPE[type]} AS scale_min`,
    ]
  return []
}
