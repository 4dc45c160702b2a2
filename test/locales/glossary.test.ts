import { describe, expect, test } from 'vitest'
import { LANGUAGES, type Language } from '../../src/analysis/say'
import { wordFiles } from '../support/words'

/** One word for each thing: what it is called, and what it is not. A word that means something else as well is left out. */
const GLOSSARY: Record<Language, Record<string, [used: string, never: RegExp]>> = {
  'zh-CN': {
    customer: ['客户', /顾客|消费者|用户|客戶/],
    tier: ['等级', /层级|级别/],
    segment: ['分群', /细分|客群/],
    review: ['复核', /复审|复评|评审|重评/],
    revenue: ['收入', /营收|营业额|销售额/],
    order: ['订单', /訂單|定单/],
    file: ['文件', /檔案|文檔/],
    churned: ['流失', /流逝|跑客/],
    column: ['列', /栏位|欄位/],
    export: ['导出', /匯出|汇出/],
    filter: ['筛选', /篩選|过滤器/],
  },
  'zh-TW': {
    customer: ['客戶', /顧客|消費者|用戶|客户/],
    tier: ['等級', /級別/],
    segment: ['分群', /細分|客群/],
    review: ['覆核', /複審|複評|評審|复核|複核/],
    revenue: ['營收', /收入|營業額|銷售額/],
    order: ['訂單', /订单|定單/],
    data: ['資料', /數據|数据/],
    churned: ['流失', /流逝|跑客/],
    column: ['欄位', /字段|栏位/],
    export: ['匯出', /導出|导出/],
    filter: ['篩選', /筛选|過濾器/],
    setting: ['設定', /設置|设置/],
    default: ['預設', /默認|默认/],
    save: ['儲存', /保存(?!期)/],
  },
  en: {
    customer: ['customer', /\bclients?\b|\bconsumers?\b/i],
    tier: ['tier', /\btiering\b|\branks? of customers\b/i],
    segment: ['segment', /\bcustomer clusters?\b/i],
    review: ['review', /\bre-?assessments?\b|\bre-?evaluations?\b/i],
    revenue: ['revenue', /\bturnover\b|\bincome\b/i],
    order: ['order', /\bpurchase orders?\b/i],
    churned: ['churned', /\battrition\b|\blapsed customers\b/i],
  },
}

/** All messages of a language, with the path of each. */
function messagesOf(language: Language): [path: string, text: string][] {
  const found: [string, string][] = []
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'string') found.push([path, value])
    else for (const [key, inner] of Object.entries(value as object)) walk(inner, `${path}.${key}`)
  }
  for (const [name, words] of wordFiles(language)) walk(words, name.replace('.json', ''))
  return found
}

describe.each(LANGUAGES)('the words of %s', (language) => {
  const terms = GLOSSARY[language]
  const messages = messagesOf(language)
  test.each(Object.entries(terms))('say %s in one way', (_, [used, never]) => {
    expect(messages.some(([, text]) => text.toLowerCase().includes(used))).toBe(true)
    expect(messages.filter(([, text]) => never.test(text))).toEqual([])
  })
})

test('every language says the same things', () => {
  const paths = (language: Language) =>
    messagesOf(language)
      .map(([path]) => path)
      .sort()
  expect(new Set(paths('zh-TW'))).toEqual(new Set(paths('zh-CN')))
  expect(new Set(paths('en'))).toEqual(new Set(paths('zh-CN')))
})
