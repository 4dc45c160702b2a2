/**
 * What people know of the meanings of columns before any example was counted: how much a word of the heading (bare), a
 * look of the cells (`v:`) or a relation (`r:`) speaks for a meaning or against it. The fitted weights begin here and are
 * drawn back to it. `-name` is a meaning that the model does not take.
 */
const DATE =
  'date 1.5 time 1 v:moment 2 v:date 2 v:number -2 v:word -3 v:prose -3 v:clock -2 duration -3 is -2 name -2 id -2 remark -2'
const NOT_THE_DAY =
  'last -2 first -1.5 next -2.5 expected -2.5 end -1.5 birth -3 updated -2 refund -2 responded -2 stock -3 published -2'
const MONEY =
  'v:number 1 v:cents 1 v:signed 1 v:date -4 v:moment -4 v:word -4 v:phrase -4 v:prose -4 v:email -4 v:mobile -4 v:code -3 v:percent -3 v:fraction -1'
const NOT_PAID =
  'refund -3 freight -3 fee -4 tax -2 discount -2.5 coupon -2.5 cost -2.5 margin -3 balance -2.5 expected -2 share -3 points -3 count -2.5 id -2 date -3 time -3 method -3 status -3 average -2.5 exchange -3 store -1 points -3 budget -3 weight -2 is -2'
/** What is said of somebody or sent to them is nobody. */
const NOBODY =
  'remark -3 carrier -3 method -3 reason -3 status -3 level -2 kind -2 count -3 points -3 score -3 web -3'
const NAME = 'v:number -3 v:date -3 v:moment -3 v:cents -3 v:mobile -3'
const NUMBER = 'v:date -4 v:moment -4 v:word -3 v:phrase -3 v:prose -3 v:email -4 v:mobile -3'

