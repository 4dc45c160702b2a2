import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams } from 'echarts'
import type { ChartOption, Look, TierId } from './look'
import { ellipsis, measure, widest } from './text'
import { base, size, tierDecal, tip, tooltip } from './theme'

export interface PyramidStep {
  tier: TierId
  label: string
  /** null: hidden (too few to show). */
  count: number | null
  share: number | null
  revenue: number | null
  revenueShare: number | null
  /** Text under the step, between it and the next; not shown under the last. */
  threshold: string | null
  /** Customers more or fewer than at the last review. */
  change: number | null
  selected?: boolean
}

export interface PyramidInput {
  /** What the picture says, for screen readers. */
  summary: string
  /** Top first. */
  steps: PyramidStep[]
  text: {
    /** Labels of the tooltip's lines. */
    count: string
    share: string
    revenue: string
    revenueShare: string
    change: string
    /** Stands where a figure is hidden, such as `n<5`. */
    hidden: string
    /** The count with its unit in the left column (`186 位`); the plain count when absent. */
    customers?: (count: number) => string
  }
}

const THINNEST = 10

/**
 * Width of each step in px. Grows with the customers to the power of 0.6, so that a tip of 3 % stays visible and
 * a step is always wider than one with fewer customers; an empty or hidden step keeps the thinnest width.
 */
export const stepWidths = (counts: (number | null)[], widest: number): number[] => {
  const most = Math.max(1, ...counts.map((count) => count ?? 0))
  return counts.map((count) => THINNEST + (widest - THINNEST) * (Math.max(0, count ?? 0) / most) ** 0.6)
}

const changeText = (change: number, look: Look): string =>
  change === 0 ? '± 0' : `${change > 0 ? '▲' : '▼'} ${look.format.count(Math.abs(change))}`

const columns = (input: PyramidInput, look: Look, width: number) => {
  const { format } = look
  const unit = input.text.customers ?? format.count
  const names = input.steps.map((step) => step.label)
  const notes = input.steps.map((step) =>
    step.count == null
      ? input.text.hidden
      : unit(step.count) + (step.share == null ? '' : ` · ${format.share(step.share)}`),
  )
  const shares = input.steps.map((step) =>
    step.revenueShare == null ? '–' : format.share(step.revenueShare),
  )
  const amounts = input.steps.map((step) => (step.revenue == null ? '' : format.moneyShort(step.revenue)))
  const gap = width < 480 ? 10 : 16
  const labels = Math.min(
    width * 0.32,
    Math.max(widest(names, size.strong, 600), widest(notes, size.label)) + 2,
  )
  const shareWidth = widest(shares, size.strong)
  const withAmount = width >= 480
  const figures = shareWidth + (withAmount ? 6 + widest(amounts, size.label) : 0)
  const free = width - labels - figures - 2 * gap - 8
  const bar = Math.max(16, Math.min(free * 0.26, 180))
  const steps = Math.max(60, Math.min(free - bar, 560))
  const spare = Math.max(0, free - bar - steps) / 2
  return { names, notes, shares, amounts, gap, labels, shareWidth, withAmount, bar, steps, spare }
}

/**
 * The value pyramid: steps as wide as their customers, revenue beside them, thresholds between them, the change
 * since the last review in the step. Every datum carries `row` (index of the step) and `tier`; it fits itself to
 * the element from 320 px on.
 */
