import type { Messages } from '../../analysis/say'

export const files = import.meta.glob<Messages>(
  ['../../locales/zh-TW/*.json', '../../analysis/*/words/zh-TW.json'],
  { eager: true, import: 'default' },
)
