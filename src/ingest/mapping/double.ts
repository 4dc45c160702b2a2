import type { ColumnMapping } from '../mapping'
import type { Told } from '../notice'

/** Columns of one heading, of which one has a meaning: which of them it is the name does not say. */
export function doubleHeadings(header: string[], columns: ColumnMapping[]): Told[] {
  const names = header.map((name) => name.replace(/ \(\d+\)$/, ''))
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index && header.includes(name)))
  return [...twice].flatMap((name): Told[] => {
    const same = columns.filter(({ index, dropped }) => names[index] === name && !dropped)
    const meant = same.some(({ target, wide }) => target && !wide)
    return meant && same.length > 1
      ? [{ code: 'double_heading', column: name, params: { n: same.length } }]
      : []
  })
}
