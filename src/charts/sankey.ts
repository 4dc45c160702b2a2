import type { ChartOption, Look, TierId } from './look'
import { mix } from './ramp'
import { widest } from './text'
import { base, size, tierDecal, tip, tooltip, widthOf } from './theme'

interface SankeyNode {
  key: string
  /** Coloured as this tier, */
  tier?: TierId
  /** or in this colour; grey where neither is given. */
  color?: string
  label: string
  value: number
}
interface SankeyLink {
  from: string
  to: string
  value: number
  /** Steps upward; null: came new. */
  step: number | null
  title: string
  lines: [label: string, value: string | null][]
}
interface SankeyInput {
  summary: string
  /** First at the top; a node that nobody passes is not drawn. */
  left: { title: string; nodes: SankeyNode[] }
  right: { title: string; nodes: SankeyNode[] }
  links: SankeyLink[]
}

/** How customers flow from the groups of one day to those of another: who stays is pale, who rises or falls is not. */
export const sankey = (input: SankeyInput, look: Look): ChartOption => {
  const { palette, format } = look
  const sides = { from: input.left, to: input.right }
  const words = (node: SankeyNode) => `${node.label}  ${format.count(node.value)}`
  const room = (nodes: SankeyNode[]) =>
    Math.min(widthOf(look) * 0.3, widest(nodes.map(words), size.label, 600) + 18)
  const colour = ({ tier, color }: SankeyNode) => (tier ? palette.tier[tier] : (color ?? palette.ink3))
  const stays = new Map(input.right.nodes.map((node) => [node.key, mix(colour(node), palette.panel, 0.25)]))
  const linkColour = ({ step, to }: SankeyLink) =>
    step === null
      ? palette.ink3
      : step === 0
        ? (stays.get(to) ?? palette.ink3)
        : step > 0
          ? look.rise
          : look.fall
  const nodes = (['from', 'to'] as const).flatMap((side, depth) =>
    sides[side].nodes
      .filter(({ value }) => value > 0)
      .map((node) => ({
        name: `${side}:${node.key}`,
        depth,
        // What goes in and what comes out differ only by rounding of the layout, never by count.
        value: node.value,
        title: words(node),
        itemStyle: {
          color: colour(node),
          borderWidth: 0,
          ...(look.decal && node.tier ? { decal: tierDecal(node.tier, look) } : {}),
        },
        label: {
          position: depth ? 'right' : 'left',
          formatter: () => `{name|${plain(node.label)}}{value|${format.count(node.value)}}`,
        },
      })),
  )
  const rich = {
    name: { fontSize: size.label, color: palette.ink2, fontFamily: look.font },
    value: {
      fontSize: size.label,
      fontWeight: 600,
      color: palette.ink,
      fontFamily: look.font,
      padding: [0, 0, 0, 6],
    },
  }
  return {
    ...base(look, input.summary),
    title: (['left', 'right'] as const).map((side) => ({
      text: input[side].title,
      [side]: 0,
      top: 0,
      textAlign: side,
      padding: 0,
      textStyle: { fontSize: size.axis, fontWeight: 400, color: palette.ink3, fontFamily: look.font },
    })),
    tooltip: {
      ...tooltip(look),
      trigger: 'item',
      formatter: ({
        dataType,
        data,
      }: {
        dataType: string
        data: { title: string; lines?: [string, string | null][] }
      }) => (dataType === 'edge' ? tip(look, data.title, data.lines ?? []) : tip(look, data.title, [])),
    },
    series: [
      {
        type: 'sankey',
        id: 'flow',
        left: room(input.left.nodes),
        right: room(input.right.nodes),
        top: 24,
        bottom: 6,
        nodeWidth: 14,
        nodeGap: 16,
        // Groups stay in their order, top first.
        layoutIterations: 0,
        draggable: false,
        emphasis: { focus: 'adjacency' },
        label: { show: true, distance: 8, rich },
        data: nodes,
        links: input.links
          .filter(({ value }) => value > 0)
          .map((link) => ({
            source: `from:${link.from}`,
            target: `to:${link.to}`,
            value: link.value,
            title: link.title,
            lines: link.lines,
            lineStyle: {
              color: linkColour(link),
              opacity: link.step === 0 ? 0.35 : 0.6,
              curveness: 0.5,
            },
          })),
      },
    ],
  }
}

/** Braces would be read as styles of the label. */
const plain = (words: string): string => words.replace(/[{}|]/g, '')
