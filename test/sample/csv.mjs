import { isoDay, isoMinute } from './calendar.mjs'

const yesNo = (value) => (value ? '是' : '否')
const yuan = (cents) => String(cents / 100)
const when = (minutes) => (minutes === null ? '' : isoMinute(minutes))

/** File → its headers and, per header, what a row says. */
const TABLES = {
  'customers.csv': {
    客户编号: (c) => c.id,
    客户名称: (c) => c.name,
    类型: (c) => c.kind,
    性别: (c) => c.gender,
    出生日期: (c) => c.birth,
    手机: (c) => c.phone,
    邮箱: (c) => c.email,
    省份: (c) => c.province,
    城市: (c) => c.city,
    地区: (c) => c.region,
    行业: (c) => c.industry,
    来源: (c) => c.source,
    客户经理: (c) => c.owner,
    建档日期: (c) => isoDay(c.created),
    客户等级: (c) => c.level,
    信用等级: (c) => c.credit,
    战略客户: (c) => yesNo(c.strategic),
    获客成本: (c) => c.cost,
  },
  'orders.csv': {
    订单号: (o) => o.id,
    客户编号: (o) => o.customer?.id ?? '',
    下单时间: (o) => when(o.at),
    订单金额: (o) => yuan(o.amount),
    状态: (o) => o.status,
    渠道: (o) => o.channel,
    应付日期: (o) => o.due,
    付款日期: (o) => o.paid,
    优惠金额: (o) => yuan(o.discount),
    物流签收日期: (o) => o.delivered,
  },
  'order_lines.csv': {
    订单号: (l) => l.orderId,
    商品编号: (l) => l.product.id,
    商品名称: (l) => l.product.name,
    类别: (l) => l.product.category,
    数量: (l) => l.quantity,
    单价: (l) => yuan(l.unit),
    金额: (l) => yuan(l.amount),
    成本: (l) => yuan(l.cost),
  },
  'feedback.csv': {
    答卷编号: (f) => f.id,
    客户编号: (f) => f.customer.id,
    提交时间: (f) => when(f.at),
    问卷: (f) => f.survey,
    题目: (f) => f.item,
    是否整体: (f) => yesNo(f.overall),
    评分: (f) => f.score,
    最低分: (f) => f.low,
    最高分: (f) => f.high,
    评论: (f) => f.comment,
  },
  'tickets.csv': {
    工单号: (t) => t.id,
    客户编号: (t) => t.customer.id,
    提交时间: (t) => when(t.openedAt),
    首次响应时间: (t) => when(t.respondedAt),
    解决时间: (t) => when(t.resolvedAt),
    渠道: (t) => t.channel,
    类别: (t) => t.category,
    原因: (t) => t.reason,
    优先级: (t) => t.priority,
    状态: (t) => t.status,
    是否投诉: (t) => yesNo(t.isComplaint),
    处理人: (t) => t.agent,
    满意度: (t) => t.satisfaction,
  },
}

/** The tables of a company as the text of its files: UTF-8 with a byte order mark, lines ended by LF. */
export function writeTables(company) {
  const rows = {
    'customers.csv': company.customers,
    'orders.csv': company.orders,
    'order_lines.csv': company.orders.flatMap((order) =>
      order.lines.map((line) => ({ orderId: order.id, ...line })),
    ),
    'feedback.csv': company.sheets.flatMap((sheet) => sheet.rows.map((row) => ({ ...sheet, ...row }))),
    'tickets.csv': company.tickets,
  }
  return Object.fromEntries(
    Object.entries(TABLES).map(([file, table]) => [file, writeTable(table, rows[file])]),
  )
}

function writeTable(table, rows) {
  const cells = Object.values(table)
  const lines = rows.map((row) => cells.map((cell) => quote(String(cell(row)))).join(','))
  return `\ufeff${Object.keys(table).join(',')}\n${lines.join('\n')}\n`
}

const quote = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
