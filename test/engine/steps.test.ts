import { describe, expect, test } from 'vitest'
import { Steps } from '../../src/engine/steps'

describe('a step', () => {
  test('is made once of the same parts, and again of others', async () => {
    const steps = new Steps()
    let made = 0
    const make = () => Promise.resolve(++made)
    const scheme = {}
    expect(await steps.once('tiers', [1, scheme], make)).toBe(1)
    expect(await steps.once('tiers', [1, scheme], make)).toBe(1)
    expect(await steps.once('tiers', [1, {}], make)).toBe(2)
    expect(await steps.once('tiers', [1], make)).toBe(3)
    expect(await steps.once('other', [1], make)).toBe(4)
  })
  test('that is being made is waited for', async () => {
    const steps = new Steps()
    let finish = (_: string) => {}
    const first = steps.once('fit', [], () => new Promise<string>((resolve) => (finish = resolve)))
    const second = steps.once('fit', [], () => Promise.resolve('another'))
    finish('fitted')
    expect(await Promise.all([first, second])).toEqual(['fitted', 'fitted'])
  })
  test('that failed is made again; one that another followed is not forgotten with it', async () => {
    const steps = new Steps()
    await expect(steps.once('sale', [1], () => Promise.reject(new Error('cancelled')))).rejects.toThrow()
    expect(await steps.once('sale', [1], () => Promise.resolve('made'))).toBe('made')
    const late = steps.once('sale', [2], () => Promise.reject(new Error('late')))
    const next = steps.once('sale', [3], () => Promise.resolve('next'))
    await expect(late).rejects.toThrow()
    await next
    expect(await steps.once('sale', [3], () => Promise.resolve('again'))).toBe('next')
  })
})
