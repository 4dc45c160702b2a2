import type { FieldType } from '../../model/entities'
import {
  formOf,
  inferAs,
  inferAttribute,
  presentOf,
  SQL_TYPE,
  type Inference,
  type TypeChoice,
} from '../infer'

/** The sample by columns; what is asked of a column is worked out once. */
export class Sheet {
  private readonly columns: string[][] = []
  private readonly filled: string[][] = []
  private readonly readings: Map<string, Inference>[] = []

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
    return this.said(index)
      .slice(0, most)
      .map((cell) => cell.trim())
  }
  private said(index: number): string[] {
    return (this.filled[index] ??= presentOf(this.cells(index)))
  }
  /** No cell of the column says anything, though there are rows. */
  blank(index: number): boolean {
    return this.rows.length > 0 && !this.said(index).length
  }
  as(index: number, type: FieldType): Inference {
    const form = formOf(type)
    // Numbers are read alike whatever they are kept as, and so are dates.
    const found = this.once(
      index,
      form === 'number' || form === 'date' ? form : type,
      (cells, choice, present) => inferAs(cells, type, choice, present),
    )
    return form === 'number' ? { ...found, type: SQL_TYPE[type] } : found
  }
  asAttribute(index: number): Inference {
    return this.once(index, 'attribute', inferAttribute)
  }
  private once(index: number, what: string, infer: typeof inferAttribute): Inference {
    const known = (this.readings[index] ??= new Map<string, Inference>())
    const found =
      known.get(what) ?? infer(this.cells(index), this.types[this.header[index]!], this.said(index))
    known.set(what, found)
    return found
  }
}
