import type { Say } from '../../analysis/panel'
import { subjectText } from '../../analysis/quality/words'
import type { Hit } from '../../analysis/quality/measure'
import { QUALITY_RULES, WEIGHTY, type QualityRule } from '../../model/quality'
import { sumOf, type Cell, type Row } from '../../model/row'

/** One rule with everything it found, by file or kind. */
export interface Found {
  rule: QualityRule
  n: number
  total: number
  done: string[]
  parts: { subject: string; n: number; total: number; share: number | null }[]
}

/** Their parts are kinds of finding in the same rows. */
const ONE_BASE: QualityRule[] = ['amount', 'currency', 'not_positive', 'outlier']

/** Rows of the panel → rules: what can change figures, what is good to know, what was searched in vain. */
export function byRule(rows: Row[]): {
  weighty: Found[]
  light: Found[]
  nothing: Found[]
  idle: QualityRule[]
} {
  const found = QUALITY_RULES.flatMap((rule): Found[] => {
    const own = rows.filter((row) => row.rule === rule)
    if (!own.length) return []
    const hit = own.filter((row) => Number(row.n) > 0)
    return [
      {
        rule,
        n: sumOf(own, 'n'),
        total: ONE_BASE.includes(rule) ? Number(own[0]!.total) : sumOf(own, 'total'),
        done: [...new Set(hit.map((row) => String(row.done)))],
        parts: hit.map((row) => ({
          subject: String(row.subject),
          n: Number(row.n),
          total: Number(row.total),
          share: row.share === null ? null : Number(row.share),
        })),
      },
    ]
  })
  const some = found.filter(({ n }) => n > 0)
  return {
    weighty: some.filter(({ rule }) => WEIGHTY.includes(rule)),
    light: some.filter(({ rule }) => !WEIGHTY.includes(rule)),
    nothing: found.filter(({ n }) => n === 0),
    idle: QUALITY_RULES.filter((rule) => !rows.some((row) => row.rule === rule)),
  }
}

/** The rows of these stand elsewhere: set-aside rows with their text under the file, empty cells by column. */
export const opens = (rule: QualityRule): boolean =>
  !['set_aside', 'duplicate', 'replaced', 'completeness'].includes(rule)

/** What stands in place of what was found, in the reader's words. */
export function insteadText(rule: QualityRule, instead: string | null, say: Say): string {
  if (instead === null) return ''
  if (rule === 'status') return say.t(`inspect.state.${instead}`)
  if (rule !== 'likely_same') return instead
  return instead
    .split(' ')
    .map((why) => say.t(`inspect.why.${why}`))
    .join(say.t('data.source.and'))
}

/** Heads of the columns of a rule's rows; null: that column says nothing here. */
export function headsOf(rule: QualityRule, hits: Hit[], say: Say): (string | null)[] {
  const head = (part: 'found' | 'instead'): string => {
    const own = say.t(`inspect.${part}.${rule}`)
    return own.startsWith('inspect.') ? say.t(`inspect.head.${part}`) : own
  }
  return [
    hits.some((hit) => hit.ref !== null) ? say.t('inspect.head.ref') : null,
    hits.some((hit) => hit.found !== null) ? head('found') : null,
    hits.some((hit) => hit.instead !== null) ? head('instead') : null,
    hits.some((hit) => hit.n !== 1) ? say.t('inspect.head.n') : null,
  ]
}

/** Rows of findings as a file: which rule, where, and the row. */
export const csvOf = (parts: { rule: QualityRule; subject: string; hits: Hit[] }[], say: Say): Cell[][] => [
  [
    say.t('column.rule'),
    say.t('column.subject'),
    ...['ref', 'found', 'instead', 'n'].map((part) => say.t(`inspect.head.${part}`)),
  ],
  ...parts.flatMap(({ rule, subject, hits }) =>
    hits.map((hit) => [
      say.t(`quality.rule.${rule}`),
      subjectText(subject, say),
      hit.ref,
      hit.found,
      insteadText(rule, hit.instead, say),
      hit.n,
    ]),
  ),
]
