import { describe, expect, it } from 'vitest'
import { convert } from '../../src/ingest/convert'
import { takeSample } from '../../src/ingest/sample'
import { readRows } from '../pollock/measure'

/** Written by hand after public descriptions of what each system exports; names and figures are made up. */
const pad = (lines: string[], width: number): string[] =>
  lines.map((line) => line + ','.repeat(width - line.split(',').length))

const look = async (text: string) => {
  const sample = await takeSample(new Blob([text]), 'export.csv')
  const { text: out, rows, apart } = await convert(new Blob([text]), 'export.csv')
  return { sample, table: readRows(await out.text()), rows, apart }
}

const WECHAT = [
  '\uFEFF微信支付账单明细',
  '微信昵称：[木子]',
  '起始时间：[2024-01-01 00:00:00] 终止时间：[2024-01-31 23:59:59]',
  '导出类型：[全部]',
  '导出时间：[2024-02-01 08:00:00]',
  '',
  '共3笔记录',
  '收入：1笔 100.00元',
  '支出：2笔 36.50元',
  '中性交易：0笔 0.00元',
  '注：',
  '1. 充值/提现/理财通购买/零钱通存取/信用卡还款等交易，将计入中性交易',
  '2. 本明细仅展示当前账单中的交易，不包括已删除的记录',
  '3. 本明细仅供个人对账使用',
  '',
  '----------------------微信支付账单明细列表--------------------',
]

