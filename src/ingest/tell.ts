import { WRITTEN, type TypeChoice } from './infer'
import type { ColumnMapping, Mapping } from './mapping'
import type { Asked, Option, Told } from './notice'
import type { UnreadCells } from './refused'
import type { Sample } from './sample'
import { isToldAsDamaged } from './tidy'
import { canonical, isMissing, type Reading } from './value'
import { UNKNOWN } from './value/date/year'
import { formatsOf, lacksYear } from './year'

/** What is to be told and asked of how the cells of a file are read, once the whole of it was read. */
export function tellReadings(
  mapping: Mapping,
  sample: Sample,
  unread: UnreadCells[],
  rows: number,
): { notices: Told[]; questions: Asked[] } {
  const used = mapping.columns.filter(({ target, dropped }) => target && !dropped)
  const cells = (index: number) =>
    sample.rows.map((row) => row[index] ?? '').filter((cell) => !isMissing(cell))
  return {
    notices: [
      ...zonesTold(used),
      ...used.flatMap((column) => [
        ...yearTold(column, cells(column.index)),
        ...unitTold(column),
        ...formsTold(column, cells(column.index)),
      ]),
      ...unread
        .filter(
          (cells) =>
            cells.count > 0 &&
            !used.some((own) => own.header === cells.column && isToldAsDamaged(cells, own, mapping)),
        )
        .map(({ column, count, examples }): Told => ({
          code: 'error_cells',
          column,
          params: { n: count, total: rows, example: examples.join(', ') },
        })),
    ],
    questions: [
      ...turnAsked(used, cells),
      ...used.flatMap((column) => [...marksAsked(column, cells(column.index)), ...unitAsked(column)]),
      ...used.flatMap((column) => yearAsked(column, cells(column.index))),
      ...zoneAsked(used),
    ],
  }
}

const choose = (header: string, choice: TypeChoice): Option['choices'] => ({ types: { [header]: choice } })

/** Labels of an option by what stands first in its format. */
const FIRST: [starts: string, label: string][] = [
  ['%d', 'option.day_first'],
  ['%m', 'option.month_first'],
  ['', 'option.year_first'],
]
const labelOf = (formats: string[], against: string[]): string => {
  const own = formats.find((format) => !against.includes(format)) ?? formats[0]!
  return FIRST.find(([starts]) => own.startsWith(starts))![1]
}

/** Day or month first. One answer is for all columns that leave it open in the same way: one program wrote them. */
function turnAsked(used: ColumnMapping[], cells: (index: number) => string[]): Asked[] {
  const asked: Asked[] = []
  const sorted = [...used].sort((a, b) => Number(isOrder(b)) - Number(isOrder(a)))
  for (const { header, index, reading } of sorted) {
    if (reading.as !== 'date' || !reading.rivals?.length) continue
    const own = [reading.format, ...(reading.others ?? [])]
    const ways = [own, ...reading.rivals.map((rival) => rival.split('|'))]
    const read = (formats: string[], cell: string) =>
      canonical(cell, { ...reading, format: formats[0]!, others: formats.slice(1) })
    const open = cells(index).find((cell) => new Set(ways.map((way) => read(way, cell))).size > 1)
    if (open === undefined) continue
    const options = ways
      .map((way, i) => ({
        label: labelOf(way, ways[i ? 0 : 1]!),
        params: { example: read(way, open)?.slice(0, 10) ?? '–' },
        choices: choose(header, { as: 'date', format: way.join('|') }),
      }))
      .toSorted((a, b) => place(a.label) - place(b.label))
    const chosen = options.findIndex(({ choices }) => choices.types![header]!.format === own.join('|'))
    const like = asked.find(
      (other) => other.options.map(({ label }) => label).join() === options.map(({ label }) => label).join(),
    )
    if (like && like.chosen === chosen)
      like.options.forEach((option, i) => Object.assign(option.choices.types!, options[i]!.choices.types))
    else
      asked.push({
        code: 'date_order',
        column: header,
        params: { example: open.trim().slice(0, 40) },
        options,
        chosen,
        confidence: reading.sure ?? 0.5,
      })
  }
  return asked
}
const isOrder = ({ target }: ColumnMapping): boolean => target === 'orders.ordered_at'
const place = (label: string): number => FIRST.findIndex(([, name]) => name === label)

/** Cells in other forms than most: they are read, and it is said. */
function formsTold({ header, reading }: ColumnMapping, cells: string[]): Told[] {
  if (reading.as === 'number' && reading.either) {
    const main = { ...reading, either: undefined } as Reading
    const other = cells.find((cell) => canonical(cell, main) === undefined)
    return other
      ? [{ code: 'number_marks', column: header, params: { example: other.trim().slice(0, 40) } }]
      : []
  }
  if (reading.as !== 'date' || !reading.others?.length) return []
  const main = { ...reading, others: [] }
  const others = cells.filter((cell) => canonical(cell, main) === undefined)
  const example = [cells.find((cell) => canonical(cell, main) !== undefined), others[0]]
    .map((cell) => cell?.trim().slice(0, 40))
    .filter(Boolean)
    .join(', ')
  return [{ code: 'date_forms', column: header, params: { n: reading.others.length + 1, example } }]
}

