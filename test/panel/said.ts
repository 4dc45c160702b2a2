import type { Frame, Panel, Say } from '../../src/analysis/panel'
import type { Row } from '../../src/model/row'

/** Figures as they are handed to be written: what kind, the value, how many digits. */
export const count = (value: number): string => `count ${value}`
export const number = (value: number, digits = 1): string => `number ${near(value)} .${digits}`
export const share = (value: number, digits = 1): string => `share ${near(value)} .${digits}`
export const money = (value: number): string => `money ${near(value)}`
export const short = (value: number): string => `short ${near(value)}`
export const date = (iso: string): string => `date ${iso}`
export const month = (iso: string): string => `month ${iso}`
/** Sums in another order differ in their last digits. */
const near = (value: number): string => String(Number(value.toPrecision(9)))

export type Said = [key: string, params?: Record<string, unknown>]

/** What a panel says of these rows, message by message, and the text that came of them: keys stand for their words. */
export function saidBy(panel: Panel, rows: Row[], frame: Frame) {
  const told: Said[] = []
  const say: Say = {
    currency: '',
    ...{ count, number, share, money, moneyShort: short, date, month },
    t: (key, params) => {
      told.push(params ? [key, params] : [key])
      return key
    },
  }
  const during = <T>(speak: () => T): { told: Said[]; text: T } => {
    told.length = 0
    const text = speak()
    return { told: [...told], text }
  }
  return {
    sentence: during(() => panel.sentence(rows, say, frame)),
    note: during(() => panel.note?.(rows, say, frame) ?? null),
  }
}