describe('exports as people have them', () => {
  it('WeChat: sixteen lines above the header, padded with commas', async () => {
    const { sample, rows } = await look(
      [
        ...pad(WECHAT, 11),
        '交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注',
        '2024-01-05 12:30:11,商户消费,"面馆","午餐",支出,¥23.50,零钱,支付成功,"4200001\t","1001\t","/"',
        '2024-01-06 09:00:00,转账,"李明","转账备注:货款, 一月",收入,¥100.00,/,已存入零钱,"4200002\t","1002\t","/"',
        '2024-01-07 18:00:00,商户消费,"书店","书",支出,¥13.00,零钱,支付成功,"4200003\t","1003\t","/"',
      ].join('\r\n'),
    )
    expect(sample.dialect).toMatchObject({ delimiter: ',', skip: 16, headerRows: 1, width: 11 })
    expect(sample.header[0]).toBe('交易时间')
    expect(sample.header.at(-1)).toBe('备注')
    expect(sample.rows.map((row) => row[8])).toEqual(['4200001\t', '4200002\t', '4200003\t'])
    expect(rows).toBe(3)
  })

  it('Alipay: lines above, cells padded with blanks and tabs, a comma too many, sums and a time below', async () => {
    const { sample, table, rows, apart } = await look(
      [
        '支付宝交易记录明细查询',
        '账号:[user@example.com]',
        '起始日期:[2024-01-01 00:00:00]    终止日期:[2024-02-01 00:00:00]',
        '---------------------------------交易记录明细列表------------------------------------',
        '交易号                  ,商家订单号               ,交易创建时间              ,金额（元）,收/支     ,交易状态    ,',
        '2024010122001\t,T200P1\t,2024-01-05 12:30:11 ,23.50   ,支出      ,交易成功    ,',
        '2024010122002\t,\t,2024-01-06 09:00:00 ,100.00  ,收入      ,交易成功    ,',
        '2024010122003\t,T200P3\t,2024-01-07 18:00:00 ,13.00   ,支出      ,交易关闭    ,',
        '------------------------------------------------------------------------------------',
        '共3笔记录',
        '已收入:1笔,100.00元',
        '已支出:2笔,36.50元',
        '导出时间:[2024-02-01 08:00:00]    用户:木子',
      ].join('\r\n'),
    )
    expect(sample.dialect).toMatchObject({ skip: 4, width: 7 })
    expect(sample.header.slice(0, 6)).toEqual([
      '交易号',
      '商家订单号',
      '交易创建时间',
      '金额（元）',
      '收/支',
      '交易状态',
    ])
    expect(sample.rows).toHaveLength(3)
    expect([rows, apart]).toEqual([3, 5])
    expect(table.map((row) => row[0]!.trim())).toEqual([
      '交易号',
      '2024010122001',
      '2024010122002',
      '2024010122003',
    ])
  })

  it('Pinduoduo: tabs inside the cells are no delimiters', async () => {
    const { sample } = await look(
      [
        '商品,订单号,订单状态,商品总价(元),商品数量(件),发货时间,手机',
        '茶叶,"240105-001\t",已发货，待收货,59.90,"1\t","2024-01-05 10:00:00\t","\t"',
        '茶杯,"240105-002\t",已签收,19.90,"2\t","\t","\t"',
      ].join('\n'),
    )
    expect(sample.dialect.delimiter).toBe(',')
    expect(sample.rows[0]![2]).toBe('已发货，待收货')
    expect(sample.rows).toHaveLength(2)
  })

  it('Shopee income: who, when and which bank above the header', async () => {
    const { sample } = await look(
      [
        '賣家帳號,tea.shop,,,,,,',
        '期間,2024-01-01,2024-01-31,,,,,',
        '銀行帳戶,****1234,,,,,,',
        ',,,,,,,',
        '訂單編號,錢包入帳日期,退款編號,成交手續費,其他服務費,金流與系統處理費,蝦皮代付運費,退貨運費',
        '240105ABC,2024-01-08,,-5,-2,-1,0,0',
        '240106DEF,2024-01-09,R1,-7,-2,-2,0,-60',
      ].join('\n'),
    )
    expect(sample.dialect).toMatchObject({ skip: 4, headerRows: 1 })
    expect(sample.header[0]).toBe('訂單編號')
    expect(sample.rows).toHaveLength(2)
  })

  it('eBay: a blank line above the header, and a count below', async () => {
    const { table, apart } = await look(
      [
        '',
        'Sales Record Number,Order Number,Buyer Username,Quantity,Sold For,Sale Date',
        '',
        '101,11-001,"bike_fan",1,"$8.00",Jan-05-24',
        '102,11-002,"reader22",2,"$12.50",Jan-06-24',
        '',
        '2 record(s) downloaded,,,,,',
        'Seller ID : shop,,,,,',
      ].join('\n'),
    )
    expect(table.map((row) => row[0])).toEqual(['Sales Record Number', '101', '102'])
    expect(apart).toBe(2)
  })

  it('Salesforce: a report with its footer', async () => {
    const { table, apart } = await look(
      [
        '"Account Name","Opportunity Name","Stage","Amount","Close Date"',
        '"Acme","Renewal","Closed Won","1200.00","2024-01-05"',
        '"Borg","New","Closed Lost","800.00","2024-01-09"',
        '',
        '"Won and lost deals"',
        '"Copyright (c) 2000-2024 salesforce.com, inc. All rights reserved."',
        '"Confidential Information - Do Not Distribute"',
        '"Generated By:  Ann Example  2024-02-01 08:00"',
        '"Example Corp"',
      ].join('\n'),
    )
    expect(table).toHaveLength(3)
    expect(apart).toBe(5)
  })

  it('SurveyMonkey: questions over options, with gaps to fill from the left', async () => {
    const { sample } = await look(
      [
        'Respondent ID,Collector ID,Start Date,How satisfied are you?,Which do you use?,,,Anything else?',
        ',,,Response,Phone,E-mail,Shop,Open-Ended Response',
        '1001,55,2024-01-05 10:00:00,4,Phone,,Shop,"Fine, thanks"',
        '1002,55,2024-01-06 11:00:00,5,,E-mail,,',
      ].join('\n'),
    )
    expect(sample.dialect).toMatchObject({ headerRows: 2, body: 2 })
    expect(sample.header).toEqual([
      'Respondent ID',
      'Collector ID',
      'Start Date',
      'How satisfied are you? Response',
      'Which do you use? Phone',
      'Which do you use? E-mail',
      'Which do you use? Shop',
      'Anything else? Open-Ended Response',
    ])
    expect(sample.rows).toHaveLength(2)
  })

  it('Qualtrics: codes, texts and import ids over the answers', async () => {
    const { sample } = await look(
      [
        'StartDate,EndDate,ResponseId,Q1,Q2',
        'Start Date,End Date,Response ID,"How likely are you to recommend us?\nPlease answer.",Why?',
        '"{""ImportId"":""startDate"",""timeZone"":""Asia/Taipei""}","{""ImportId"":""endDate""}","{""ImportId"":""_recordId""}","{""ImportId"":""QID1""}","{""ImportId"":""QID2_TEXT""}"',
        '2024-01-05 10:00:00,2024-01-05 10:02:00,R_1a,9,good',
        '2024-01-06 10:00:00,2024-01-06 10:02:00,R_2b,3,slow',
      ].join('\n'),
    )
    expect(sample.dialect).toMatchObject({ headerRows: 3, body: 4 })
    expect(sample.header[3]).toContain('How likely are you to recommend us?')
    expect(sample.rows).toHaveLength(2)
  })

  it('Qualtrics: one answer is enough to tell the three lines of the header', async () => {
    const names = ['StartDate', 'EndDate', 'Status', 'ResponseId', 'UserLanguage', 'Q1', 'Q2', 'Q3']
    const texts = ['Start Date', 'End Date', 'Response Type', 'Response ID', 'User Language']
    const codes = names.map((name) => `"{""ImportId"":""${name}""}"`)
    const { sample } = await look(
      [
        names.join(','),
        [...texts, 'Recommend us?', 'Satisfied?', 'What could we do better?'].join(','),
        codes.join(','),
        '2024-01-05 10:00:00,2024-01-05 10:02:00,IP Address,R_1a,EN,9,4,faster please',
      ].join('\n'),
    )
    expect(sample.dialect).toMatchObject({ skip: 0, headerRows: 3, body: 3 })
    expect(sample.rows).toHaveLength(1)
  })

  it('an ERP list: groups over columns of the same name, subtotals and a total in a middle column', async () => {
    const { sample, table, apart } = await look(
      [
        '2024年销售表,,,,',
        '部门,销售额,,利润,',
        ',2023年,2024年,2023年,2024年',
        '华东,100,120,10,12',
        '华南,90,95,9,8',
        '小计,190,215,19,20',
        '华北,50,60,5,6',
        '合计,240,275,24,26',
      ].join('\n'),
    )
    expect(sample.header).toEqual(['部门', '销售额 2023年', '销售额 2024年', '利润 2023年', '利润 2024年'])
    expect(table.slice(1).map((row) => row[0])).toEqual(['华东', '华南', '华北'])
    expect(apart).toBe(2)
  })

  it('three months in one file: the header repeats', async () => {
    const month = (m: number) =>
      `订单编号,客户编号,下单时间,金额\nA${m},C1,2024-0${m}-05,12\nB${m},C2,2024-0${m}-06,13\n`
    const { sample, rows, apart } = await look(month(1) + month(2) + month(3))
    expect([rows, apart]).toEqual([6, 2])
    expect(sample.rows).toHaveLength(6)
  })

  it('two tables below each other: the first is read, the second is set aside', async () => {
    const { table, apart } = await look(
      'order id,order date,amount\nA1,2024-01-05,12\nA2,2024-01-06,13\n\nproduct,warehouse,stock\nTea,North,5\nCup,South,7\n',
    )
    expect(table.map((row) => row[0])).toEqual(['order id', 'A1', 'A2'])
    expect(apart).toBe(3)
  })
})
