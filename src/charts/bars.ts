import { formatOf, known } from './cells'
import type { ChartOption, Look, TierId } from './look'
import { mix, type Scale } from './ramp'
import { ellipsis, measure, widest } from './text'
import { base, size, tierDecal, tip, tooltip, widthOf } from './theme'

interface BarRow {
  key: string
  label: string
  /** null: no answer; says `–` or `text` and has no bar. */
  value: number | null
  /** Written instead of the formatted value. */
  text?: string
  /** Grey words after the value: `n = 1,806`. */
  note?: string
  n?: number | null
  share?: number | null
  /** Coloured as this tier. */
  tier?: TierId
  /** Or in this colour. */
  color?: string
  /** The one the sentence speaks of; the others turn pale when any row has it. */
  selected?: boolean
}

export interface BarsInput {
  summary: string
  /** First at the top. */
  rows: BarRow[]
  scale: Scale
  digits?: number
  /** A line to compare with: 100 of an index, the average. */
  reference?: { value: number; label: string }
  text: { value: string; n?: string; share?: string }
}

/** Height in px that bars of that many rows want. */
export const barsHeight = (rows: number, reference = false): number => rows * 30 + 8 + (reference ? 20 : 0)

/** Horizontal bars with the value beside each bar; data carry `key`. */
export const bars = (input: BarsInput, look: Look): ChartOption => {
  const { palette, format } = look
  const { rows, text } = input
  const width = widthOf(look)
  const write = formatOf(input.scale, format, input.digits)
  const values = rows.map((row) => known(row.value))
  const written = rows.map((row, at) => row.text ?? (values[at] === null ? '–' : write.short(values[at]!)))
  const labels = Math.min(
    width * 0.34,
    widest(
      rows.map((row) => row.label),
      size.label,
    ) + 2,
  )
  const figures = Math.max(
    0,
    ...rows.map(
      (row, at) => measure(written[at]!, size.label, 600) + (row.note ? measure(row.note, size.axis) + 8 : 0),
    ),
  )
  const negative = values.some((value) => value !== null && value < 0)
  const picked = rows.some((row) => row.selected)
  const rich = {
    value: { fontSize: size.label, fontWeight: 600, color: palette.ink, fontFamily: look.font },
    note: { fontSize: size.axis, color: palette.ink3, fontFamily: look.font, padding: [0, 0, 0, 8] },
  }
  // Braces would be read as styles of the label.
  const plain = (words: string): string => words.replace(/[{}]/g, '')
  const label = (at: number): string => {
    const note = rows[at]!.note
    return `{value|${plain(written[at]!)}}` + (note ? `{note|${plain(note)}}` : '')
  }
  const reference = known(input.reference?.value)

  return {
    ...base(look, input.summary),
    tooltip: {
      ...tooltip(look),
      formatter: (params: { dataIndex: number }) => {
        const row = rows[params.dataIndex]
        if (!row) return ''
        const value = values[params.dataIndex]!
        return tip(look, row.label, [
          [text.value, value === null ? written[params.dataIndex]! : write.full(value)],
          [text.n ?? 'n', row.n == null ? null : format.count(row.n)],
          [text.share ?? '%', row.share == null ? null : format.share(row.share)],
        ])
      },
    },
    grid: {
      left: labels + (negative ? figures + 22 : 12),
      right: figures + 16,
      top: reference === null ? 4 : 22,
      bottom: 4,
    },
    // Bars fill the width they have: from the smallest (or 0) to the largest, the reference included.
    xAxis: {
      type: 'value',
      show: false,
      min: (range: { min: number }) => Math.min(0, range.min, reference ?? 0),
      max: (range: { max: number }) => Math.max(0, range.max, reference ?? 0) || 1,
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map((row) => row.key),
      axisTick: { show: false },
      axisLine: { show: true, lineStyle: { color: negative ? palette.ink3 : palette.line } },
      axisLabel: {
        interval: 0,
        color: palette.ink2,
        fontSize: size.label,
        fontFamily: look.font,
        margin: negative ? figures + 20 : 10,
        formatter: (_: string, at: number) => ellipsis(rows[at]!.label, labels, size.label),
      },
    },
    series: [
      {
        type: 'bar',
        id: 'bars',
        barWidth: '52%',
        barMaxWidth: 16,
        label: { show: true, distance: 8, rich },
        data: rows.map((row, at) => ({
          value: values[at],
          key: row.key,
          label: {
            position: (values[at] ?? 0) < 0 ? 'left' : 'right',
            formatter: () => label(at),
          },
          itemStyle: {
            // Mixed, not transparent: opacity would fade the label too.
            color: mix(
              row.tier ? palette.tier[row.tier] : (row.color ?? palette.accent),
              palette.panel,
              picked && !row.selected ? 0.6 : 0,
            ),
            borderRadius: (values[at] ?? 0) < 0 ? [2, 0, 0, 2] : [0, 2, 2, 0],
            ...(row.tier && look.decal ? { decal: tierDecal(row.tier, look) } : {}),
          },
        })),
        ...(reference === null
          ? {}
          : {
              markLine: {
                silent: true,
                symbol: 'none',
                animation: false,
                lineStyle: { color: palette.ink3, width: 1, type: 'dotted' },
                label: {
                  position: 'start',
                  distance: 4,
                  color: palette.ink3,
                  fontSize: size.axis,
                  formatter: () => input.reference!.label,
                },
                data: [{ xAxis: reference }],
              },
            }),
      },
      {
        // A row without an answer has no bar to hang its words on.
        type: 'scatter',
        id: 'words',
        symbolSize: 0,
        silent: true,
        data: rows.flatMap((row, at) =>
          values[at] === null ? [{ value: [0, at], key: row.key, name: label(at) }] : [],
        ),
        label: {
          show: true,
          position: 'right',
          distance: 8,
          rich,
          formatter: (params: { name: string }) => params.name,
        },
      },
    ],
  }
}
