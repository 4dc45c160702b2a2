import type { Say } from '../analysis/panel'

/** `1.5 MB`, as file managers write it. */
export function sizeText(bytes: number, say: Say): string {
  const units = ['B', 'KB', 'MB', 'GB']
  const power = Math.min(3, bytes > 0 ? Math.floor(Math.log2(bytes) / 10) : 0)
  const value = bytes / 1024 ** power
  return `${power && value < 100 ? say.number(value, 1) : say.count(value)}\u00a0${units[power]}`
}

export function timeText(ms: number, say: Say): string {
  const seconds = Math.max(1, Math.round(ms / 1000))
  if (seconds < 90) return say.t('data.status.seconds', { n: seconds })
  return say.t('data.status.minutes', { m: Math.floor(seconds / 60), s: seconds % 60 })
}
