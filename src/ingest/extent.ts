import { ident, type Engine } from '../engine/engine'

/**
 * What the engine knows of a column of texts without a look at its rows: the first bytes of its least and its greatest
 * text, each byte a letter. All texts lie between them, whatever was taken out since.
 */
export interface Extent {
  from: string
  to: string
  /** Some text goes beyond ASCII. */
  unicode: boolean
}

const SAID = /^\[Min: (.*), Max: (.*), Has Unicode: (true|false), Max String Length: /s
const bytesOf = (text: string): string =>
  text.replace(/\\x([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))

/** What the engine says of its texts; null where it says nothing that can be relied on. */
export function parseExtent(said: string | null): Extent | null {
  const [, least, greatest, unicode] = SAID.exec(said ?? '') ?? []
  if (least === undefined || greatest === undefined) return null
  const [from, to] = [bytesOf(least), bytesOf(greatest)]
  return from && from <= to ? { from, to, unicode: unicode === 'true' } : null
}

/** Extents of columns of a table, by name; those of which nothing is known are not in it. */
export async function extentsOf(
  engine: Engine,
  table: string,
  columns: string[],
  signal?: AbortSignal,
): Promise<Map<string, Extent>> {
  const found = new Map<string, Extent>()
  if (!columns.length) return found
  const said = columns.map((name, i) => `stats(${ident(name)}) AS s${i}`)
  const [row] = await engine.query<Record<string, string | null>>(
    `SELECT ${said.join(', ')} FROM ${ident(table)} LIMIT 1`,
    [],
    signal,
  )
  columns.forEach((name, i) => {
    const extent = row ? parseExtent(row[`s${i}`] ?? null) : null
    if (extent) found.set(name, extent)
  })
  return found
}

/** Whether a text of the column may begin so, as far as is known. */
export function mayBegin(extent: Extent | undefined, start: string): boolean {
  if (!extent) return true
  const { from, to } = extent
  return from.slice(0, start.length) <= start && start <= to.slice(0, start.length).padEnd(start.length, '\0')
}

/** With what every text of the column begins. */
export function commonStart({ from, to }: Extent): string {
  let n = 0
  while (n < from.length && from[n] === to[n]) n++
  return from.slice(0, n)
}
