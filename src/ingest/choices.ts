import { ENTITIES, fieldOf } from '../model/entities'
import { signature } from '../model/header'
import { isDate } from '../model/day'
import { ORDER_STATES, ORDER_UNITS, type OrderState, type OrderUnit } from '../model/sale'
import { ENCODINGS, type Encoding } from './encoding/names'
import { WRITTEN, type TypeChoice } from './infer'
import type { Choices, SourceReport } from './load'
import { isZone } from './value/date'

const READINGS: TypeChoice['as'][] = ['text', 'id', 'number', 'date', 'boolean']

/** Stored choices → those that this version understands; undefined where none is left. */
export function readChoices(stored: Record<string, unknown> | undefined): Choices | undefined {
  const choices: Choices = {}
  const { encoding, delimiter, columns, types, nobody, settled } = stored ?? {}
  if (ENCODINGS.includes(encoding as Encoding)) choices.encoding = encoding as Encoding
  if (typeof delimiter === 'string' && delimiter.length > 0 && delimiter.length < 9)
    choices.delimiter = delimiter
  const said = entries(columns).filter(
    (entry): entry is [string, string | null] =>
      entry[1] === null || (typeof entry[1] === 'string' && !!fieldOf(entry[1])),
  )
  if (said.length) choices.columns = Object.fromEntries(said)
  const read = entries(types).flatMap(([name, type]): [string, TypeChoice][] => {
    const { as, format, decimal, scale, zone, upto } = (type ?? {}) as Partial<TypeChoice>
    if (!as || !READINGS.includes(as)) return []
    return [
      [
        name,
        {
          as,
          ...(typeof format === 'string' ? { format } : {}),
          ...(decimal === '.' || decimal === ',' ? { decimal } : {}),
          ...(typeof scale === 'number' && scale > 0 ? { scale } : {}),
          ...(typeof upto === 'string' && isDate(upto) ? { upto } : {}),
          ...(typeof zone === 'string' && (zone === WRITTEN || isZone(zone)) ? { zone } : {}),
        },
      ],
    ]
  })
  if (read.length) choices.types = Object.fromEntries(read)
  if (Array.isArray(settled) && settled.length) choices.settled = settled.map(String)
  const states = entries(stored?.states).filter((entry): entry is [string, OrderState] =>
    ORDER_STATES.includes(entry[1] as OrderState),
  )
  if (states.length) choices.states = Object.fromEntries(states)
  const kind = stored?.kind
  if (typeof kind === 'string' && (kind === 'other' || ENTITIES.some(({ name }) => name === kind)))
    choices.kind = kind
  if (ORDER_UNITS.includes(stored?.unit as OrderUnit)) choices.unit = stored!.unit as OrderUnit
  const words = entries(nobody).filter(
    (entry): entry is [string, string[]] =>
      Array.isArray(entry[1]) && entry[1].every((value) => typeof value === 'string'),
  )
  if (words.length) choices.nobody = Object.fromEntries(words)
  return Object.keys(choices).length ? choices : undefined
}

const entries = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : []

/**
 * Where the choices for a file are remembered: all of them under its header as it is read now; those of its bytes also
 * under the header as it is found by itself, by which the next file is known at first.
 */
export function memoriesOf(
  { sample, found }: Pick<SourceReport, 'sample' | 'found'>,
  { encoding, delimiter, columns, types, nobody, settled, states, unit, kind }: Choices,
): Record<string, Choices | undefined> {
  const clean = (choices: Choices) =>
    readChoices(JSON.parse(JSON.stringify(choices)) as Record<string, unknown>)
  // Of which year the days of a file are says nothing of the next one.
  const lasting = Object.fromEntries(Object.entries(types ?? {}).filter(([, { upto }]) => upto === undefined))
  const asked = settled?.filter((key) => !key.startsWith('year '))
  return {
    // Workspaces of before do not say how the file was found.
    ...(found ? { [found]: clean({ encoding, delimiter }) } : {}),
    [signature(sample.header)]: clean({
      encoding,
      delimiter,
      columns,
      types: lasting,
      nobody,
      settled: asked,
      states,
      unit,
      kind,
    }),
  }
}

const typeText = (choice: TypeChoice | undefined): string =>
  choice ? [choice.as, choice.format, choice.zone, choice.upto, choice.decimal, choice.scale].join(' ') : ''

/** In how many places two lists of choices for one file differ. */
export function changedChoices(before: Choices, now: Choices): number {
  const names = (key: 'columns' | 'types' | 'states') => [
    ...new Set([...Object.keys(now[key] ?? {}), ...Object.keys(before[key] ?? {})]),
  ]
  return (
    Number(now.encoding !== before.encoding) +
    Number(now.delimiter !== before.delimiter) +
    Number(now.unit !== before.unit) +
    Number(now.kind !== before.kind) +
    names('states').filter((name) => now.states?.[name] !== before.states?.[name]).length +
    names('columns').filter((name) => now.columns?.[name] !== before.columns?.[name]).length +
    names('types').filter((name) => typeText(now.types?.[name]) !== typeText(before.types?.[name])).length
  )
}
