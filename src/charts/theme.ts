import { contrast } from './contrast'
import type { Look, Palette, TierId } from './look'
import { escape } from './text'

/** The tokens of the look; `theme.css` carries the same values (a test compares them). */
export const palettes: Record<'light' | 'dark', Palette> = {
  light: {
    paper: '#FBFAF7',
    panel: '#FFFFFF',
    ink: '#1B2330',
    ink2: '#566072',
    ink3: '#667085',
    line: '#E8E4DC',
    line2: '#F1EEE8',
    accent: '#0E6B67',
    accentSoft: '#E2F0EE',
    good: '#0E7C4A',
    bad: '#B3382C',
    warn: '#B7791F',
    tier: { diamond: '#1F4E8C', gold: '#DFA41F', silver: '#93A1B3', ordinary: '#D8CBB9' },
    onTier: { diamond: '#FFFFFF', gold: '#1B2330', silver: '#1B2330', ordinary: '#1B2330' },
    diverging: ['#CF8468', '#EBC0AF', '#F4F1EA', '#A9C4E2', '#1F4E8C'],
    sequential: ['#EDF4F2', '#B7D8D4', '#5FA8A2', '#0E6B67'],
  },
  dark: {
    paper: '#10151D',
    panel: '#171E28',
    ink: '#E9EDF3',
    ink2: '#A9B3C2',
    ink3: '#8A95A8',
    line: '#263040',
    line2: '#1E2733',
    accent: '#4FB8B0',
    accentSoft: '#17322F',
    good: '#4CC38A',
    bad: '#F0776B',
    warn: '#E3B341',
    tier: { diamond: '#6CA3E8', gold: '#E8B94A', silver: '#8C9BB0', ordinary: '#6E6558' },
    onTier: { diamond: '#10151D', gold: '#1B2330', silver: '#10151D', ordinary: '#F3EDE4' },
    diverging: ['#B5694E', '#7A4A3A', '#2A3340', '#2C5E86', '#6CA3E8'],
    sequential: ['#1F2C36', '#1E4B4C', '#2E7F79', '#5CC7BE'],
  },
}

/** The font stack of page, charts, report and slides; single quotes, as SVG files carry it inside an attribute. */
export const font =
  "'Inter Variable',Inter,system-ui,'PingFang SC','PingFang TC','Microsoft YaHei','Microsoft JhengHei','Noto Sans CJK SC',sans-serif"

/** Sizes of the type scale that charts use. */
export const size = { label: 12, axis: 11, strong: 13 }

export const widthOf = (look: Look): number => look.width ?? 640

/**
 * A text colour of at least 4.5 : 1 on a fill: ink where it can be, else white. Some middle tones are too dark for
 * ink and too light for white; black is the last resort and always reaches 4.5 where white does not.
 */
export const readableOn = (fill: string, palette: Palette): string =>
  [palette.ink, '#FFFFFF', '#10151D'].find((text) => contrast(text, fill) >= 4.5) ?? '#000000'

/** What every option shares: font, motion, the text summary for screen readers. */
export const base = (look: Look, summary: string) => ({
  textStyle: { fontFamily: look.font, fontSize: size.label, color: look.palette.ink2 },
  animation: look.motion,
  animationDuration: 200,
  animationDurationUpdate: 200,
  animationEasing: 'cubicOut' as const,
  // ECharts' own patterns would cover every area and number; tiers bring theirs (`tierDecal`), only they mean a colour.
  aria: { enabled: true, label: { description: summary }, decal: { show: false } },
})

/** Axis without frame or ticks: light line, small grey labels, fine grid. */
export const axis = ({ palette, font: family }: Look) => ({
  axisLine: { show: true, lineStyle: { color: palette.line } },
  axisTick: { show: false },
  axisLabel: { color: palette.ink3, fontSize: size.axis, fontFamily: family },
  splitLine: { show: true, lineStyle: { color: palette.line2 } },
  nameTextStyle: { color: palette.ink3, fontSize: size.axis, fontFamily: family },
})

/** Tooltip box in the colours of the panel; content comes from `tip`. */
export const tooltip = ({ palette, font: family, motion }: Look) => ({
  show: true,
  renderMode: 'html' as const,
  confine: true,
  transitionDuration: motion ? 0.1 : 0,
  backgroundColor: palette.panel,
  borderColor: palette.line,
  borderWidth: 1,
  padding: [8, 12],
  textStyle: { color: palette.ink, fontSize: 12.5, fontFamily: family, fontWeight: 'normal' as const },
  extraCssText:
    'border-radius:8px;box-shadow:0 6px 20px rgba(16,21,29,.14);max-width:320px;white-space:normal;' +
    'overflow-wrap:anywhere',
})

/** Tooltip content: a title and lines of label and value, each escaped; lines without a value are left out. */
export const tip = (
  look: Look,
  title: string,
  lines: [label: string, value: string | null | undefined][],
): string => {
  const rows = lines
    .filter((line): line is [string, string] => line[1] != null && line[1] !== '')
    .map(
      ([label, value]) =>
        `<span style="color:${look.palette.ink2}">${escape(label)}</span>` +
        `<span style="text-align:right;font-variant-numeric:tabular-nums">${escape(value)}</span>`,
    )
    .join('')
  return (
    `<div style="font-weight:600;margin-bottom:4px">${escape(title)}</div>` +
    `<div style="display:grid;grid-template-columns:auto auto;gap:2px 18px;justify-content:space-between">${rows}</div>`
  )
}

/** Diagonal hatching: not yet seen, or not to be trusted. */
export const hatch = (color: string) => ({
  symbol: 'rect',
  symbolSize: 1,
  rotation: Math.PI / 4,
  color,
  dashArrayX: [1, 0],
  dashArrayY: [1.5, 5],
})

const patterns: Record<TierId, object | null> = {
  diamond: { rotation: 0, dashArrayX: [1, 0], dashArrayY: [2, 6] },
  gold: { rotation: Math.PI / 4, dashArrayX: [1, 0], dashArrayY: [2, 6] },
  silver: { rotation: -Math.PI / 4, dashArrayX: [1, 0], dashArrayY: [2, 6] },
  ordinary: {
    rotation: 0,
    symbol: 'circle',
    symbolSize: 0.7,
    dashArrayX: [
      [8, 8],
      [0, 8, 8, 0],
    ],
    dashArrayY: [6, 0],
  },
}

/** The tier's pattern for readers who do not tell the colours apart; null when they do. */
export const tierDecal = (tier: TierId, look: Look) => {
  if (!look.decal) return null
  const color = look.palette.onTier[tier] + '59'
  return { symbol: 'rect', symbolSize: 1, color, ...patterns[tier] }
}
