import { MORE_FACTS } from '../../tables/tiers'
import { DEFAULT_INDICATORS } from '../../model/scheme'
import type { Session } from '../session'
import traitsSql from './traits.sql?raw'

/** What an indicator may stand on. */
export interface IndicatorField {
  name: string
  /** `fact`: computed for any date; `said`: as the customer files say it at present. */
  kind: 'fact' | 'said'
  /** Words of a field that holds no numbers, most customers first. */
  words: string[] | null
}

/** Fields of these data that an indicator may stand on; computed facts first. */
export async function indicatorFields(session: Session): Promise<IndicatorField[]> {
  const known = await session.indicators()
  const rows = await session.quiet(({ engine }) =>
    engine.query<{ name: string; value: string | null; customers: number }>(traitsSql),
  )
  const said = new Map<string, { words: string[]; worded: number; counted: number }>()
  for (const { name, value, customers } of rows) {
    const of = said.get(name) ?? { words: [], worded: 0, counted: 0 }
    if (value === null) of.counted += customers
    else {
      of.words.push(value)
      of.worded += customers
    }
    said.set(name, of)
  }
  const facts = [...known].filter((name) => !said.has(name) && isFact(name))
  return [
    ...facts.map((name): IndicatorField => ({ name, kind: 'fact', words: null })),
    ...[...said].map(([name, { words, worded, counted }]): IndicatorField => ({
      name,
      kind: 'said',
      words: worded > counted ? words : null,
    })),
  ]
}

/** Words of more than 40 kinds are names, not grades: they stand in `known` alone. */
const isFact = (name: string): boolean => USUAL.has(name) || MORE_FACTS.some((fact) => fact === name)
const USUAL = new Set(DEFAULT_INDICATORS.map(({ name }) => name))
