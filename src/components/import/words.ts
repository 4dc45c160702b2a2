import type { Format } from '../../ingest/unpack'
import type { Say } from '../../analysis/panel'
import type { EntityName } from '../../model/entities'
import { ROLE_GROUPS, targetOf } from '../../model/roles'
import type { Dialect } from '../../ingest/dialect'
import type { Encoding } from '../../ingest/encoding'
import type { TypeChoice, Why } from '../../ingest/infer'
import type { SourceReport } from '../../ingest/load'
import type { ColumnMapping } from '../../ingest/mapping'
import { EPOCH, EPOCH_MS, ROC, SERIAL } from '../../ingest/value'

/** Below this the mapping is not sure of a column and asks. */
export const UNSURE = 0.6

export const ENCODING_NAMES: Record<Encoding, string> = {
  'utf-8': 'UTF-8',
  gb18030: 'GB18030 / GBK',
  big5: 'Big5',
  shift_jis: 'Shift_JIS',
  'euc-kr': 'EUC-KR',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1252': 'Windows-1252',
}
export const DELIMITERS = [
  { value: ',', key: 'data.delimiter.comma' },
  { value: '\t', key: 'data.delimiter.tab' },
  { value: ';', key: 'data.delimiter.semicolon' },
  { value: '|', key: 'data.delimiter.pipe' },
  { value: '，', key: 'data.delimiter.wide' },
]

export function delimiterText(delimiter: string, say: Say): string {
  const known = DELIMITERS.find(({ value }) => value === delimiter)
  return known ? say.t(known.key) : delimiter
}

/** What is unusual about the head of a file; nothing where the first line is the header. */
export function headText({ skip, headerRows }: Dialect, say: Say): string[] {
  return [
    ...(skip ? [say.t(headerRows ? 'data.source.skipped' : 'data.source.above', { n: skip })] : []),
    ...(headerRows > 1 ? [say.t('data.source.joined', { n: headerRows })] : []),
    ...(headerRows ? [] : [say.t('data.source.headless')]),
  ]
}
/** Totals and notes at its foot, which were no rows and are missed by nobody. */
export function footText({ setAside }: Pick<SourceReport, 'setAside'>, say: Say): string[] {
  const parts = (['total', 'note'] as const).flatMap((reason) => {
    const n = setAside.filter((row) => row.reason === reason).length
    return n ? [say.t(`data.source.${reason}s`, { n })] : []
  })
  return parts.length ? [say.t('data.source.below', { what: parts.join(say.t('comma')) })] : []
}
/** Why a text is cut as it is, and why this line is its header. */
export function cutText({ reasons, skip, body, headerRows }: Dialect, say: Say): string[] {
  const lines = headerRows > 1 ? `${skip + 1}–${body}` : `${skip + 1}`
  return [say.t(`data.cut.${reasons.delimiter}`), say.t(`data.header.${reasons.header}`, { lines })]
}

/** How the cells of a column are read, in words. */
export function readingText({ reading }: Pick<ColumnMapping, 'reading'>, say: Say): string {
  if (reading.as === 'date') return say.t('data.reading.date', { format: formatText(reading.format, say) })
  if (reading.as !== 'number') return say.t(`data.reading.${reading.as}`)
  if (reading.decimal === ',') return say.t('data.reading.comma')
  return say.t(reading.plain ? 'data.reading.number' : 'data.reading.written')
}
/** One of the ways to read a column. */
export function choiceText({ as, format, decimal }: TypeChoice, say: Say): string {
  if (as === 'date') return say.t('data.reading.date', { format: formatText(format ?? '', say) })
  if (as === 'number') return say.t(decimal === ',' ? 'data.reading.comma' : 'data.reading.point')
  return say.t(`data.reading.${as}`)
}
/** Why a column is read as it is. */
export const whyText = ({ key, count = 0, of = 0, example = '' }: Why, say: Say): string =>
  say.t(`data.why.${key}`, { count: say.count(count), of: say.count(of), example })

const PARTS: Record<string, string> = {
  '%Y': 'YYYY',
  '%y': 'YY',
  '%m': 'MM',
  '%b': 'MMM',
  '%d': 'DD',
  '%H': 'hh',
  '%M': 'mm',
  '%S': 'ss',
}
const NAMED: Record<string, string> = {
  [ROC]: 'roc',
  [SERIAL]: 'serial',
  [EPOCH]: 'epoch',
  [EPOCH_MS]: 'epochMs',
}
function formatText(format: string, say: Say): string {
  const named = Object.keys(NAMED).find((name) => format === name || format.startsWith(`${name} `))
  const rest = named === undefined ? format : format.slice(named.length)
  const text = rest.replace(/%\w/g, (part) => PARTS[part] ?? part)
  return named === undefined ? text : say.t(`data.reading.${NAMED[named]}`) + text
}

/** `orders.amount` → its label; null is "keep as attribute". */
export const targetText = (target: string | null, say: Say): string =>
  target ? say.t(`field.${target}`) : say.t('data.mapping.attribute')

export const entitiesText = (entities: readonly string[], say: Say): string =>
  entities.map((name) => say.t(`entity.${name}`)).join(say.t('data.source.and'))

export interface TargetGroup {
  label: string
  options: { value: string; label: string }[]
}
/** Everything that a column can mean, once, by whom or what it is about; what the file holds comes first. */
export function targetGroups(first: readonly EntityName[], say: Say): TargetGroup[] {
  return [...ROLE_GROUPS]
    .sort((a, b) => rank(a.name, first) - rank(b.name, first))
    .map(({ name, roles }) => ({
      label: say.t(`import.about.${name}`),
      options: roles.map((role) => {
        const target = targetOf(role, first)
        return { value: target, label: targetText(target, say) }
      }),
    }))
}
const rank = (name: EntityName, first: readonly EntityName[]): number =>
  first.includes(name) ? first.indexOf(name) : first.length

/** What a table came in, where it was not text. */
export const FORMAT_NAMES: Record<Exclude<Format, 'text'>, string> = {
  xlsx: 'Excel',
  xls: 'Excel',
  ods: 'ODS',
  numbers: 'Numbers',
  html: 'HTML',
  parquet: 'Parquet',
  json: 'JSON',
  ndjson: 'NDJSON',
  arrow: 'Arrow',
}