export const ROLE_PRIORS: Record<string, string> = {
  '-': '',
  'orders.order_id':
    'v:same -4 r:differs -1.5 order 1 invoice 1.2 receipt 1.2 transaction 1 sale 0.3 id 1.5 row -2.5 line -1.5 customer -3 product -3 ticket -1 tracking -3 refund -2.5 payment -1 parent -0.5 user -3 member -3 buyer -3 staff -3 supplier -3 contract -2 v:unique 0.5 v:code 0.7 v:long 0.7 v:counting -0.5 v:date -4 v:moment -4 v:word -2 v:phrase -2 v:cents -3 v:sparse -2.5 v:prose -4 amount -3 total -3 date -3 time -3 status -3 name -2 kind -3 remark -3 quantity -3 method -3 store -2 points -3 count -3 last -2',
  'order_lines.order_id': 'order 0.5 id 0.5',
  'orders.customer_id':
    'r:differs -1 customer 1.5 buyer 1.5 member 1.5 user 1.2 id 1.2 nickname -1 name -1.5 phone -1.5 email -1 order -2 product -3 staff -3 supplier -3 receiver -1 v:code 0.5 v:prose -3 v:date -4 v:moment -4 v:cents -4 level -3 kind -3 status -3 points -3 balance -3 date -3 time -3 amount -3 paid -2 payment -1 count -3 address -3 segment -3 city -3 province -3 region -3 country -3 gender -3 age -3 remark -3 store -2 v:few -1 row -2.5',
  'orders.ordered_at': `r:early 1 r:late -1 r:inorder 0.7 r:differs -1.5 order 1.5 sale 0.7 transaction 1 invoice 1 created 0.8 payment 0.3 shift 1 delivered -1 due -2.5 closed -1 joined -1 opened -1 start 0 sent -0.5 ${DATE} ${NOT_THE_DAY} cancelled -3`,
  'orders.paid_at': `payment 1.5 paid 1.5 ${DATE} due -2 expected -2`,
  'orders.delivered_at': `r:late 0.5 r:early -1 delivered 2.5 ${DATE} expected -2.5`,
  'orders.due_at': `due 2.5 next 0.5 payment 0.3 ${DATE}`,
  'orders.cancelled_at': `cancelled 2.5 ${DATE}`,
  'orders.amount': `r:charged 1.5 r:payout -2.5 r:whole 1.5 r:partly -2 r:lesser -2 r:each -2 v:same -2 r:once 1 r:differs -0.7 r:after 1.5 r:before -1.5 paid 2 amount 1.3 total 1.3 order 0.5 due 0.6 net 0.6 gross 0.3 sale 0.8 payment 0.5 after 1 transaction 0.5 price 0.2 list -2 subtotal -1 product -0.7 line -1.5 unitprice -4 quantity -3 r:factor -1 ever -2 deal -1 contract -1 supplier -1 r:product 0.5 ${MONEY} ${NOT_PAID}`,
  'order_lines.amount': `r:charged 1.5 r:payout -2.5 r:scales 2.5 r:each -2.5 r:whole 1 r:partly -2 r:lesser -2 v:same -1.5 r:once -0.7 r:differs 1 r:after 1 r:before -1 line 1 subtotal 0.7 product 0.7 amount 0.8 sale 0.8 total 0.3 net 0.5 price 0 unitprice -4 quantity -3 r:product 2.5 r:factor -1.5 order -0.5 ever -2 list -1.5 ${MONEY} ${NOT_PAID}`,
  'order_lines.unit_price': `r:each 1.5 r:scales -4 unitprice 3 price 1.3 r:factor 1.5 r:product -2 total -1.5 amount -0.5 list -1 cost -1.5 order -0.3 ${MONEY} freight -3 discount -2 share -3 date -3 count -2`,
  'order_lines.quantity': `r:fits 3 r:misfit -4 weight 0.3 r:once -0.5 quantity 2.5 count -0.5 r:factor 1 v:integer 0.7 v:size0 0.5 total -0.5 stock -3 amount -2 price -2 customer -2 buyer -2 member -2 payment -1.5 order -0.2 sale 0 refund -2 points -2 ${NUMBER}`,
  'order_lines.product_name': `product 2 name 1 id -2 sku -2 category -2 kind -2 count -3 quantity -3 amount -3 price -3 status -2 line 0 remark -2 description 1 pack -3 store -2 customer -3 staff -3 brand -1 v:phrase 0.5 v:unique -0.3 ${NAME}`,
  'order_lines.product_id':
    'sku 2.5 product 1 id 1 name -2 category -2 order -2 customer -3 v:code 0.7 v:prose -3 v:cents -3 v:date -4 v:moment -4 count -3 quantity -3 amount -3 price -3',
  'order_lines.category':
    'category 2.5 product 0.7 kind 0.3 customer -2.5 ticket -2 segment -1 brand 0.3 variant -1 v:unique -1.5 v:number -3 v:date -4',
  'order_lines.cost': `cost 2.5 product 0.5 unit 0 freight -2 delivered -2 acquisition -2 ${MONEY}`,
  'order_lines.margin': `margin 3 share -3 v:percent -3 ${MONEY}`,
  'orders.status':
    'status 2 order 1 payment 0 transaction 0.7 delivered -0.5 refund -1.5 member -2 customer -2 ticket -1 settlement -2 v:few 0.3 v:some 0.3 v:date -4 v:number -2 v:unique -2 date -3 name -2 is -1 w:closed 0.5 w:cancelled 0.7 w:refund 0.5 w:delivered 0.5 w:paid 0.5 reason -3',
  'orders.payment_status': 'status 1.5 payment 1.5 paid 0.7 v:date -4 v:number -2 method -3 date -3',
  'orders.refund_status':
    'refund 2 status 1.2 is 0.7 amount -3 date -3 v:number -2 v:date -4 reason -3 id -3',
  'orders.refund': `refund 2.5 amount 1 paid 0 status -3 reason -3 date -3 time -3 id -3 ${MONEY}`,
  'orders.channel':
    'channel 2.5 source 0.5 store 1 order 0.3 id -2.5 kind -0.5 carrier -2 payment -1 method -0.5 v:unique -2 v:number -2.5 v:date -4 phone -3',
  'orders.region':
    'region 2.5 province 1.2 country 1 receiver 0.5 city -0.3 address -2 zip -3 id -2 store -0.5 v:number -3 v:date -4 v:unique -1',
  'orders.discount': `discount 2.5 coupon 1 amount 0.7 total 0 share -3 v:percent -3 v:fraction -3 name -3 id -2 product -0.5 ${MONEY}`,
  'orders.campaign':
    'coupon 1.5 campaign 1.7 name 0.5 id 0 amount -3 v:number -2 discount 0 v:yesno -3 v:date -4',
  'orders.currency': 'currency 3 v:iso 1.5 v:number -3 exchange -3 v:date -4',
  'customers.customer_id':
    'customer 1.5 member 1.5 user 1 buyer 1 contact 0 deal 0.5 id 1.5 v:unique 1.2 v:code 0.5 phone -1 name -1.5 email -1 parent -1 order -2 v:date -4 v:moment -4 v:cents -4 v:prose -3 level -3 count -3 balance -3 amount -3 v:few -2 identity -4 store -2 staff -2 row -1.5 device -1',
  'customers.name': `customer 1.5 buyer 1.5 member 1.5 company 1 contact 0.3 receiver 0.7 user 0.7 nickname 0.8 name 1.5 v:person 1.2 v:firm 1 staff -2.5 product -3 store -2 supplier -2 campaign -3 event -2 order -1 deal 0.3 id -2 phone -3 email -3 address -3 file -2 ticket -1 last_name -1 ${NOBODY} ${NAME}`,
  'customers.phone':
    'phone 2.5 customer 0.5 buyer 0.7 receiver 0.3 v:mobile 2 v:phone 0.7 staff -2.5 store -2 supplier -2 v:date -4 v:cents -4 v:word -2 v:email -4',
  'customers.email': 'email 2.5 v:email 3 customer 0.5 buyer 0.7 staff -2.5 store -2 supplier -2',
  'customers.country': 'country 2.5 customer 0.5 v:number -3 store -1',
  'customers.region': 'region 1.5',
  'customers.province': 'province 2.5 customer 0.5 v:number -3 store -1.5 status -3',
  'customers.city': 'city 2.5 customer 0.5 v:number -3 store -1.5',
  'customers.gender': 'gender 3 v:date -4',
  'customers.birth_date': 'birth 3 v:number -1',
  'customers.created_at': `joined 2.5 created 1.2 start -2.5 customer 0.3 member 0.3 ${DATE} updated -2 last -3 order -2`,
  'customers.last_order_at': `last 2 order 1 spend 1 transaction 1 sale 0.7 ${DATE} first -3 updated -2 contact -2`,
  'customers.recency_days': `ago 3 duration 0.7 last 0.7 ${NUMBER}`,
  'customers.order_count': `count 1.5 order 1.2 quantity 0.5 spend 0.7 payment 0.7 total 0.7 transaction 0.7 ever 0.5 average -3 points -3 v:cents -2 store -2 ${NUMBER}`,
  'customers.total_spend': `ever 1.5 total 1.2 spend 1.2 sale 0.8 paid 1 amount 0.8 payment 0.5 average -3 count -3 last -2 balance -3 points -3 expected -2 discount -2 deal -2 budget -2 ${MONEY}`,
  'customers.level':
    'level 2.5 member 0.5 customer 0.3 id -1 points -2 kind 0.3 v:number -1 v:unique -2 v:date -4',
  'customers.segment': 'segment 2.5 customer 0.5 category 0.3 kind 0 id -1 v:unique -2 v:date -4',
  'customers.source': 'source 2.5 channel 0.7 v:number -2 v:unique -1 v:date -4',
  'customers.owner': 'staff 2 customer 0.3 deal 0.3 v:number -3 v:date -4 supplier -2 phone -3',
  'customers.status': 'status 1.5 customer 0.5 member 0.5 deal 0.3 v:number -2 v:date -4 order -2 payment -2',
  'customers.industry': 'industry 3 v:number -3',
  'customers.company_size': `employees 3 ${NUMBER}`,
  'customers.churned': 'churn 3 v:yesno 1',
  'customers.tenure_months': `tenure 3 ${NUMBER}`,
  'customers.monthly_charge': `period 1.2 payment 0.7 amount 0.5 ${MONEY}`,
  'customers.tags': 'tags 2.5',
  'feedback.score':
    'score 2.5 v:yesno -2 v:to10 1 v:to5 1 v:to100 0.3 v:date -4 v:prose -2 v:unique -0.5 is -2 count -2',
  'feedback.comment':
    'comment 2.5 review 0.7 remark 0.7 v:prose 1 v:phrase 0.5 v:number -3 v:date -4 date -3 time -3 id -3 status -2 web -3 responded -2',
  'feedback.submitted_at': `created 1 review 1 survey 0.7 comment 0.3 closed 0.7 end 0.5 ${DATE} start -0.5`,
  'feedback.customer_id':
    'customer 1.5 buyer 1.5 member 1.5 user 1.2 name 0.3 id 0.3 staff -3 v:date -4 v:cents -4 email 0.3 phone 0.3',
  'feedback.order_id': 'order 2 id 1 ticket 0.3 v:date -4 product -2',
  'feedback.response_id':
    'survey 1.5 review 1 row 0.5 id 1.2 comment 0.5 v:unique 0.7 order -2 customer -2 product -2 staff -2 store -2 v:date -4 device -2',
  'feedback.channel': 'channel 1.5 survey 0.2',
  'tickets.ticket_id':
    'ticket 1.5 id 1.5 v:unique 0.7 customer -2 product -2 order -2 v:date -4 row -1.5 date -3 kind -3',
  'tickets.customer_id':
    'customer 1.5 buyer 1.5 member 1.5 user 1.2 company 0.3 email 0.7 contact 0.5 name 0.2 id 0.3 staff -3 v:date -4 product -2 age -3 gender -3 score -3',
  'tickets.opened_at': `r:early 1 r:late -1.5 opened 1.5 created 1.5 ticket 2.5 ${DATE} closed -4 responded -3.5 updated -2 order -3.5`,
  'tickets.first_response_at': `responded 2.5 ${DATE}`,
  'tickets.resolved_at': `r:late 0.5 r:early -1.5 closed 2.5 ${DATE} refund 0.3`,
  'tickets.category': 'category 2 kind 1.5 ticket 0.5 tags 0.3 product -1 v:unique -1 v:date -4 customer -2',
  'tickets.reason':
    'subject 2.5 reason 1.5 ticket 0.3 remark 0.3 description 0.5 v:date -4 v:number -3 closed -1.5',
  'tickets.priority': 'priority 3 level 0.5 v:date -4',
  'tickets.status': 'status 2.5 ticket 0.3 stage 0.5 v:date -4 v:number -2 refund 0.2',
  'tickets.agent': 'staff 2.5 agentreply 0.5 department -0.5 v:date -4 v:number -3 phone -3 id -1',
  'tickets.channel': 'channel 2 source 0.7 v:number -2',
  'tickets.satisfaction': 'score 2.5 v:to5 0.5 v:to10 0.5',
  'tickets.order_id': 'order 2 id 1',
  'deals.deal_id': 'deal 1.2 id 1.5 v:unique 0.7 customer -2.5 staff -2 v:date -4 name -2 campaign -2',
  'deals.customer_id':
    'customer 1.5 company 1.2 user 0.3 account 1 name 0.3 id 0.2 staff -3 v:firm 1 v:date -4 deal -1 phone -2',
  'deals.stage': 'stage 2.5 status 0.7 deal 0.3 v:date -4 v:number -3',
  'deals.amount': `amount 1.3 expected 1 deal 0.7 sale 0.5 contract 0.3 total 0.3 final 0 ${MONEY} share -3 weight -3 budget -0.5`,
  'deals.created_at': `r:early 0.5 r:late -1 created 1.5 start 0.3 deal 0.5 opened 0.7 ${DATE} closed -2 last -2 next -2`,
  'deals.closed_at': `r:early -1 closed 2 end 0.5 expected 0.5 ${DATE} created -2`,
  'deals.outcome': 'outcome 2.5 status 0.3',
  'deals.owner': 'staff 2.2 v:number -3',
  'deals.probability': 'probability 3 v:percent 0.7',
  'deals.product': 'product 2 v:number -2',
  'deals.source': 'source 2.2 channel 0.3',
  'deals.lost_reason': 'reason 2 outcome 1',
  'contracts.contract_id': 'contract 1.5 id 1.5 name -2 customer -2 v:date -4',
  'contracts.customer_id': 'customer 1.5 buyer 1.2 company 0.7 name 0.3 id 0.2 supplier -3 v:date -4',
  'contracts.starts_at': `r:early 0.5 r:late -1.5 start 2 contract 0.7 ${DATE} end -2`,
  'contracts.ends_at': `r:late 0.5 r:early -1.5 end 2 due 1 contract 0.5 ${DATE} start -2`,
  'contracts.amount': `contract 1 amount 1.3 total 0.7 ${MONEY} paid -1 balance -2 due -1`,
  'points.customer_id': 'customer 1.5 member 1.5 user 1.2 id 0.7 name -0.5 v:date -4 staff -3 points -3',
  'points.at': `${DATE} created 0.5`,
  'points.earned': `points 1.2 earned 2 redeemed -2 ever -2 balance -2 ${NUMBER}`,
  'points.redeemed': `points 1 redeemed 2.2 spend 1 earned -2 balance -2 ${NUMBER}`,
  'touches.campaign': 'campaign 2.2 kind 0.3 name 0.5 sent 0.2 v:date -4 status -2',
  'touches.customer_id':
    'customer 1.5 member 1.5 user 1.2 phone 1.2 email 1.2 id 0.3 staff -3 v:date -4 v:prose -3',
  'touches.sent_at': `sent 1.7 ${DATE} created -0.7`,
  'touches.channel': 'channel 2 sent 0.2',
  'events.customer_id': 'customer 1.5 member 1.5 user 1.2 id 0.7 name -0.5 v:date -4 device -2',
  'events.at': `event 0.7 joined 0.3 ${DATE}`,
  'events.kind': 'event 1.5 kind 1.2 name 0.5 status 0.7 v:date -4 v:number -2',
  '-row_number': 'row 3 v:counting 1',
  '-address': 'address 3',
  '-payment_method': 'payment 1 method 1.5',
  '-remark': 'remark 2.2',
  '-amount_before_discount': `r:before 1.5 r:after -1.5 list 1.5 subtotal 1.5 gross 0.7 ${MONEY}`,
  '-freight': 'freight 3',
  '-tax': 'tax 2',
  '-variant': 'variant 2.5',
  '-age': 'age 2.5',
  '-tracking_number': 'tracking 2.5',
  '-carrier': 'carrier 2',
  '-stored_balance': 'balance 2.2',
  '-list_price': 'list 1.5 price 1',
  '-share_of_seller': 'r:payout 2.5 fee 0.7 net 0.7 supplier 0.5',
  '-discount_rate': 'discount 1 share 1 v:percent 1 v:fraction 1.5',
  '-time_of_date': 'v:clock 3',
  '-stock': 'stock 2.5',
  '-unit': 'unit 2',
}

