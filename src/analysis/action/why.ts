import type { Say } from '../panel'
import type { Action } from './list'

/**
 * Why somebody is to be contacted, in the customer's own figures. `bare`: without words that people wrote, which may
 * tell who somebody is.
 */
export function whyText(action: Action, say: Say, bare = false): string {
  const { kind, day, figure, other, n, word } = action
  const text = (part: string, params: Record<string, string | number> = {}) =>
    say.t(`action.why.${part}`, params)
  const date = day ? say.date(day) : '–'
  const tier = (name: string | null) => say.t(`tier.${name}`)
  const score = (value: number | null) => say.number(Number(value), 1)
  const days = { n: Number(figure ?? 0), days: say.count(Number(figure ?? 0)) }
  switch (kind) {
    case 'complaint':
    case 'event': {
      const said = text(kind, { n: n ?? 1, count: say.count(n ?? 1), date })
      return bare || !word ? said : text('what', { said, what: word })
    }
    case 'overdue':
      return other === null
        ? text('silent', { ...days, window: say.count(Number(word)) })
        : text('overdue', {
            ...days,
            gap: say.number(other, Number.isInteger(other) ? 0 : 1),
            gaps: say.count(n ?? 0),
          })
    case 'dormant':
      return text('dormant', { ...days, date, limit: say.count(Number(other)) })
    case 'rose':
    case 'fell': {
      const [from = '', to = ''] = (word ?? '').split('>')
      return text(kind, { from: tier(from), to: tier(to), date })
    }
    case 'hold':
      return n
        ? text('buffer', { score: score(figure), plain: tier(word), tier: tier(action.tier) })
        : text('hold', { score: score(figure), threshold: score(other), tier: tier(action.tier) })
    case 'lift':
      return text('lift', { score: score(figure), threshold: score(other), tier: tier(word) })
    case 'birthday':
      return text('birthday', { date, n: Number(figure), age: say.count(Number(figure)) })
    default:
      return day === null
        ? text('never', { every: say.count(Number(other)) })
        : text('contact', { ...days, every: say.count(Number(other)), met: text(`met.${word}`) })
  }
}

/** By when: a day, or how long still where the files name no day. */
export function dueText({ due, due_in }: Action, say: Say): string {
  if (due) return say.date(due)
  if (due_in === null) return say.t('action.by.review')
  return due_in > 0 ? say.t('action.by.days', { n: due_in }) : say.t('action.by.now')
}
