import type { Inference } from '../infer'
import type { ColumnMapping } from '../mapping'
import type { Sheet } from './sheet'

/** A column that means nothing to the model: kept under its header. */
export function attribute(sheet: Sheet, index: number): ColumnMapping {
  const inference = sheet.asAttribute(index)
  return {
    index,
    header: sheet.header[index]!,
    target: null,
    confidence: isOpen(inference) ? 0.5 : 1,
    reason: 'attribute',
    ...plain(inference),
  }
}
export const plain = ({
  reading,
  type,
  why,
}: Inference): Pick<ColumnMapping, 'reading' | 'type' | 'why'> => ({
  reading,
  type,
  why,
})
/** Nothing says which of two numbers is the day: the reader is asked. */
export const isOpen = ({ why }: Inference): boolean => why.key.startsWith('assumed')
