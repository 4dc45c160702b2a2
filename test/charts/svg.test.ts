import { expect, it } from 'vitest'
import * as core from 'echarts/core'
import '../../src/charts/echarts'
import { bars } from '../../src/charts/bars'
import type { ChartOption, Look } from '../../src/charts/look'
import { lorenz } from '../../src/charts/lorenz'
import { matrix } from '../../src/charts/matrix'
import { pyramid } from '../../src/charts/pyramid'
import { rfmGrid } from '../../src/charts/rfm-grid'
import { trend } from '../../src/charts/trend'
import * as data from '../gallery/data'
import { plainLook } from '../gallery/look'

const charts: Record<string, (look: Look) => ChartOption> = {
  pyramid: (look) => pyramid(data.pyramidInput('en'), look),
  'pyramid with hidden steps': (look) => pyramid(data.pyramidInput('en', true), look),
  lorenz: (look) => lorenz(data.lorenzInput('en'), look),
  matrix: (look) => matrix(data.matrixInput('en'), look),
  'matrix with totals': (look) => matrix(data.bigMatrix('en'), look),
  cohorts: (look) => matrix(data.cohorts('en'), look),
  'RFM grid': (look) => rfmGrid(data.rfmInput('en'), look),
  trend: (look) => trend(data.trendInput('en'), look),
  'trend of one point': (look) => trend(data.trendInput('en', 1), look),
  'trend with band': (look) => trend(data.bandInput('en'), look),
  bars: (look) => bars(data.barsInput('en'), look),
}

const draw = (option: ChartOption): string => {
  const chart = core.init(null, null, { renderer: 'svg', ssr: true, width: 640, height: 300 })
  chart.setOption(option)
  const svg = chart.renderToSVGString()
  chart.dispose()
  return svg
}

it.each(Object.keys(charts))('%s: is drawn as well-formed SVG, without NaN, names as text', (name) => {
  const svg = draw(charts[name]!(plainLook('light', 'en', 640)))
  expect(svg).toContain('<text')
  expect(svg).not.toMatch(/NaN|undefined|Infinity/)
  expect(svg).not.toContain('<img')
  // Tags hold nothing but quoted attributes: the file opens as an image.
  const tags = /<\/?[a-zA-Z]+(\s+[\w:-]+="[^"<>]*")*\s*\/?>/g
  expect(svg.replace(/<!\[CDATA\[[^]*?\]\]>/g, '').replace(tags, '')).not.toMatch(/[<>]/)
})

it('pyramid: tiers are drawn with patterns only when they are asked for', () => {
  expect(draw(charts.pyramid!(plainLook()))).not.toContain('<pattern')
  expect(draw(charts.pyramid!({ ...plainLook(), decal: true }))).toContain('<pattern')
})
