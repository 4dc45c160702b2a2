import type { BarsInput } from '../../src/charts/bars'
import type { LorenzInput } from '../../src/charts/lorenz'
import type { MatrixInput } from '../../src/charts/matrix'
import type { PyramidInput } from '../../src/charts/pyramid'
import type { RfmInput } from '../../src/charts/rfm-grid'
import type { TrendInput } from '../../src/charts/trend'

export type Lang = 'zh-CN' | 'en'

const pick =
  (lang: Lang) =>
  (zh: string, en: string): string =>
    lang === 'en' ? en : zh

const wave = (at: number): number => 10 + 1.6 * Math.sin(((at + 8) / 12) * 6.28) + at * 0.09 + (at % 5) * 0.22

export const pyramidInput = (lang: Lang, zero = false): PyramidInput => {
  const t = pick(lang)
  return {
    summary: t('客户金字塔', 'Tier pyramid'),
    steps: [
      {
        tier: 'diamond',
        label: t('钻石', 'Diamond'),
        count: zero ? 0 : 186,
        share: zero ? 0 : 0.038,
        revenue: zero ? 0 : 60_680_000,
        revenueShare: zero ? 0 : 0.41,
        threshold: t('得分 ≥ 90', 'score ≥ 90'),
        change: zero ? 0 : 4,
      },
      {
        tier: 'gold',
        label: t('黄金', 'Gold'),
        count: zero ? 2 : 611,
        share: zero ? 0.0004 : 0.126,
        revenue: 43_220_000,
        revenueShare: 0.292,
        threshold: '80 – 89',
        change: 23,
      },
      {
        tier: 'silver',
        label: t('白银', 'Silver'),
        count: zero ? null : 1544,
        share: zero ? null : 0.318,
        revenue: zero ? null : 31_230_000,
        revenueShare: zero ? null : 0.211,
        threshold: '60 – 79',
        change: zero ? null : -9,
      },
      {
        tier: 'ordinary',
        label: t('普通', 'Ordinary'),
        count: 2521,
        share: 0.519,
        revenue: 12_870_000,
        revenueShare: zero ? 0.01 : 0.087,
        threshold: null,
        change: -18,
      },
    ],
    text: {
      count: t('客户', 'Customers'),
      share: t('客户占比', 'Share of customers'),
      revenue: t('收入', 'Revenue'),
      revenueShare: t('收入占比', 'Share of revenue'),
      change: t('较上次复审', 'Since last review'),
      hidden: 'n<5',
      customers: (count) => (lang === 'en' ? count.toLocaleString(lang) : `${count.toLocaleString(lang)} 位`),
    },
  }
}

export const lorenzInput = (lang: Lang, steep = false): LorenzInput => {
  const t = pick(lang)
  const at = (power: number) => (x: number) => ({ x, y: x ** power })
  const curve = at(steep ? 0.03 : 0.215)
  const grid = Array.from({ length: 101 }, (_, index) => index / 100)
  return {
    summary: t('收入集中度', 'Concentration'),
    points: grid.map(curve),
    previous: steep ? undefined : grid.map(at(0.27)),
    marks: (steep ? [0.01, 0.05, 0.1, 0.2] : [0.1, 0.2]).map((x) => ({
      ...curve(x),
      label: t(
        `前 ${x * 100}% → ${Math.round(curve(x).y * 100)}%`,
        `top ${x * 100}% → ${Math.round(curve(x).y * 100)}%`,
      ),
    })),
    text: {
      customers: t('客户累计 %（由高到低）', 'Customers, cumulative % (largest first)'),
      revenue: t('收入累计', 'Revenue'),
      previous: t('去年', 'A year ago'),
    },
  }
}

export const matrixInput = (lang: Lang): MatrixInput => {
  const t = pick(lang)
  const rows =
    lang === 'en'
      ? [
          'East',
          'South <img src=x>',
          'North',
          'Central',
          'South-west',
          'North-east and inner Mongolia',
          'North-west',
        ]
      : ['华东', '华南', '华北', '华中', '西南', '东北', '西北']
  const columns = lang === 'en' ? ['Diamond', 'Gold', 'Silver', 'Ordinary'] : ['钻石', '黄金', '白银', '普通']
  const values = [
    [112, 108, 101, 97],
    [191, 134, 98, 86],
    [104, 101, 103, 97],
    [72, 95, 104, 101],
    [58, 82, 99, 107],
    [41, 77, 97, 111],
    [null, 52, 88, 121],
  ]
  return {
    summary: t('地区与等级', 'Region by tier'),
    scale: 'index',
    rows: rows.map((label) => ({ key: label, label })),
    columns: columns.map((label) => ({ key: label, label })),
    cells: rows.flatMap((row, y) =>
      columns.map((column, x) => ({
        row,
        column,
        value: values[y]![x]!,
        small: values[y]![x] === null,
        n: 40 + x * 7,
        share: 0.1,
      })),
    ),
    text: { value: t('指数', 'Index'), n: t('客户', 'Customers'), share: t('占比', 'Share'), small: 'n<5' },
  }
}

export const bigMatrix = (lang: Lang): MatrixInput => {
  const t = pick(lang)
  const rows = Array.from({ length: 30 }, (_, at) =>
    t(`第 ${at + 1} 行业（较长的名字会被截断）`, `Industry ${at + 1} with a long name`),
  )
  const columns = Array.from({ length: 13 }, (_, at) => `2025-${String(at + 1).padStart(2, '0')}`)
  return {
    summary: t('行业与月份', 'Industry by month'),
    scale: 'money',
    totals: 'money',
    rows: rows.map((label, at) => ({ key: label, label, total: 9_900_000 - at * 310_000 })),
    columns: columns.map((label, at) => ({ key: label, label, total: 4_000_000 + ((at * 7) % 5) * 900_000 })),
    cells: rows.flatMap((row, y) =>
      columns.map((column, x) => ({
        row,
        column,
        value: (y + x) % 17 === 3 ? null : (30 - y) * 21_000 * (1 + ((x * 5 + y) % 7) / 9),
        small: (y + x) % 17 === 5,
        n: 12,
      })),
    ),
    text: { value: t('收入', 'Revenue'), n: 'n', total: t('合计', 'Total'), small: 'n<5' },
  }
}

