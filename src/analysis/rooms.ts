import { insertRows, type Engine } from '../engine/engine'
import { Steps } from '../engine/steps'
import type { Frame, Panel } from './panel'

/** Where one asking stands: its choices are written down in it, and what its panel made of them. */
export interface Room {
  engine: Engine
  steps: Steps
}

/** So many askings keep what they made of their choices; a page of ten heat maps has room for each. */
const MOST = 24

/**
 * One room an asking, so that one panel can be asked with other choices at the same time. In it stand `chosen` (name and
 * value of each control), `scope` (whom the panel shows) and the tables of its `base`. Who asks the same finds them again.
 */
export class Rooms {
  private readonly open = new Map<string, { room: Promise<Room>; asking: number }>()

  constructor(private readonly engine: Engine) {}

  /** Asks in the room of a panel and its choices; it stays open as long as somebody does. */
  async within<T>(panel: Panel, frame: Frame, ask: (room: Room) => Promise<T>): Promise<T> {
    const choices = choicesOf(panel, frame)
    const key = `${panel.family ?? panel.id} ${JSON.stringify(choices)}`
    const place = this.open.get(key) ?? { room: furnished(this.engine, choices), asking: 0 }
    // Asked last, it is the last to go.
    this.open.delete(key)
    this.open.set(key, place)
    place.asking++
    try {
      return await ask(await place.room)
    } finally {
      place.asking--
      this.closeIdle()
    }
  }

  /** Rooms that nobody asked in for longest make place. */
  private closeIdle(): void {
    for (const [key, { room, asking }] of this.open) {
      if (this.open.size <= MOST) return
      if (asking) continue
      this.open.delete(key)
      void room.then(
        ({ engine }) => engine.stop(),
        () => undefined,
      )
    }
  }
}

/** The choices that the rows depend on. */
const choicesOf = ({ controls = [] }: Panel, frame: Frame): [string, string][] =>
  controls.filter(({ drawn }) => !drawn).map(({ name }) => [name, frame.controls[name]!])

async function furnished(engine: Engine, choices: [string, string][]): Promise<Room> {
  const own = await engine.room()
  await own.run('CREATE TEMP TABLE chosen (name VARCHAR, value VARCHAR)')
  await insertRows(own, 'chosen', choices)
  return { engine: own, steps: new Steps() }
}
