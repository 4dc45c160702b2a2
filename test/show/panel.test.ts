import { describe, expect, test } from 'vitest'
import { definePanel, type Panel, type PanelResult } from '../../src/analysis/panel'
import { LANGUAGES } from '../../src/analysis/say'
import { pyramid } from '../../src/analysis/tiers/panels'
import { choicesOf, headlineOf, measureOf, noteOf, reasonOf, sentenceOf, titleOf } from '../../src/show/panel'
import { answer, frame, pyramidRows } from '../report/answers'
import { sayIn } from '../support/words'

const en = sayIn('en')
const inAll = <T>(of: (say: ReturnType<typeof sayIn>) => T): T[] =>
  LANGUAGES.map((language) => of(sayIn(language)))
const panel = (part: Partial<Panel>): Panel =>
  definePanel({
    ...{ id: 'tiers.pyramid', needs: [], least: 1, sql: '', columns: [], chart: null },
    ...{ n: () => 1, sentence: () => 'It says so.' },
    ...part,
  })
const ready: PanelResult = { id: 'tiers.pyramid', state: 'ready', rows: [{ x: 1 }], n: 1, frame }

describe('what heads a panel', () => {
  test('is its title and what it measures, in each language', () => {
    expect(inAll((say) => titleOf(pyramid, say))).toEqual([
      'Tier pyramid',
      '客户等级金字塔',
      '客戶等級金字塔',
    ])
    expect(inAll((say) => measureOf(pyramid, say))).toEqual([
      'Customers (left) and share of revenue in the period (right), by score',
      '客户数（左）与期内收入占比（右），按得分门槛',
      '客戶數（左）與期內營收占比（右），依得分門檻',
    ])
  })
  test('is its sentence where there is one to say, and else its title', () => {
    expect(headlineOf(panel({}), ready, en)).toBe('It says so.')
    expect(headlineOf(panel({}), { ...ready, state: 'empty' }, en)).toBe('Tier pyramid')
    // What is hidden would make it untrue.
    expect(headlineOf(panel({}), { ...ready, sentence: false }, en)).toBe('Tier pyramid')
    expect(sentenceOf(panel({}), { ...ready, state: 'needs' }, en)).toBeNull()
  })
  test('says the figures of the rows in each language', () => {
    // 10 of 150; the share of the revenue is said in whole per cent.
    const { result } = answer(pyramid, pyramidRows([10, 20, 40, 80]))
    expect(inAll((say) => sentenceOf(pyramid, result, say))).toEqual([
      '10 Diamond customers, 6.7% of all, bring 7% of revenue.',
      '10 位钻石客户占全部客户的 6.7%，带来 7% 的收入。',
      '10 位鑽石客戶占全部客戶的 6.7%，帶來 7% 的營收。',
    ])
  })
  test('has a space between a figure and the revenue after it, and none behind 万 or 亿', () => {
    const said = (text: string) => sentenceOf(panel({ sentence: () => text }), ready, en)
    expect(said('2024-05收入与2024-06營收')).toBe('2024-05 收入与2024-06 營收')
    expect(said('收入 1.48 亿 来自 612 万 元')).toBe('收入 1.48 亿来自 612 万元')
    expect(said('收入 1.48 億 來自 612 萬 元')).toBe('收入 1.48 億來自 612 萬元')
    expect(said('1.48 亿, and 3 others')).toBe('1.48 亿, and 3 others')
  })
})

describe('what stands under it', () => {
  test('is the note of a panel that has one and an answer', () => {
    const noted = panel({ note: (rows) => `of ${rows.length}` })
    expect(noteOf(noted, ready, en)).toBe('of 1')
    expect(noteOf(panel({}), ready, en)).toBeNull()
    expect(noteOf(noted, { ...ready, note: false }, en)).toBeNull()
    expect(noteOf(noted, { ...ready, state: 'empty' }, en)).toBeNull()
    expect(noteOf(panel({ note: () => null }), ready, en)).toBeNull()
  })
})

describe('why there is no answer', () => {
  test('names what is lacking by its name, in each language', () => {
    const reason = { key: 'reason.needs', params: { entities: 'orders,tickets' } }
    expect(inAll((say) => reasonOf({ reason }, say))).toEqual([
      'This needs another export: orders, tickets. Add it on the Data page.',
      '还需要另一份导出文件：订单、工单。请在“数据”页添加。',
      '還需要另一份匯出檔：訂單、客服案件。請在「資料」頁加入。',
    ])
  })
  test('says other reasons with what belongs to them, and nothing where there is none', () => {
    const reason = { key: 'reason.summed', params: { date: '2024-06-30' } }
    expect(reasonOf({ reason }, en)).toContain('as of 2024-06-30 only')
    expect(reasonOf({}, en)).toBe('')
  })
})

describe('choices that were made', () => {
  const grain = {
    name: 'grain',
    label: 'control.grain',
    default: 'month',
    options: ['week', 'month'].map((value) => ({ value, label: `grain.${value}` })),
  }
  const dimension = (name: string, usual: string) => ({
    ...{ name, label: '', default: usual, options: 'dimension' as const },
  })
  const chosen = (controls: Panel['controls'], made: Record<string, string>) =>
    choicesOf(panel({ controls }), { ...frame, controls: made }, en)
  test('name dimensions side by side, then the others, by what was chosen or is usual', () => {
    expect(
      chosen([grain, dimension('rows', 'tier'), dimension('columns', 'gender')], { rows: 'region' }),
    ).toEqual(['Region × Gender', en.t('grain.month')])
    expect(chosen([grain], { grain: 'week' })).toEqual([en.t('grain.week')])
    expect(en.t('grain.week')).not.toBe('grain.week')
  })
  test('leave out what is quiet, what is no option, and are none where there is nothing to choose', () => {
    expect(chosen([{ ...grain, quiet: true }], { grain: 'week' })).toEqual([])
    expect(chosen([grain], { grain: 'century' })).toEqual([])
    expect(chosen(undefined, {})).toEqual([])
  })
})
