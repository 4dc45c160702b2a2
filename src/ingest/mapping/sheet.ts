import type { FieldType } from '../../model/entities'
import { inferAs, inferAttribute, type Inference, type TypeChoice } from '../infer'
import { isMissing } from '../value'

/** The sample by columns; what is asked of a column is worked out once. */
export class Sheet {
  private readonly columns: string[][] = []
  private readonly filled: number[] = []
  private readonly readings = new Map<string, Inference>()

  constructor(
    readonly header: string[],
    readonly rows: string[][],
    /** Header → how the user says its cells are read. */
    readonly types: Partial<Record<string, TypeChoice>> = {},
  ) {}

  cells(index: number): string[] {
    return (this.columns[index] ??= this.rows.map((row) => row[index] ?? ''))
  }
  /** Cells that say something; at most so many. */
  present(index: number, most = Infinity): string[] {
    const found: string[] = []
    for (const cell of this.cells(index)) {
      if (found.length >= most) break
      if (!isMissing(cell)) found.push(cell.trim())
    }
    return found
  }
  /** No cell of the column says anything, though there are rows. */
  blank(index: number): boolean {
    this.filled[index] ??= this.present(index, 1).length
    return this.rows.length > 0 && this.filled[index] === 0
  }
  as(index: number, type: FieldType): Inference {
    const key = `${index} ${type}`
    const known = this.readings.get(key) ?? inferAs(this.cells(index), type, this.types[this.header[index]!])
    this.readings.set(key, known)
    return known
  }
  asAttribute(index: number): Inference {
    return inferAttribute(this.cells(index), this.types[this.header[index]!])
  }
}
