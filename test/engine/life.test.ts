import { expect, it } from 'vitest'
import { isBroken, Life } from '../../src/engine/life'

it('what is asked while somebody lives is answered, or fails as it does', async () => {
  const life = new Life()
  expect(await life.during(() => Promise.resolve(7))).toBe(7)
  await expect(life.during(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
})

it('what waits when they end fails, and so does what is asked after; it is heard of once', async () => {
  const life = new Life()
  const waiting = [1, 2].map(() => life.during(() => new Promise(() => {})))
  expect([life.end(), life.end()]).toEqual([true, false])
  for (const ask of waiting) await expect(ask).rejects.toMatchObject({ code: 'engine.ended' })
  await expect(life.during(() => Promise.resolve(7))).rejects.toMatchObject({ code: 'engine.ended' })
})

it('code that broke off in the middle is told from a question that was wrong', () => {
  for (const message of ['memory access out of bounds', 'unreachable', 'RuntimeError: Aborted(OOM)'])
    expect(isBroken(new Error(message))).toBe(true)
  for (const message of ['Binder Error: unreachable', 'Out of Memory Error: failed to allocate'])
    expect(isBroken(new Error(message))).toBe(false)
})
