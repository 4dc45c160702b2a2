import type { Engine } from '../engine/engine'
import { defaultView } from '../model/view'
import { pyramid } from './tiers/panels'
import { Session } from './session'

const ROWS = 60_000

/**
 * Walks a made-up file through the whole way once, while the reader still looks for a real one. The browser compiles
 * the engine's code better only after it has run for a while: the first import is about twice as fast after this.
 * Ends early and cleanly when the signal says so; leaves no table behind.
 */
export async function warm(engine: Engine, signal: AbortSignal): Promise<void> {
  const session = new Session(engine)
  try {
    const source = await session.add(new Blob([madeUp()]), 'warm-up.csv', { signal })
    await session.rebuild(defaultView(), null, signal)
    await session.run(pyramid, {}, signal)
    await session.remove(source.id)
  } catch {
    // Nobody waits for it: a file that came meanwhile goes first.
    for (const source of session.sources) await session.remove(source.id)
  }
}

/** Orders of two and a half years, the same every time. */
function madeUp(): string {
  const rows = ['order_id,customer_id,ordered_at,amount,region,channel,category']
  for (let i = 0; i < ROWS; i++) {
    const day = new Date(Date.UTC(2023, 0, 1 + ((i * 7919) % 900))).toISOString().slice(0, 10)
    rows.push(
      `${i},c${(i * 104729) % 9973},${day} 10:00:00,${(i * 31) % 997}.${i % 90},r${i % 7},h${i % 5},k${i % 11}`,
    )
  }
  return rows.join('\n')
}
