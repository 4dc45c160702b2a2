import type { Published } from './manifest'

/** What reports said that were saved of files of this page, so that later ones give nothing away with them. */
let all: Published[] = []

/** They are remembered together up to so many characters. */
const MOST = 2_000_000

const isOf = (one: Published, other: Omit<Published, 'tables'>): boolean =>
  one.asOf === other.asOf && one.files.join() === other.files.join()

const lengthOf = (tables: Iterable<string>): number =>
  [...tables].reduce((sum, { length }) => sum + length, 0)

/** What was said of these files as of this date, each table as text. */
export const publishedOf = (files: string[], asOf: string): string[] =>
  all.find((each) => isOf(each, { files, asOf }))?.tables ?? []

/** Whether all that would then be remembered is not too much to keep. */
export function fits({ files, asOf, tables }: Published): boolean {
  const others = all.filter((each) => !isOf(each, { files, asOf })).flatMap((each) => each.tables)
  return lengthOf([...others, ...new Set([...publishedOf(files, asOf), ...tables])]) <= MOST
}

/** Remembers what a report says, beside what is known already. */
export function publish({ files, asOf, tables }: Published): void {
  const known = publishedOf(files, asOf)
  const others = all.filter((each) => !isOf(each, { files, asOf }))
  all = [...others, { files, asOf, tables: [...new Set([...known, ...tables])] }]
}

/** What is kept with a workspace of these files, each with its SHA-256: nothing of files that left it, and no more than fits. */
export function publishedAmong(files: { sha256: string }[]): Published[] {
  const there = new Set(files.map(({ sha256 }) => sha256))
  let room = MOST
  const kept = (table: string): boolean => (room -= table.length) >= 0
  return all
    .filter(({ files: own }) => own.every((sha256) => there.has(sha256) || there.has(UNKNOWN)))
    .map((each) => ({ ...each, tables: each.tables.filter(kept) }))
}
/** A file that is not hashed yet may be any. */
const UNKNOWN = ''

/** Nothing of it is remembered any more. */
export function forgetPublished(): void {
  all = []
}
