import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { contrast, luminance } from '../../src/charts/contrast'
import type { Palette, TierId } from '../../src/charts/look'
import { ramp } from '../../src/charts/ramp'
import { font, palettes, readableOn } from '../../src/charts/theme'

const css = readFileSync(new URL('../../src/theme.css', import.meta.url), 'utf8')

/** The custom properties of the first block that opens with a selector. */
const block = (selector: string): Record<string, string> => {
  const from = css.indexOf(`${selector} {`)
  const body = css.slice(css.indexOf('{', from) + 1, css.indexOf('}', from))
  return Object.fromEntries(
    [...body.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name!, value!.trim()]),
  )
}
const vars = { light: block(':root'), dark: block("[data-theme='dark']") }
const themes = ['light', 'dark'] as const
const tiers: TierId[] = ['diamond', 'gold', 'silver', 'ordinary']

const tokens = (palette: Palette): Record<string, string> => ({
  '--paper': palette.paper,
  '--panel': palette.panel,
  '--ink': palette.ink,
  '--ink-2': palette.ink2,
  '--ink-3': palette.ink3,
  '--line': palette.line,
  '--line-2': palette.line2,
  '--accent': palette.accent,
  '--accent-soft': palette.accentSoft,
  '--good': palette.good,
  '--bad': palette.bad,
  '--warn': palette.warn,
  ...Object.fromEntries(
    tiers.flatMap((tier) => [
      [`--${tier}`, palette.tier[tier]],
      [`--on-${tier}`, palette.onTier[tier]],
    ]),
  ),
})

describe('contrast', () => {
  it('gives the published values: black on white 21, #777777 on white 4.48, #7F7F7F has luminance 0.2122', () => {
    expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21, 5)
    expect(contrast('#777777', '#FFFFFF')).toBeCloseTo(4.48, 2)
    expect(luminance('#7F7F7F')).toBeCloseTo(0.2122, 3)
  })

  it('does not depend on which of the two is the text', () => {
    expect(contrast('#0E6B67', '#FBFAF7')).toBe(contrast('#FBFAF7', '#0E6B67'))
  })
})

describe.each(themes)('theme %s', (theme) => {
  const palette = palettes[theme]

  it('has the same colours in the style sheet and in the charts', () => {
    for (const [name, value] of Object.entries(tokens(palette)))
      expect([name, vars[theme][name]?.toUpperCase()]).toEqual([name, value.toUpperCase()])
  })

  it('keeps every text on its ground at 4.5 : 1', () => {
    const { paper, panel, line2, accentSoft, ink, ink2, ink3, accent, good, bad } = palette
    const warn = vars[theme]['--warn-ink']!
    const pairs: [string, string[], string[]][] = [
      ['page and panels', [ink, ink2, ink3, accent, good, bad, warn], [paper, panel]],
      ['tags and small cells', [ink, ink2], [line2]],
      ['chosen entries', [ink, ink2, accent], [accentSoft]],
      ['buttons', [vars[theme]['--on-accent']!], [accent]],
    ]
    for (const [where, texts, grounds] of pairs)
      for (const text of texts)
        for (const ground of grounds)
          expect(contrast(text, ground), `${where}: ${text} on ${ground}`).toBeGreaterThanOrEqual(4.5)
  })

  it('writes on tier colours at 4.5 : 1', () => {
    for (const tier of tiers)
      expect(contrast(palette.onTier[tier], palette.tier[tier]), tier).toBeGreaterThanOrEqual(4.5)
  })

  it.each(['diverging', 'sequential'] as const)(
    'finds a readable text for every colour of the %s ramp',
    (name) => {
      for (let at = 0; at <= 200; at++) {
        const fill = ramp(palette[name], at / 200)
        expect(contrast(readableOn(fill, palette), fill), fill).toBeGreaterThanOrEqual(4.5)
      }
    },
  )

  it('finds a readable text on any grey', () => {
    for (let grey = 0; grey < 256; grey++) {
      const fill = `#${grey.toString(16).padStart(2, '0').repeat(3)}`
      expect(contrast(readableOn(fill, palette), fill), fill).toBeGreaterThanOrEqual(4.5)
    }
  })
})

it('the style sheet and the charts name the same font stack', () => {
  expect(vars.light['--font']!.replace(/\s*\n\s*/g, '').replace(/,\s+/g, ',')).toBe(font)
})
