import * as v from 'valibot'
import { isDate } from './day'

/** Pieces that the schemas of stored documents share. */
export const text = (most: number) => v.pipe(v.string(), v.maxLength(most))
export const whole = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most))
export const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1))
export const numbers = v.pipe(v.array(v.number()), v.maxLength(1000))
export const date = v.pipe(v.string(), v.check(isDate, 'YYYY-MM-DD'))
