import type { Preset } from './preset'
import { AUDIENCES } from './presets/audience'
import { CHINA } from './presets/china'
import { CRM } from './presets/crm'
import { ERP } from './presets/erp'
import { MARKETS } from './presets/markets'
import { SERVICE } from './presets/service'
import { SHOPS } from './presets/shops'
import { SURVEYS } from './presets/surveys'
import { TAIWAN } from './presets/taiwan'

export const PRESETS: Preset[] = [
  ...CHINA,
  ...TAIWAN,
  ...SHOPS,
  ...MARKETS,
  ...ERP,
  ...CRM,
  ...SERVICE,
  ...SURVEYS,
  ...AUDIENCES,
]
