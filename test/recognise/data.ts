import { readFileSync } from 'node:fs'
import { fileOf, type Shape } from '../../src/cli/recognise'
import { ENTITIES } from '../../src/model/entities'
import { NAMED, namesOf } from '../../src/ingest/mapping/names'
import { refuse } from '../../src/ingest/mapping/refusal'
import { Sheet } from '../../src/ingest/mapping/sheet'
import { signsOf } from '../../src/ingest/recognise/signs'
import { headingOf } from '../../src/ingest/recognise/heading'
import type { Concept } from '../../src/ingest/recognise/words'
import { featuresOf, nameFeatures, type ColumnFeatures } from '../../src/ingest/recognise/features'
import { takeSample } from '../../src/ingest/sample'

export interface Labelled extends Shape {
  kinds: string[]
  kinds_also?: string[]
  refuse: string | null
  customer_key?: { column: string; strength: string } | null
  expected: {
    index: number
    field: string | null
    also?: string[]
    near?: string[]
    role?: string
    wide?: boolean
  }[]
  ask?: string
}

/** The same with the meanings in the order of the columns: a target, `-role`, or `-`. */
interface Table extends Omit<Labelled, 'expected'> {
  columns: string[]
  also?: Record<string, string[]>
}
const expectedOf = ({ header, columns, also = {} }: Table): Labelled['expected'] =>
  columns.map((meaning, index) => ({
    index,
    field: meaning.startsWith('-') ? null : meaning,
    ...(meaning.length > 1 && meaning.startsWith('-') ? { role: meaning.slice(1) } : {}),
    also: also[header[index]!] ?? [],
  }))
export const labelled = (file: string): Labelled[] =>
  (JSON.parse(readFileSync(file, 'utf8')) as (Labelled | Table)[]).map((table) =>
    'columns' in table ? { ...table, expected: expectedOf(table) } : table,
  )

/** A labelled table as the recogniser sees it. */
export interface Seen {
  id: string
  lang: string
  kind: string
  signs: string[]
  columns: { features: ColumnFeatures; role: string; also: string[] }[]
}

/** Kinds that hold nothing the model takes, as classes of their own. */
export const kindOf = ({ kinds, refuse }: Pick<Labelled, 'kinds' | 'refuse'>): string =>
  kinds[0] ?? `refuse.${refuse ?? 'other'}`

/** Ids that several entities share are the order's; a country is the customer's. */
function roleOf(field: string | null, role: string | undefined, header: string): string {
  const { concepts } = headingOf(header)
  const says = (...words: Concept[]) => words.every((word) => concepts.includes(word))
  if (!field && role === 'refund') return 'orders.refund'
  // Fields that the labels do not know yet.
  if (!field && says('refund', 'status')) return 'orders.refund_status'
  if (!field && says('payment', 'status')) return 'orders.payment_status'
  if (!field) return role ? `-${role}` : '-'
  if (field === 'orders.region' && headingOf(header).concepts.includes('country')) return 'customers.country'
  return field
}

export async function see(shape: Labelled): Promise<Seen> {
  const { header, rows } = await takeSample(fileOf(shape), `${shape.id}.csv`)
  const sheet = new Sheet(header, rows)
  const features = featuresOf(sheet)
  return {
    id: shape.id,
    lang: shape.lang,
    kind: kindOf(shape),
    signs: signsOf(sheet, features),
    columns: shape.expected
      .filter(({ index }) => features[index])
      .map(({ index, field, also = [], role }) => ({
        features: features[index]!,
        role: roleOf(field, role, shape.header[index]!),
        also,
      })),
  }
}

export interface Synonym {
  kind: string
  header: string
  role: string
}
/** Headings whose meaning is known and whose cells are not: the model's synonyms. */
export function synonyms(): Synonym[] {
  return ENTITIES.flatMap(({ name, fields }) =>
    fields.flatMap((field) =>
      field.synonyms.map((header) => ({
        kind: name === 'order_lines' ? 'orders' : name,
        header,
        role: `${name}.${field.name}`,
      })),
    ),
  )
}

interface Header {
  id: string
  headers: string[]
}
interface Mapped {
  id: string
  entities: string[]
  map: Record<string, { to: string[] }>
}
/** Header rows of real exports with what their columns mean; no cells. */
export interface Named {
  id: string
  kind: string
  signs: string[]
  columns: { header: string; role: string; also: string[] }[]
}
export function headers(folder: string): Named[] {
  const read = <T>(name: string) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as T
  const mapped = new Map(read<Mapped[]>('mapping.json').map((one) => [one.id, one]))
  return read<Header[]>('headers.json').flatMap(({ id, headers }) => {
    const own = mapped.get(id)
    const kind = namedKind(headers, own)
    if (!kind) return []
    return [
      {
        id,
        kind,
        signs: signsOf(new Sheet(headers, []), headers.map(nameOnly)),
        columns: headers.flatMap((header) => {
          const to = kind.startsWith('refuse.') ? undefined : own?.map[header]?.to
          return [{ header, role: to?.[0] ?? '-', also: to?.slice(1) ?? [] }]
        }),
      },
    ]
  })
}
/** What a header row holds; contacts with nobody are the sums of a campaign, and what is not mapped is refused. */
function namedKind(header: string[], own: Mapped | undefined): string | null {
  const refused = refuse(header)
  if (!own) return refused && `refuse.${refused}`
  const targets = Object.values(own.map).flatMap(({ to }) => to)
  return own.entities[0] === 'touches' && !targets.includes('touches.customer_id')
    ? 'refuse.advertising'
    : (own.entities[0] ?? null)
}

export const nameOnly = (header: string): ColumnFeatures => ({
  found: nameFeatures(header),
  known: new Map([...namesOf(header)].filter(([, score]) => score > NAMED)),
})
