import '@fontsource-variable/inter'
import { createApp, h } from 'vue'
import { bars, barsHeight } from '../../src/charts/bars'
import type { ChartOption, Look } from '../../src/charts/look'
import { lorenz } from '../../src/charts/lorenz'
import { matrix } from '../../src/charts/matrix'
import { pyramid } from '../../src/charts/pyramid'
import { rfmGrid } from '../../src/charts/rfm-grid'
import { trend } from '../../src/charts/trend'
import Chart from '../../src/components/Chart.vue'
import * as data from './data'
import { plainLook } from './look'

const query = new URLSearchParams(location.search)
const lang = query.get('lang') === 'en' ? 'en' : 'zh-CN'
const theme = query.get('theme') === 'dark' ? 'dark' : 'light'
document.documentElement.dataset.theme = theme
document.documentElement.lang = lang

const zh = lang === 'zh-CN'
type Item = [span: number, title: string, measure: string, height: number, build: (look: Look) => ChartOption]
const items: Item[] = [
  [
    7,
    zh
      ? '塔尖 186 位客户撑起四成收入，黄金层净增 23 位'
      : '186 customers at the top bring 41% of revenue; Gold gains 23',
    zh
      ? '客户数（左）与收入占比（右），按得分门槛'
      : 'Customers (left) and share of revenue (right), by score',
    320,
    (look) => pyramid(data.pyramidInput(lang), look),
  ],
  [
    5,
    zh ? '收入高度集中：前 10% 的客户占 61%' : 'Revenue is concentrated: the top 10% bring 61%',
    zh ? '洛伦兹曲线 · 基尼系数 0.72 · 去年 0.69' : 'Lorenz curve · Gini 0.72 · a year ago 0.69',
    320,
    (look) => lorenz(data.lorenzInput(lang), look),
  ],
  [
    6,
    zh ? '华南的钻石客户占比是全国的 1.9 倍' : 'The south has 1.9 times as many Diamonds',
    zh ? '地区 × 等级，指数（100 = 全国平均）' : 'Region × tier, index (100 = average)',
    264,
    (look) => matrix(data.matrixInput(lang), look, 264),
  ],
  [
    6,
    zh ? '九月收入按当前进度将持平' : 'September is on course to be flat',
    zh
      ? '月收入，本月未结束以虚线表示；灰带为去年同期'
      : 'Revenue by month; dashed: not over; pale: a year ago',
    264,
    (look) => trend(data.trendInput(lang), look),
  ],
  [6, 'RFM', 'R × F', 288, (look) => rfmGrid(data.rfmInput(lang), look)],
  [
    6,
    zh ? '分群' : 'Segments',
    zh ? '客户数' : 'Customers',
    barsHeight(6),
    (look) => bars(data.barsInput(lang), look),
  ],
  [6, zh ? '预测' : 'Forecast', 'NPS', 240, (look) => trend(data.bandInput(lang), look)],
  [6, zh ? '增长' : 'Growth', '%', barsHeight(4), (look) => bars(data.tierBars(lang), look)],
  [3, zh ? '一个点' : 'One point', '', 180, (look) => trend(data.trendInput(lang, 1), look)],
  [3, zh ? '两个点' : 'Two points', '', 180, (look) => trend(data.trendInput(lang, 2), look)],
  [
    6,
    zh ? '队列' : 'Cohorts',
    zh ? '留存率' : 'Retention',
    260,
    (look) => matrix(data.cohorts(lang), look, 260),
  ],
  [6, zh ? '空的塔尖' : 'Empty tip', 'n', 300, (look) => pyramid(data.pyramidInput(lang, true), look)],
  [6, zh ? '极度集中' : 'Very steep', '', 300, (look) => lorenz(data.lorenzInput(lang, true), look)],
  [
    6,
    zh ? '图案' : 'Patterns',
    '',
    300,
    (look) => pyramid(data.pyramidInput(lang), { ...look, decal: true }),
  ],
  [
    6,
    zh ? '图案' : 'Patterns',
    '',
    barsHeight(4),
    (look) => bars(data.tierBars(lang), { ...look, decal: true }),
  ],
  [12, zh ? '大矩阵' : 'Large matrix', '30 × 13', 760, (look) => matrix(data.bigMatrix(lang), look, 760)],
]

createApp({
  render: () =>
    items.map(([span, title, measure, height, build]) =>
      h('section', { style: { '--span': span } }, [
        h('h2', title),
        h('p', measure),
        h(Chart, { height, label: title, build: (width: number) => build(plainLook(theme, lang, width)) }),
      ]),
    ),
}).mount('#app')
