import { ENTITIES, normalise, type Field } from '../../model/entities'

/** Synonyms in the form in which names are compared, worked out once: a wide file asks for them a million times. */
const COMPARED = new Map<Field, { text: string; part: boolean }[]>(
  ENTITIES.flatMap((e) => e.fields).map((field) => [
    field,
    field.synonyms
      .map(normalise)
      .map((text) => ({ text, part: text.length >= (/[\u4e00-\u9fff]/.test(text) ? 3 : 6) })),
  ]),
)
const NAMES = new Map<string, string>()
function compared(header: string): string {
  const known = NAMES.get(header)
  if (known !== undefined) return known
  if (NAMES.size > 10_000) NAMES.clear()
  const name = normalise(header)
  NAMES.set(header, name)
  return name
}

/** Exact name (earlier synonyms first) 1…0.95, part of a name 0.6, else 0. */
export function nameScore(header: string, field: Field): number {
  const name = compared(header)
  if (!name) return 0
  const synonyms = COMPARED.get(field)!
  const exact = synonyms.findIndex(({ text }) => text === name)
  if (exact >= 0) return 1 - Math.min(exact, 50) / 1000
  const part = synonyms.some(({ text, part }) => part && (name.startsWith(text) || name.endsWith(text)))
  return part ? 0.6 : 0
}
