import { movers, triggers } from './movers'
import { migration, reviews } from './reviews'

export const panels = [reviews, migration, movers, triggers]
