import { describe, expect, it } from 'vitest'
import { contrast } from '../../src/charts/contrast'
import { matrix } from '../../src/charts/matrix'
import { rfmGrid } from '../../src/charts/rfm-grid'
import { palettes } from '../../src/charts/theme'
import { bigMatrix, cohorts, matrixInput, rfmInput } from '../gallery/data'
import { plainLook } from '../gallery/look'
import { hasSeries, seriesOf, tooltipOf } from './option'

interface Datum {
  row: string
  column: string
  value: [number, number, number]
  text: string
  itemStyle: { color: string; decal?: object }
  label: { color: string }
}
const data = (option: ReturnType<typeof matrix>, id: string) =>
  seriesOf(option, id).data as unknown as Datum[]

describe.each(['light', 'dark'] as const)('matrix in %s', (theme) => {
  const option = matrix(matrixInput('zh-CN'), plainLook(theme), 264)

  it('writes every value readable on its fill', () => {
    for (const cell of [...data(option, 'cells'), ...data(option, 'blanks')])
      expect(contrast(cell.label.color, cell.itemStyle.color), cell.text).toBeGreaterThanOrEqual(4.5)
  })

  it('does not colour a small cell and says so', () => {
    const [small] = data(option, 'blanks')
    expect(small).toMatchObject({ row: '西北', column: '钻石', text: 'n<5' })
    expect(small!.itemStyle.color).toBe(palettes[theme].line2)
    expect(data(option, 'cells')).toHaveLength(27)
  })
})

describe('matrix', () => {
  it('carries the keys of row and column for a click, in the order given', () => {
    const option = matrix(matrixInput('zh-CN'), plainLook())
    expect(data(option, 'cells')[0]).toMatchObject({ row: '华东', column: '钻石', value: [0, 0, 112] })
    expect((option.yAxis as { inverse: boolean; data: string[] }[])[0]).toMatchObject({ inverse: true })
  })

  it('never draws null or NaN as a value', () => {
    const input = matrixInput('zh-CN')
    input.cells[0]!.value = NaN
    input.cells[1]!.value = null
    const option = matrix(input, plainLook())
    const found = data(option, 'cells').map((cell) => `${cell.row} ${cell.column}`)
    expect(found).not.toContain('华东 钻石')
    expect(found).not.toContain('华东 黄金')
    expect(data(option, 'blanks').map((cell) => cell.text)).toEqual(['–', '–', 'n<5'])
    expect(data(option, 'cells').every((cell) => Number.isFinite(cell.value[2]))).toBe(true)
  })

  it('writes what is no more than chance without a colour of its own, with its value in the tooltip', () => {
    const input = matrixInput('zh-CN')
    const cells = input.cells.map((cell, at) =>
      at
        ? cell
        : { ...cell, plain: true, text: '112 ≈', lines: [['Interval', '90 – 130']] as [string, string][] },
    )
    const option = matrix({ ...input, cells }, plainLook())
    const plain = data(option, 'blanks').find(({ text }) => text === '112 ≈') as unknown as Datum & {
      lines: [string, string | null][]
    }
    expect(plain.itemStyle.color).toBe(palettes.light.line2)
    expect(plain.lines[0]![1]).toBe('112')
    expect(plain.lines.at(-1)).toEqual(['Interval', '90 – 130'])
  })

  it('hides the n and the share of a small cell in the tooltip', () => {
    const input = matrixInput('zh-CN')
    const [small] = data(matrix(input, plainLook()), 'blanks')
    const html = tooltipOf(matrix(input, plainLook()), { data: small })
    expect(html).toContain('n&lt;5')
    expect(html).not.toContain('客户')
  })

  it('escapes names in the tooltip', () => {
    const option = matrix(matrixInput('en'), plainLook('light', 'en'))
    const cell = data(option, 'cells').find((each) => each.row.includes('<img'))
    const html = tooltipOf(option, { data: cell })
    expect(html).not.toContain('<img')
    expect(html).toContain('South &lt;img src=x&gt; · Diamond')
  })

  it('hatches what cannot be known yet', () => {
    const unseen = data(matrix(cohorts('zh-CN'), plainLook()), 'blanks')
    expect(unseen).toHaveLength(36)
    expect(unseen.every((cell) => cell.itemStyle.decal && cell.text === '')).toBe(true)
  })

  it('draws marginal bars where totals are given, and only there', () => {
    const big = matrix(bigMatrix('zh-CN'), plainLook('light', 'zh-CN', 1000), 760)
    expect(hasSeries(big, 'total-right') && hasSeries(big, 'total-top')).toBe(true)
    expect(hasSeries(matrix(matrixInput('zh-CN'), plainLook()), 'total-right')).toBe(false)
  })

  it('drops the numbers of cells that are too narrow for them', () => {
    const texts = (width: number) =>
      data(matrix(bigMatrix('zh-CN'), plainLook('light', 'zh-CN', width), 760), 'cells').map(
        (cell) => cell.text,
      )
    expect(texts(1100).every((text) => text !== '')).toBe(true)
    expect(texts(330).every((text) => text === '')).toBe(true)
  })

  it('cuts long names with an ellipsis', () => {
    const option = matrix(bigMatrix('zh-CN'), plainLook('light', 'zh-CN', 360), 760)
    const [axis] = option.yAxis as { axisLabel: { formatter: (key: string, at: number) => string } }[]
    expect(axis!.axisLabel.formatter('', 0)).toMatch(/^第 1 行业.*…$/)
  })

  it('draws an empty table without an error', () => {
    const option = matrix({ ...matrixInput('en'), rows: [], columns: [], cells: [] }, plainLook())
    expect(data(option, 'cells')).toEqual([])
  })
})

describe('rfmGrid', () => {
  const option = rfmGrid(rfmInput('zh-CN'), plainLook())

  it('puts frequency right and recency up, with the count in the cell', () => {
    const cell = data(option, 'cells').find((each) => each.row === 'R5' && each.column === 'F1')!
    expect(cell.value.slice(0, 2)).toEqual([0, 4])
    expect(cell.text).toBe(
      String(rfmInput('zh-CN').cells.find((each) => each.r === 5 && each.f === 1)!.count),
    )
  })

  it('does not colour a small cell', () => {
    expect(data(option, 'blanks')).toMatchObject([{ row: 'R1', column: 'F5', text: 'n<5' }])
  })
})
