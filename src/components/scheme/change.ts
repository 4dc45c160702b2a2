import type { Say } from '../../analysis/panel'
import type { SchemeChange } from '../../model/change'
import { fieldText } from '../segment/words'

/** One change between two versions, in the reader's words. */
export function changeText(change: SchemeChange, say: Say): string {
  const { kind } = change
  const key = `scheme.change.${kind}`
  if (kind === 'weight')
    return say.t(key, {
      name: fieldText(change.name, say),
      from: say.share(change.from),
      to: say.share(change.to),
    })
  if (kind === 'level') {
    const value = (of: number) => (of <= 1 && of > 0 ? say.share(of, 0) : say.number(of, 0))
    return say.t(key, { name: say.t(`tier.${change.name}`), from: value(change.from), to: value(change.to) })
  }
  if (kind === 'mode') return say.t(`ui.scheme.${change.name}`)
  return say.t(key, 'name' in change ? { name: fieldText(change.name, say) } : {})
}
