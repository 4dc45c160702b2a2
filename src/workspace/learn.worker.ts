import type { Material } from '../analysis/tiers/suggest'
import { foretell } from '../stats/foretell'

self.onmessage = ({ data: { earlier, later, given } }: MessageEvent<Material>) =>
  self.postMessage(foretell(earlier, later, given))
