import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams } from 'echarts'
import type { ChartOption, Look, TierId } from './look'
import { placeTexts, stepWidths, type Line } from './steps'
import { ellipsis, measure, widest } from './text'
import { base, size, tierDecal, tip, tooltip } from './theme'

interface PyramidStep {
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
      z2: 3,
      style: { text: content, fontFamily: look.font, verticalAlign: 'middle', ...style },
    })

    const written = {
      count: step.count == null ? text.hidden : format.count(step.count),
      change: step.change == null ? '' : changeText(step.change, look),
    }
    const widths = {
      count: measure(written.count, size.strong, 600),
      change: written.change ? measure(written.change, size.label) : 0,
    }
    const room = left + layout.steps + layout.gap - center - 6
    const lines = placeTexts({ width: stepWidth, height: tall, hollow }, widths, room)
    const direction = Math.sign(step.change ?? 0)
    const changeColor = [look.fall, palette.ink3, look.rise][direction + 1]!
    const styled = (line: Line) => ({
      rich: {
        count: {
          fontSize: size.strong,
          fontWeight: 600,
          fontFamily: look.font,
          fill: line.inside ? on : palette.ink,
        },
        change: {
          fontSize: size.label,
          fontFamily: look.font,
          fill: line.inside ? on : changeColor,
          padding: line.texts.length > 1 ? [0, 0, 0, 8] : 0,
        },
      },
      align: line.align,
      // A text on a pattern stands on a plate of the plain colour.
      ...(decal && line.inside ? { backgroundColor: fill, padding: [2, 4], borderRadius: 3 } : {}),
    })

    const revenueX = left + layout.steps + layout.gap
    const barWidth = step.revenueShare && most > 0 ? Math.max(2, (step.revenueShare / most) * layout.bar) : 0
    const barThin = barWidth > 0 && barWidth < 6
    const figureX = revenueX + (barWidth ? barWidth + 8 : 0)

    const amount = layout.withAmount ? layout.amounts[row]! : ''
    const figures = `{share|${layout.shares[row]!}}` + (amount && `{amount|${amount}}`)

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
        ...lines.map((line) =>
          label(
            line.texts.join('-'),
            center + line.x,
            middle + line.y,
            line.texts.map((name) => `{${name}|${written[name]}}`).join(''),
            styled(line),
          ),
        ),
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
        label('figures', figureX, middle, figures, {
          rich: {
            share: { fontSize: size.strong, fontFamily: look.font, fill: palette.ink },
            amount: {
              fontSize: size.label,
              fontFamily: look.font,
              fill: palette.ink3,
              padding: [0, 0, 0, 6],
            },
          },
        }),
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