export const pyramid = (input: PyramidInput, look: Look): ChartOption => {
  const { palette, format } = look
  const { steps, text } = input
  const most = Math.max(0, ...steps.map((step) => step.revenueShare ?? 0))

  const renderItem = (params: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => {
    const row = params.dataIndex
    const step = steps[row]!
    const [width, height] = [api.getWidth(), api.getHeight()]
    const layout = columns(input, look, width)
    const between = steps.some((each) => each.threshold) ? 22 : 4
    const tall = Math.min(72, (height - 8 - between * (steps.length - 1)) / steps.length)
    const top = (height - tall * steps.length - between * (steps.length - 1)) / 2 + row * (tall + between)
    const middle = top + tall / 2
    const stepWidth = stepWidths(
      steps.map((each) => each.count),
      layout.steps,
    )[row]!
    const left = layout.labels + layout.gap + layout.spare
    const center = left + layout.steps / 2
    const fill = palette.tier[step.tier]
    const on = palette.onTier[step.tier]
    const decal = tierDecal(step.tier, look)
    const hollow = !step.count

    const label = (name: string, x: number, y: number, content: string, style: object) => ({
      type: 'text',
      name,
      x,
      y,
      style: { text: content, fontFamily: look.font, verticalAlign: 'middle', ...style },
    })

    // Inside the step where it fits, beside it where it does not.
    const count = step.count == null ? text.hidden : format.count(step.count)
    const change = step.change == null ? '' : changeText(step.change, look)
    const countWidth = measure(count, size.strong, 600)
    const changeWidth = change ? measure(change, size.label) + 8 : 0
    const countInside = !hollow && countWidth + 10 <= stepWidth
    const changeInside = countInside && countWidth + changeWidth + 16 <= stepWidth
    const inside = countWidth + (changeInside ? changeWidth : 0)
    const countX = countInside ? center - inside / 2 : center + stepWidth / 2 + 8
    const changeX = changeInside
      ? countX + countWidth + 8
      : countInside
        ? center + stepWidth / 2 + 8
        : countX + countWidth + 8
    const changeColor = changeInside
      ? on
      : !step.change
        ? palette.ink3
        : step.change > 0
          ? look.rise
          : look.fall

    const revenueX = left + layout.steps + layout.gap
    const barWidth = step.revenueShare && most > 0 ? Math.max(2, (step.revenueShare / most) * layout.bar) : 0
    const barThin = barWidth > 0 && barWidth < 6
    const figureX = revenueX + (barWidth ? barWidth + 8 : 0)

    return {
      type: 'group',
      $mergeChildren: 'byName',
      children: [
        // Makes the whole row answer to the pointer.
        {
          type: 'rect',
          name: 'row',
          shape: { x: 0, y: top, width, height: tall },
          style: { fill: 'rgba(0,0,0,0)' },
        },
        label('name', 0, middle - 9, ellipsis(layout.names[row]!, layout.labels, size.strong, 600), {
          fontSize: size.strong,
          fontWeight: 600,
          fill: palette.ink,
        }),
        label('note', 0, middle + 10, ellipsis(layout.notes[row]!, layout.labels, size.label), {
          fontSize: size.label,
          fill: palette.ink3,
        }),
        {
          type: 'rect',
          name: 'step',
          shape: { x: center - stepWidth / 2, y: top, width: stepWidth, height: tall, r: 3 },
          transition: ['shape'],
          style: hollow
            ? { fill: 'rgba(0,0,0,0)', stroke: palette.ink3, lineWidth: 1, lineDash: [3, 3] }
            : {
                fill,
                decal,
                stroke: step.selected ? palette.ink : undefined,
                lineWidth: step.selected ? 2 : 0,
              },
        },
        ...(decal && countInside
          ? [
              {
                type: 'rect',
                name: 'plate',
                shape: { x: countX - 6, y: middle - 10, width: inside + 12, height: 20, r: 3 },
                style: { fill },
              },
            ]
          : []),
        label('count', countX, middle, count, {
          fontSize: size.strong,
          fontWeight: 600,
          fill: countInside ? on : palette.ink,
        }),
        ...(change
          ? [label('change', changeX, middle, change, { fontSize: size.label, fill: changeColor })]
          : []),
        ...(step.threshold && row < steps.length - 1
          ? [
              label(
                'threshold',
                center,
                top + tall + between / 2,
                ellipsis(step.threshold, layout.steps, size.axis),
                {
                  fontSize: size.axis,
                  align: 'center',
                  fill: palette.ink3,
                },
              ),
            ]
          : []),
        {
          type: 'rect',
          name: 'revenue',
          shape: { x: revenueX, y: middle - 6, width: barWidth, height: 12, r: 2 },
          transition: ['shape'],
          style: { fill, decal, stroke: barThin ? palette.ink : undefined, lineWidth: barThin ? 1 : 0 },
        },
        label('share', figureX, middle, layout.shares[row]!, { fontSize: size.strong, fill: palette.ink }),
        ...(layout.withAmount && layout.amounts[row]
          ? [
              label(
                'amount',
                figureX + measure(layout.shares[row]!, size.strong) + 6,
                middle,
                layout.amounts[row]!,
                {
                  fontSize: size.label,
                  fill: palette.ink3,
                },
              ),
            ]
          : []),
      ],
    }
  }

  const tooltipOf = (row: number): string => {
    const step = steps[row]!
    return tip(look, step.label, [
      [text.count, step.count == null ? text.hidden : format.count(step.count)],
      [text.share, step.share == null ? null : format.share(step.share)],
      [text.revenue, step.revenue == null ? null : format.money(step.revenue)],
      [text.revenueShare, step.revenueShare == null ? null : format.share(step.revenueShare)],
      [text.change, step.change == null ? null : changeText(step.change, look)],
    ])
  }

  return {
    ...base(look, input.summary),
    tooltip: {
      ...tooltip(look),
      formatter: (params: { data: { row: number } }) => tooltipOf(params.data.row),
    },
    series: [
      {
        type: 'custom',
        id: 'pyramid',
        coordinateSystem: 'none',
        renderItem,
        data: steps.map((step, row) => ({ name: step.tier, value: [row, step.count], row, tier: step.tier })),
      },
    ],
  }
}