const PARSED = new Map(
  Object.entries(ROLE_PRIORS).map(([role, line]) => {
    const pairs = line.split(' ').filter(Boolean)
    const weights = new Map<string, number>()
    for (let i = 0; i + 1 < pairs.length; i += 2) {
      const name = pairs[i]!.includes(':') ? pairs[i]! : `c:${pairs[i]}`
      if (!weights.has(name)) weights.set(name, Number(pairs[i + 1]))
    }
    return [role, weights]
  }),
)
/** Every feature that is worth something before anything was counted. */
export const PRIOR_FEATURES = [...new Set([...PARSED.values()].flatMap((weights) => [...weights.keys()]))]
/** What a feature is worth to a role before anything was counted. */
export const rolePrior = (feature: string, role: string): number => PARSED.get(role)?.get(feature) ?? 0

/** Meanings that no cell shows: without one of these words a column has them only by its very name. */
const ANCHORS: Record<string, string[]> = {
  'customers.last_order_at': ['last'],
  'customers.created_at': ['created', 'joined', 'ever'],
  'customers.recency_days': ['ago', 'last', 'duration'],
  'customers.birth_date': ['birth'],
  'orders.due_at': ['due', 'next', 'expected'],
  'orders.cancelled_at': ['cancelled', 'closed'],
  'orders.delivered_at': ['delivered', 'closed'],
  'orders.refund': ['refund'],
  'orders.refund_status': ['refund'],
}
export const lacksAnchor = (target: string, concepts: readonly string[]): boolean => {
  const words = ANCHORS[target]
  return !!words && !words.some((word) => concepts.includes(word))
}
