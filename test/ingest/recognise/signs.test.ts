import { describe, expect, it } from 'vitest'
import { proposeMapping, type Mapping } from '../../../src/ingest/mapping'

const day = (n: number) => `2026-0${1 + (n % 8)}-${String(1 + ((n * 5) % 27)).padStart(2, '0')}`
/** What is made of a table of 40 rows. */
const propose = (header: string, row: (n: number) => (string | number)[]): Mapping =>
  proposeMapping(
    header.split(','),
    Array.from({ length: 40 }, (_, n) => row(n).map(String)),
  )
const names = ['王小明', '李思远', '张雨桐', '陈嘉豪', '刘晓燕', '赵子轩', '周文静']
const people = ['Emma Clarke', 'Noah Bennett', 'Olivia Reyes', 'Liam Foster', 'Ava Morgan']
const firms = ['华辰贸易有限公司', '云岭科技有限公司', '启明机电有限公司', '海润食品有限公司']

describe('what holds nothing of ours is said for what it is', () => {
  it.each([
    ['姓名,部门,基本工资,绩效,社保,个税,实发工资', 'zh-CN'],
    ['員工姓名,部門,本薪,加班費,勞保費,健保費,實領金額', 'zh-TW'],
    ['Employee Name,Department,Gross Pay,Federal Tax,Deductions,Bonus,Net Pay', 'en'],
    ['Mitarbeiter,Abteilung,Bruttolohn,Lohnsteuer,Krankenversicherung,Zulage,Nettolohn', 'de'],
  ])('pay of staff: %s', (header) => {
    const mapping = propose(header, (n) => [
      `${names[n % 7]}${n}`,
      ['销售部', '行政部'][n % 2]!,
      3000 + n * 10,
      200 + n,
      150 + n,
      20 + n,
      2900 + n * 9,
    ])
    expect([mapping.entities, mapping.refusal, mapping.questions]).toEqual([[], 'staff', []])
  })

  it.each([
    '工号,姓名,日期,上班打卡,下班打卡,考勤结果',
    'Employee ID,Employee,Date,Clock In,Clock Out,Status',
  ])('attendance of staff: %s', (header) => {
    const mapping = propose(header, (n) => [
      100 + (n % 9),
      names[n % 7]!,
      day(n),
      `08:5${n % 10}`,
      `18:0${n % 10}`,
      ['正常', '迟到'][n % 2]!,
    ])
    expect([mapping.entities, mapping.refusal]).toEqual([[], 'staff'])
  })

  it.each([
    '学号,姓名,班级,语文,数学,英语,总分',
    'Student ID,Student,Class,Math Score,Reading Score,Writing Score,Grade',
  ])('marks of pupils: %s', (header) => {
    const mapping = propose(header, (n) => [
      202600 + n,
      `${names[n % 7]}${n}`,
      ['三班', '四班'][n % 2]!,
      60 + (n % 40),
      55 + ((n * 3) % 45),
      50 + ((n * 7) % 50),
      200 + n,
    ])
    expect([mapping.entities, mapping.refusal]).toEqual([[], 'marks'])
  })

  it('what is still to be paid, where nothing that was paid stands beside it', () => {
    const row = (open: (n: number) => number) => (n: number) => [
      `RE-${1000 + n}`,
      firms[n % 4]!,
      day(n),
      day(n + 30),
      (100 + n).toFixed(2),
      open(n).toFixed(2),
      n % 60,
    ]
    const header = 'Invoice No,Customer,Invoice Date,Due Date,Amount,Open Balance,Days Overdue'
    expect(
      propose(
        header,
        row((n) => 50 + n),
      ).refusal,
    ).toBe('openItems')
    expect(
      propose(
        header,
        row((n) => (n % 3 ? 0 : 50 + n)),
      ).entities,
    ).toContain('orders')
  })

  it('what was given back, where no reason makes a case of it', () => {
    const mapping = propose('Refund ID,Order ID,Customer,Refund Amount,Refund Date', (n) => [
      `R${7000 + n}`,
      `A${1000 + ((n * 7) % 400)}`,
      people[n % 5]!,
      (10 + n).toFixed(2),
      day(n),
    ])
    expect([mapping.entities, mapping.refusal]).toEqual([[], 'refunds'])
  })

  it.each([
    '入库单号,入库日期,供应商,物料名称,数量,采购单价,金额',
    'PO Number,PO Date,Vendor,Item,Qty,Unit Cost,Total Cost',
  ])('what was bought: %s', (header) => {
    const mapping = propose(header, (n) => [
      `PO${1000 + n}`,
      day(n),
      firms[n % 4]!,
      ['纸箱', '电阻', '胶带'][n % 3]!,
      1 + (n % 7),
      2.5,
      (2.5 * (1 + (n % 7))).toFixed(2),
    ])
    expect([mapping.entities, mapping.refusal]).toEqual([[], 'purchases'])
  })

  it('money in and out of an account', () => {
    const mapping = propose('时间,分类,收支类型,金额,账户,备注', (n) => [
      `${day(n)} 12:00:00`,
      ['餐饮', '工资', '购物'][n % 3]!,
      ['支出', '收入', '支出'][n % 3]!,
      (10 + n).toFixed(2),
      '储蓄卡',
      '',
    ])
    expect(mapping.entities).toEqual([])
    expect(['bill', 'bookkeeping']).toContain(mapping.refusal)
  })
})

describe('what pay or marks are words of', () => {
  it('does not matter where customers stand in the table', () => {
    const mapping = propose(
      'CustomerId,Surname,CreditScore,Gender,Age,Balance,EstimatedSalary,Exited',
      (n) => [
        15600000 + n * 37,
        people[n % 5]!.split(' ')[1]!,
        500 + n,
        ['Female', 'Male'][n % 2]!,
        25 + (n % 40),
        (n * 1000.5).toFixed(2),
        (20000 + n * 900.25).toFixed(2),
        n % 2,
      ],
    )
    expect(mapping.entities).toEqual(['customers'])
  })
})

describe('a price that grows with the quantity', () => {
  const sold = (price: (n: number, count: number) => number) =>
    propose('订单ID,订单日期,客户ID,产品名称,售价,数量', (n) => [
      `D${1000 + n}`,
      day(n),
      `C${n % 13}`,
      ['保温杯', '耳机', '书包', '台灯', '茶壶'][n % 5]!,
      price(n, 1 + ((n * 3) % 4)).toFixed(2),
      1 + ((n * 3) % 4),
    ]).columns.map(({ target }) => target)

  it('is the amount of the line, whatever it is called', () => {
    expect(sold((n, count) => (20 + (n % 5) * 10) * count)).toContain('order_lines.amount')
    expect(sold((n, count) => (20 + (n % 5) * 10) * count)).not.toContain('order_lines.unit_price')
  })

  it('is the price of one where it stays', () => {
    expect(sold((n) => 20 + (n % 5) * 10)).toContain('order_lines.unit_price')
  })
})

describe('a kind that is not sure', () => {
  it('is asked for with the next likely one, however many kinds share the doubt', () => {
    const { sureness, questions } = propose('Ref,When,Who,State', (n) => [
      `X${n}`,
      day(n),
      people[n % 5]!,
      ['a', 'b'][n % 2]!,
    ])
    expect(sureness!.kind).toBeLessThan(0.9)
    expect(questions!.length).toBeGreaterThan(0)
  })
})