export const cohorts = (lang: Lang): MatrixInput => {
  const t = pick(lang)
  const months = Array.from({ length: 9 }, (_, at) => `2026-${String(at + 1).padStart(2, '0')}`)
  return {
    summary: t('留存', 'Retention'),
    scale: 'share',
    rows: months.map((label, at) => ({ key: label, label, total: 210 - at * 9 })),
    columns: months.map((_, at) => ({ key: String(at), label: `${at}` })),
    cells: months.flatMap((row, y) =>
      months.map((_, x) => ({
        row,
        column: String(x),
        value: x + y > 8 ? null : x === 0 ? 1 : 0.62 * 0.86 ** x + ((x * y) % 3) / 40,
        unseen: x + y > 8,
        n: 200,
      })),
    ),
    text: {
      value: t('仍在购买', 'Still buying'),
      n: t('客户', 'Customers'),
      small: 'n<5',
      unseen: t('尚不可知', 'not yet known'),
    },
  }
}

export const rfmInput = (lang: Lang): RfmInput => {
  const t = pick(lang)
  const scores = [1, 2, 3, 4, 5]
  return {
    summary: t('RFM 网格', 'RFM grid'),
    cells: scores.flatMap((r) =>
      scores.map((f) => ({
        r,
        f,
        count: 60 + ((r * 37 + f * 53) % 190),
        mean: f === 5 && r === 1 ? null : 900 * f * f + 350 * r,
        small: f === 5 && r === 1,
        share: 0.04,
      })),
    ),
    text: {
      recency: t('最近购买 R', 'Recency R'),
      frequency: t('购买频次 F', 'Frequency F'),
      count: t('客户', 'Customers'),
      mean: t('人均金额', 'Mean amount'),
      share: t('占比', 'Share'),
      small: 'n<5',
    },
  }
}

const month = (at: number): string =>
  `${2024 + Math.floor((9 + at) / 12)}-${String(((9 + at) % 12) + 1).padStart(2, '0')}`

export const trendInput = (lang: Lang, length = 24): TrendInput => {
  const t = pick(lang)
  return {
    summary: t('月收入', 'Revenue by month'),
    scale: 'money',
    periods: Array.from({ length }, (_, at) => ({
      start: `${month(at)}-01`,
      label: month(at),
      value: at === length - 1 && length > 1 ? 8_100_000 : wave(at) * 1e6,
      previous: at >= 12 ? wave(at - 12) * 1e6 : null,
      unfinished: at === length - 1 && length > 1,
      early: length > 12 && at < 3,
      n: 1200,
    })),
    marks:
      length > 12
        ? [
            { start: '2025-02-01', label: t('春节', 'Spring Festival') },
            { start: '2026-02-01', label: t('春节', 'Spring Festival') },
          ]
        : [],
    text: {
      value: t('收入', 'Revenue'),
      previous: t('去年同期', 'A year ago'),
      n: t('订单', 'Orders'),
      unfinished: t('本月未结束', 'month not over'),
      early: t('数据起始期', 'start of data'),
    },
  }
}

export const bandInput = (lang: Lang): TrendInput => {
  const t = pick(lang)
  const base = trendInput(lang, 18)
  return {
    ...base,
    scale: 'number',
    fromZero: false,
    marks: [],
    periods: base.periods.map((period, at) => {
      const value = at === 7 ? null : 30 + 4 * Math.sin(at / 2)
      const wide = at > 13 ? 3 + (at - 13) * 1.6 : 3
      return {
        ...period,
        previous: null,
        early: false,
        unfinished: false,
        forecast: at > 13,
        value,
        low: value === null ? null : value - wide,
        high: value === null ? null : value + wide,
      }
    }),
    text: { ...base.text, value: 'NPS', interval: '95%', forecast: t('预测', 'forecast') },
  }
}

export const barsInput = (lang: Lang): BarsInput => {
  const t = pick(lang)
  const rows: [string, number | null][] = [
    [t('重要价值客户', 'Champions'), 412],
    [t('重要发展客户', 'Loyal customers'), 377],
    [t('一般保持客户（名称特别长的一个分群）', 'Customers needing attention, a long name'), 259],
    [t('新客户', 'New'), 141],
    [t('流失客户', 'Lost'), 12],
    [t('没有答案', 'No answer'), null],
  ]
  return {
    summary: t('分群', 'Segments'),
    scale: 'count',
    rows: rows.map(([label, value], at) => ({
      key: label,
      label,
      value,
      note: value === null ? undefined : `${(value / 12.01).toFixed(1)}%`,
      selected: at === 0,
      n: value,
    })),
    text: { value: t('客户', 'Customers') },
  }
}

export const tierBars = (lang: Lang): BarsInput => ({
  summary: 'growth',
  scale: 'share',
  digits: 1,
  rows: pyramidInput(lang).steps.map((step, at) => ({
    key: step.tier,
    label: step.label,
    tier: step.tier,
    value: [0.12, 0.034, -0.02, -0.081][at]!,
  })),
  text: { value: lang === 'en' ? 'Growth' : '增长' },
})
