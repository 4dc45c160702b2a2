import { describe, expect, it } from 'vitest'
import { proposeMapping } from '../../src/ingest/mapping'

/** Cells of one CRM by heading: customers come again, the record's own state is mostly the same. */
type Cell = (row: number) => string
const day = (n: number) =>
  `2024-${String(1 + (n % 12)).padStart(2, '0')}-${String(1 + (n % 28)).padStart(2, '0')}`
const pick =
  (list: string[], step = 1): Cell =>
  (row) =>
    list[(row * step) % list.length]!
const firm = pick(['华信科技', '天瑞贸易', '博远股份', '科达机电', '立方软件', '众合物流', '金石建材'], 3)
const account = pick(['Blue Foods', 'Acme Systems', 'North Health', 'Delta Logistics', 'Vertex Partners'], 3)
const staff = pick(['张伟', '王芳', '李娜'])
const money: Cell = (row) => String(5000 + ((row * 7919) % 300) * 1000)
const state = (...words: string[]): Cell => pick([...Array<string>(8).fill(words[0]!), ...words.slice(1)])
const made: Cell = (row) => `${day(row * 5)} 09:${String(row % 60).padStart(2, '0')}`
const kindOf = (columns: Record<string, Cell>) => {
  const rows = Array.from({ length: 60 }, (_, row) => Object.values(columns).map((cell) => cell(row)))
  return proposeMapping(Object.keys(columns), rows).entities[0]
}

const DEALS: [string, Record<string, Cell>][] = [
  [
    'with a number and a chance',
    {
      商机编号: (row) => `OPP${20_240_000 + row}`,
      商机名称: pick(['扩容', '续费', 'ERP采购']),
      客户名称: firm,
      预计成交金额: money,
      预计成交日期: (row) => day(row * 3),
      销售阶段: pick(['初步接洽', '方案报价', '商务谈判', '赢单', '输单']),
      赢率: pick(['10%', '50%', '80%', '100%', '0%']),
      负责人: staff,
      生命状态: state('正常', '审核中', '作废'),
      创建时间: made,
      最后修改时间: made,
    },
  ],
  [
    'without a number',
    {
      商机名称: pick(['扩容', '续费', 'ERP采购']),
      客户名称: firm,
      商机阶段: pick(['初步接洽', '方案报价', '商务谈判', '赢单', '输单']),
      预计成交金额: money,
      负责人: staff,
      归属部门: pick(['销售一部', '销售二部']),
      生命状态: state('正常', '未生效', '作废'),
      锁定状态: state('未锁定', '锁定'),
      创建时间: made,
    },
  ],
  [
    'in traditional Chinese',
    {
      商機編號: (row) => `OPP${20_240_000 + row}`,
      商機名稱: pick(['擴容', '續約', '採購']),
      客戶名稱: firm,
      預計成交金額: money,
      銷售階段: pick(['初步接洽', '方案報價', '贏單', '輸單']),
      負責人: staff,
      生命狀態: state('正常', '審核中', '作廢'),
      建立時間: made,
    },
  ],
  [
    'in English',
    {
      'Opportunity ID': (row) => `0065g00000${10_000 + row}AAB`,
      'Opportunity Name': pick(['Renewal', 'Upsell', 'New business']),
      'Account Name': account,
      Amount: money,
      Stage: pick(['Prospecting', 'Proposal', 'Negotiation', 'Closed Won', 'Closed Lost']),
      'Opportunity Owner': pick(['Ann Lee', 'Bob Roy']),
      'Record Status': state('Active', 'Draft', 'Void'),
      'Created Date': (row) => day(row * 5),
    },
  ],
]

describe('a column that stands in every table of a system', () => {
  it.each(DEALS)('does not make customers of its deals: %s', (_, columns) => {
    expect(kindOf(columns)).toBe('deals')
  })
  it('does not make customers of its orders', () => {
    expect(
      kindOf({
        销售订单编号: (row) => `SO${20_240_000 + row}`,
        客户名称: firm,
        成交日期: (row) => day(row * 3),
        '销售订单金额（元）': money,
        负责人: staff,
        生命状态: state('正常', '审核中', '作废'),
      }),
    ).toBe('orders')
  })
  it('still says whose export the customers are', () => {
    const header = ['客户名称', '客户级别', '客户来源', '成交状态', '负责人', '生命状态', '创建时间']
    const rows = Array.from({ length: 30 }, (_, row) => [
      `华信第${row}分公司`,
      pick(['重要', '普通'])(row),
      pick(['展会', '转介绍'])(row),
      pick(['已成交', '未成交'])(row),
      staff(row),
      state('正常', '作废')(row),
      made(row),
    ])
    const { entities, preset } = proposeMapping(header, rows)
    expect([entities[0], preset]).toEqual(['customers', 'fxiaoke-customers'])
  })
})
