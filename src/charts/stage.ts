import type { Palette } from './look'
import { mix } from './ramp'

/** Colour of a lifecycle stage: full while the customer buys, fading before and after. */
export const stageColour = (stage: string, { accent, ink3, line, panel, warn }: Palette): string =>
  ({
    potential: mix(ink3, panel, 0.55),
    new: mix(accent, panel, 0.45),
    active: accent,
    dormant: mix(warn, panel, 0.25),
    churned: mix(ink3, panel, 0.2),
  })[stage] ?? mix(line, ink3, 0.4)
