import type { Format, Look } from '../../src/charts/look'
import { font, palettes } from '../../src/charts/theme'

/** A plain formatter, enough for pictures and tests of charts. */
const plainFormat = (lang: 'zh-CN' | 'en'): Format => {
  const zh = lang === 'zh-CN'
  const number = (value: number, digits = 1): string =>
    value.toLocaleString(lang, { minimumFractionDigits: digits, maximumFractionDigits: digits })
  return {
    currency: 'CNY',
    count: (value) => value.toLocaleString(lang),
    money: (value) => `¥${Math.round(value).toLocaleString(lang)}`,
    moneyShort: (value) => {
      const [unit, by] = zh
        ? value >= 1e8
          ? [' 亿', 1e8]
          : value >= 1e4
            ? [' 万', 1e4]
            : ['', 1]
        : value >= 1e6
          ? ['M', 1e6]
          : value >= 1e3
            ? ['K', 1e3]
            : ['', 1]
      const short = value / (by as number)
      return `¥${number(short, short >= 100 || by === 1 || Number.isInteger(short) ? 0 : 1)}${unit}`
    },
    number,
    share: (value, digits = 1) => `${number(value * 100, digits)}%`,
    date: (iso) => iso,
    month: (iso) => iso.slice(0, 7),
    t: (key) => key,
  }
}

export const plainLook = (
  theme: 'light' | 'dark' = 'light',
  lang: 'zh-CN' | 'en' = 'zh-CN',
  width?: number,
): Look => ({
  theme,
  palette: palettes[theme],
  font,
  format: plainFormat(lang),
  motion: false,
  decal: false,
  rise: palettes[theme].good,
  fall: palettes[theme].bad,
  width,
})
