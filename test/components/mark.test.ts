import { expect, test } from 'vitest'
import { OTHERS, UNSAID } from '../../src/analysis/dimension'
import { matrix } from '../../src/analysis/heatmap/panels'
import type { PanelResult } from '../../src/analysis/panel'
import { marksOf } from '../../src/components/mark'

const chosen = (row: string, column: string) =>
  marksOf(
    matrix,
    { rows: [], frame: { controls: { rows: 'region', columns: 'tier' } } } as unknown as PanelResult,
    { row, column },
  )

test('a click on a cell chooses both of its values', () => {
  expect(chosen('north', 'gold')).toEqual([
    { field: 'region', value: 'north' },
    { field: 'tier', value: 'gold' },
  ])
})

test('and none for those of whom it is not said, or for all others', () => {
  expect(chosen(UNSAID, 'gold')).toEqual([{ field: 'tier', value: 'gold' }])
  expect(chosen('north', OTHERS)).toEqual([{ field: 'region', value: 'north' }])
})
