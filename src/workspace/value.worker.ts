import type { ValueFeatures } from '../tables/value/features'
import { fitValue } from '../tables/value/fit'

self.onmessage = ({ data }: MessageEvent<ValueFeatures>) => self.postMessage(fitValue(data))
