import type { Messages } from '../../analysis/say'

export const files = import.meta.glob<Messages>(
  ['../../locales/en/*.json', '../../analysis/*/words/en.json'],
  { eager: true, import: 'default' },
)
