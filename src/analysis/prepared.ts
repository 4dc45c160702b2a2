import type { Session } from './session'

/**
 * Work that several panels need done before them, once until `of` says something else: by default every change of files,
 * view, scheme or filter. What fails is tried again when it is next asked for.
 */
export function preparedBy(
  work: (session: Session) => Promise<void>,
  of: (session: Session) => number = ({ state }) => state,
): (session: Session) => Promise<void> {
  const held = new WeakMap<Session, { of: number; done: Promise<void> }>()
  return async (session) => {
    await session.whenReached('all')
    const now = of(session)
    let last = held.get(session)
    if (last?.of !== now) {
      last = { of: now, done: work(session) }
      held.set(session, last)
      last.done.catch(() => held.delete(session))
    }
    await last.done
  }
}
