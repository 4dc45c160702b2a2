import * as v from 'valibot'
import type { Column } from '../engine/table'
import type { SourceReport } from '../ingest/load'
import { AppError } from '../model/error'
import { readRecipe, type Recipe } from '../model/recipe'
import type { View } from '../model/view'

/** Raised when what is written changes so that older pages could not read it. */
export const MANIFEST_VERSION = 1

/** A file of a workspace, in the browser's storage or in a `.ziggurat` file. */
export interface StoredFile {
  name: string
  size: number
  /** XXH3 of its bytes, hex; absent where an older page wrote it, and in a `.ziggurat` file, which has its own sums. */
  sum?: string
}
/** A table is an Arrow IPC stream; `pieces` are the lengths of its messages: schema, batches, end. */
export interface StoredSource {
  report: SourceReport
  columns: Column[]
  table: StoredFile & { pieces: number[] }
  /** The text it was read from, gzip; null where there was no room. */
  original: StoredFile | null
}
/** Customers who were erased: their ids only as HMAC-SHA-256 under a key of this workspace, hex. */
export interface Erased {
  key: string
  hashes: string[]
}
/** What reports said that were saved of files, by their SHA-256, as of a date: each table as text of `report/told`. */
export interface Published {
  files: string[]
  asOf: string
  tables: string[]
}
/** All of a workspace but the bytes of its tables and originals. */
export interface Manifest {
  format: 'ziggurat'
  version: number
  /** Version of the page that wrote it. */
  app: string
  name: string
  savedAt: string
  view: View
  recipe: Recipe
  erased: Erased | null
  /** Numbers of customers in addresses, as a file of its own; null or absent: nobody has one. */
  numbers?: StoredFile | null
  /** What later reports must not give away with earlier ones; absent where an older page wrote it. */
  published?: Published[]
  sources: StoredSource[]
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const StoredFile = {
  name: v.pipe(v.string(), v.regex(/^[\w.-]{1,80}$/)),
  size: count,
  sum: v.optional(v.string()),
}
const Manifest = v.looseObject({
  format: v.literal('ziggurat'),
  version: count,
  app: v.string(),
  name: v.string(),
  savedAt: v.string(),
  view: v.looseObject({
    asOf: v.nullable(v.string()),
    period: v.string(),
    returns: v.picklist(['net', 'drop']),
    filter: v.record(v.string(), v.array(v.string())),
  }),
  recipe: v.unknown(),
  erased: v.nullable(v.strictObject({ key: v.string(), hashes: v.array(v.string()) })),
  numbers: v.nullish(v.strictObject(StoredFile)),
  published: v.optional(
    v.array(v.strictObject({ files: v.array(v.string()), asOf: v.string(), tables: v.array(v.string()) })),
  ),
  sources: v.array(
    v.looseObject({
      report: v.looseObject({
        id: count,
        file: v.string(),
        mapping: v.looseObject({ entities: v.array(v.string()), columns: v.array(v.looseObject({})) }),
        sample: v.looseObject({ header: v.array(v.string()) }),
        rowsRead: count,
        rowsKept: count,
        rowsMerged: count,
        rowsSetAside: count,
        setAside: v.array(v.unknown()),
        unread: v.array(v.unknown()),
        choices: v.looseObject({}),
      }),
      columns: v.array(v.strictObject({ name: v.string(), type: v.string() })),
      table: v.strictObject({ ...StoredFile, pieces: v.array(count) }),
      original: v.nullable(v.strictObject(StoredFile)),
    }),
  ),
})

/** Bytes that hang on a report are kept as files of their own, if at all. */
export const formatManifest = (manifest: Manifest): string =>
  JSON.stringify(manifest, (_, value: unknown) => (value instanceof Blob ? undefined : value))

/** @throws AppError `workspace.damaged` (detail), `workspace.newer` (version), `recipe.*` */
export function parseManifest(text: string): Manifest {
  let stored: unknown
  try {
    stored = JSON.parse(text)
  } catch (cause) {
    throw new AppError('workspace.damaged', { detail: 'manifest.json' }, { cause })
  }
  const version = (stored as Partial<Manifest> | null)?.version
  if (typeof version === 'number' && version > MANIFEST_VERSION)
    throw new AppError('workspace.newer', { version: String((stored as Manifest).app ?? version) })
  const parsed = v.safeParse(Manifest, stored)
  if (!parsed.success)
    throw new AppError('workspace.damaged', { detail: v.getDotPath(parsed.issues[0]) ?? 'manifest.json' })
  return { ...(parsed.output as unknown as Manifest), recipe: readRecipe(parsed.output.recipe) }
}

/** Bytes of everything a manifest names. */
export const sizeOf = ({ sources, numbers }: Pick<Manifest, 'sources' | 'numbers'>): number =>
  sources.reduce((sum, { table, original }) => sum + table.size + (original?.size ?? 0), numbers?.size ?? 0)
