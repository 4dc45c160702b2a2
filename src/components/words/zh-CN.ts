import type { Messages } from '../../analysis/say'

export const files = import.meta.glob<Messages>(
  ['../../locales/zh-CN/*.json', '../../analysis/*/words/zh-CN.json'],
  { eager: true, import: 'default' },
)
