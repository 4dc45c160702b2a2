import { cohorts } from './cohorts'
import { staying } from './survival'

export const panels = [cohorts, staying]
