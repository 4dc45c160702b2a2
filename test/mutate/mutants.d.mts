export interface Mutant {
  start: number
  end: number
  line: number
  kind: 'operator' | 'constant' | 'word' | 'condition' | 'empty'
  was: string
  by: string
}
export function mutantsOf(path: string, text: string, inside?: string[] | null): Mutant[]
