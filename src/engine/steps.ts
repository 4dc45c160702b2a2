/**
 * What was made once, and of what: tables of a step, the fit of a model, answers read together. A step is asked for by its
 * name and the parts that it was made of (files, view, scheme, date, setting: numbers that rise, texts, objects by
 * identity); it is made again when one of these is another. Nobody says that a step is stale: it follows from its parts.
 */
export class Steps {
  private readonly standing = new Map<string, { of: readonly unknown[]; made: Promise<unknown> }>()

  /** What `make` made of these parts; who asks while it is being made waits for it. What fails is tried again when next asked for. */
  once<T>(name: string, of: readonly unknown[], make: () => Promise<T>): Promise<T> {
    const held = this.standing.get(name)
    if (held?.of.length === of.length && held.of.every((part, at) => Object.is(part, of[at])))
      return held.made as Promise<T>
    const made = make()
    this.standing.set(name, { of, made })
    made.catch(() => {
      if (this.standing.get(name)?.made === made) this.standing.delete(name)
    })
    return made
  }
}
