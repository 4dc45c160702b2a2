import { directLabels } from './direct'
import type { ChartOption, Look, TierId } from './look'
import { measure, widest } from './text'
import { axis, base, size, tierDecal, tip, tooltip, widthOf } from './theme'

interface StackPart {
  column: string
  tier: TierId
  label: string
  value: number
  lines: [label: string, value: string | null][]
}
interface StacksInput {
  summary: string
  /** Left to right. */
  columns: { key: string; label: string }[]
  /** Top first within a column. */
  parts: StackPart[]
}

/** Tiers on top of each other at several days, named once at the last of them. */
export const stacks = (input: StacksInput, look: Look): ChartOption => {
  const { palette, format } = look
  const { columns, parts } = input
  const tiers = [...new Map(parts.map(({ tier, label }) => [tier, label]))]
  const right = Math.min(
    widthOf(look) * 0.25,
    widest(
      tiers.map(([, label]) => label),
      size.label,
    ) + 26,
  )
  const light = axis(look)
  const slot = (widthOf(look) - right - 52) / Math.max(1, columns.length)
  const partOf = (column: string, tier: TierId) =>
    parts.find((part) => part.column === column && part.tier === tier)
  const total = Math.max(
    1,
    ...columns.map(({ key }) => parts.reduce((sum, part) => sum + (part.column === key ? part.value : 0), 0)),
  )
  // Each tier is named beside the last column, in the middle of its part.
  const last = columns.at(-1)
  let height = 0
  const names = [...tiers].reverse().flatMap(([tier, label]) => {
    const value = (last && partOf(last.key, tier)?.value) ?? 0
    height += value
    return last ? [{ x: last.label, y: height - value / 2, text: label, color: palette.ink2 }] : []
  })
  return {
    ...base(look, input.summary),
    grid: { left: 8, right, top: 10, bottom: 26, containLabel: true },
    tooltip: {
      ...tooltip(look),
      trigger: 'item',
      formatter: ({ data }: { data: { title: string; lines: [string, string | null][] } }) =>
        tip(look, data.title, data.lines),
    },
    xAxis: {
      ...light,
      type: 'category',
      data: columns.map(({ label }) => label),
      splitLine: { show: false },
      axisLabel: {
        ...light.axisLabel,
        interval: Math.max(
          0,
          Math.ceil(
            (widest(
              columns.map(({ label }) => label),
              size.axis,
            ) +
              10) /
              Math.max(1, slot),
          ) - 1,
        ),
      },
    },
    yAxis: {
      ...light,
      type: 'value',
      max: total,
      axisLine: { show: false },
      axisLabel: {
        ...light.axisLabel,
        formatter: (value: number) => format.count(value),
        showMaxLabel: false,
      },
    },
    // The lowest first: it lies at the bottom.
    series: [
      ...[...tiers].reverse().map(([tier, label]) => ({
        type: 'bar',
        id: tier,
        name: label,
        stack: 'tiers',
        barCategoryGap: '8%',
        barMaxWidth: 120,
        itemStyle: {
          color: palette.tier[tier],
          ...(look.decal ? { decal: tierDecal(tier, look) } : {}),
        },
        label: {
          show: true,
          color: palette.onTier[tier],
          fontSize: size.axis,
          fontFamily: look.font,
          formatter: ({ value }: { value: number }) =>
            value / total > 0.055 && measure(format.count(value), size.axis) < slot * 0.9
              ? format.count(value)
              : '',
        },
        data: columns.map(({ key, label: day }) => {
          const part = partOf(key, tier)
          return { value: part?.value ?? 0, key, title: `${label} · ${day}`, lines: part?.lines ?? [] }
        }),
      })),
      directLabels(names, look, 'names', Math.min(slot * 0.92, 120) / 2 + 16),
    ],
  }
}
