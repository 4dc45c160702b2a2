import { insertRows, type Engine } from '../engine/engine'
import type { Frame, Panel } from './panel'

/** Where one asking stands: its choices are written down in it, and what its panel made of them. */
export interface Room {
  key: string
  engine: Engine
}

/** So many askings keep what they made of their choices; a page of ten heat maps has room for each. */
const MOST = 24

/**
 * One room an asking, so that one panel can be asked with other choices at the same time. In it stand `chosen` (name and
 * value of each control), `scope` (whom the panel shows) and the tables of its `base`. Who asks the same finds them again.
 */
export class Rooms {
  private readonly open = new Map<string, Promise<Room>>()

  constructor(private readonly engine: Engine) {}

  /** The room of a panel and its choices. Those that nobody asked for longest make place; `left` hears of them. */
  of(panel: Panel, frame: Frame, left: (key: string) => void): Promise<Room> {
    const choices = choicesOf(panel, frame)
    const key = `${panel.family ?? panel.id} ${JSON.stringify(choices)}`
    const found = this.open.get(key) ?? furnished(this.engine, key, choices)
    this.open.delete(key)
    this.open.set(key, found)
    found.catch(() => this.open.delete(key))
    for (const [oldest, room] of this.open) {
      if (this.open.size <= MOST) break
      this.open.delete(oldest)
      left(oldest)
      void room.then(({ engine }) => engine.stop())
    }
    return found
  }
}

/** The choices that the rows depend on. */
const choicesOf = ({ controls = [] }: Panel, frame: Frame): [string, string][] =>
  controls.filter(({ drawn }) => !drawn).map(({ name }) => [name, frame.controls[name]!])

async function furnished(engine: Engine, key: string, choices: [string, string][]): Promise<Room> {
  const own = await engine.room()
  await own.run('CREATE TEMP TABLE chosen (name VARCHAR, value VARCHAR)')
  await insertRows(own, 'chosen', choices)
  return { key, engine: own }
}