function marksAsked({ header, reading }: ColumnMapping, cells: string[]): Asked[] {
  if (reading.as !== 'number' || !reading.assumed) return []
  const example = cells.find((cell) => /\d[.,]\d{3}\D*$/.test(cell))?.trim() ?? ''
  const decimalOf = /,\d{3}\D*$/.test(example) ? ',' : '.'
  const { scale } = reading
  const option = (label: string, decimal: '.' | ','): Option => ({
    label,
    choices: choose(header, { as: 'number', decimal, ...(scale === undefined ? {} : { scale }) }),
  })
  const decimals = reading.decimal === decimalOf
  return [
    {
      code: 'number_marks',
      column: header,
      params: { example },
      options: [
        option('option.thousands', decimalOf === ',' ? '.' : ','),
        option('option.decimals', decimalOf),
      ],
      chosen: decimals ? 1 : 0,
      confidence: 0.7,
    },
  ]
}

function unitTold({ header, reading }: ColumnMapping): Told[] {
  if (reading.as !== 'number' || !reading.unit || reading.scale === 1) return []
  return [{ code: 'unit', column: header, params: { unit: reading.unit.unit, factor: reading.scale! } }]
}
function unitAsked({ header, reading, why }: ColumnMapping): Asked[] {
  if (reading.as !== 'number' || !reading.unit || why?.key === 'chosen') return []
  const { unit, factor } = reading.unit
  const decimal = reading.assumed ? {} : { decimal: reading.decimal }
  const option = (label: string, scale: number): Option => ({
    label,
    params: { unit, factor },
    choices: choose(header, { as: 'number', ...decimal, scale }),
  })
  return [
    {
      code: 'unit',
      column: header,
      params: { unit, factor },
      options: [option('option.multiply', factor), option('option.as_written', 1)],
      chosen: reading.scale === 1 ? 1 : 0,
      confidence: reading.scale === 1 ? 0.6 : 0.9,
    },
  ]
}

/** 480 → UTC+08:00. */
const offsetText = (minutes: number): string => {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  return minutes
    ? `UTC${minutes < 0 ? '−' : '+'}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`
    : 'UTC'
}
function zoneTold({ header, reading }: ColumnMapping): Told[] {
  if (reading.as !== 'date' || !reading.offsets?.length) return []
  const zone = reading.zone ?? reading.offsets.map(offsetText).join(', ')
  return [{ code: 'time_zone', column: header, params: { zone } }]
}
/** Columns of one zone are told once, by the day of the order where it is among them. */
function zonesTold(used: ColumnMapping[]): Told[] {
  const told = [...used].sort((a, b) => Number(isOrder(b)) - Number(isOrder(a))).flatMap(zoneTold)
  return told.filter(({ params }, at) => told.findIndex((other) => other.params.zone === params.zone) === at)
}
/** Only where times of several zones were brought into one: which is the shop's nobody knows. One answer is for all columns. */
function zoneAsked(used: ColumnMapping[]): Asked[] {
  const mixed = used.flatMap(({ header, reading, why }) => {
    if (reading.as !== 'date' || !reading.zone || why?.key === 'chosen') return []
    const offsets = reading.offsets ?? []
    return offsets.at(-1)! - offsets[0]! > 60 ? [{ header, reading, zone: reading.zone }] : []
  })
  const [first] = mixed
  if (!first) return []
  const zones = [...new Set([first.zone, 'UTC', WRITTEN])]
  const types = (zone: string) =>
    mixed.map(({ header, reading }): [string, TypeChoice] => [
      header,
      { as: 'date', format: [reading.format, ...(reading.others ?? [])].join('|'), zone },
    ])
  return [
    {
      code: 'time_zone',
      column: first.header,
      params: { zone: first.zone },
      options: zones.map((zone) => ({
        label: zone === WRITTEN ? 'option.zone_written' : 'option.zone',
        params: { zone },
        choices: { types: Object.fromEntries(types(zone)) },
      })),
      chosen: 0,
      confidence: 0.85,
    },
  ]
}

/** Days without a year are told with the one they are read as. */
function yearTold({ header, reading }: ColumnMapping, cells: string[]): Told[] {
  if (!lacksYear(reading)) return []
  const example = cells.find((cell) => canonical(cell, reading))
  if (example === undefined) return []
  const date = canonical(example, reading)!.slice(0, 10)
  return [{ code: 'year', column: header, params: { example: example.trim().slice(0, 40), date } }]
}
/** Less sure than this and it is asked of which years they are. */
const SURE_YEAR = 0.75
const YEARS = 3
function yearAsked({ header, reading, why }: ColumnMapping, cells: string[]): Asked[] {
  if (!lacksYear(reading) || (reading.years ?? 1) >= SURE_YEAR || why?.key === 'chosen') return []
  const { upto = UNKNOWN } = reading
  const example = cells.find((cell) => canonical(cell, reading))
  if (example === undefined) return []
  const options = Array.from({ length: YEARS }, (_, i): Option => {
    const until = `${Number(upto.slice(0, 4)) - i}${upto.slice(4)}`
    const days = cells
      .flatMap((cell) => canonical(cell, { ...reading, upto: until })?.slice(0, 10) ?? [])
      .sort()
    return {
      label: 'option.years',
      params: { from: days[0] ?? '–', to: days.at(-1) ?? '–' },
      choices: choose(header, { as: 'date', format: formatsOf(reading).join('|'), upto: until }),
    }
  })
  return [
    {
      code: 'year',
      column: header,
      params: { example: example.trim().slice(0, 40) },
      options,
      chosen: 0,
      confidence: reading.years ?? 0,
    },
  ]
}
