import { describe, expect, it } from 'vitest'
import { proposeMapping } from '../../src/ingest/mapping'

type Cell = (row: number) => string
const propose = (columns: Record<string, Cell>, n = 60) =>
  proposeMapping(
    Object.keys(columns),
    Array.from({ length: n }, (_, row) => Object.values(columns).map((cell) => cell(row))),
  )
const two = (n: number) => String(n).padStart(2, '0')
const at: Cell = (row) =>
  `2024-${two(1 + (row % 9))}-${two(1 + (row % 27))} ${two(7 + (row % 13))}:${two(row % 60)}:00`
const member: Cell = (row) => `M${(row * 7) % 13}`

describe('who came when, and nothing of money', () => {
  it.each([
    ['member_id', 'checkin_time'],
    ['customer_id', 'timestamp'],
    ['会员编号', '到店时间'],
    ['會員編號', '進場時間'],
  ])('may be events, whatever else is likelier: %s, %s', (who, when) => {
    const { entities, questions } = propose({ [who]: member, [when]: at })
    const asked = questions!.find(({ code }) => code === 'kind')
    const offered = asked?.options.flatMap(({ choices }) => choices.kind ?? []) ?? entities
    expect(offered).toContain('events')
  })
})

describe('what is offered as the amount', () => {
  it('is the rate of a night, and neither the company’s number, nor the agent’s, nor a year', () => {
    const { questions } = propose({
      hotel: (row) => ['Resort Hotel', 'City Hotel'][row % 2]!,
      is_canceled: (row) => String(Number(row % 3 === 0)),
      lead_time: (row) => String((row * 37) % 300),
      arrival_date_year: (row) => String(2015 + (row % 3)),
      arrival_date_month: (row) => ['January', 'March', 'May', 'July'][row % 4]!,
      arrival_date_week_number: (row) => String(1 + (row % 53)),
      arrival_date_day_of_month: (row) => String(1 + (row % 28)),
      stays_in_weekend_nights: (row) => String(row % 3),
      stays_in_week_nights: (row) => String(row % 6),
      adults: () => '2',
      children: (row) => String(row % 2),
      babies: () => '0',
      meal: (row) => ['BB', 'HB', 'SC'][row % 3]!,
      country: (row) => ['PRT', 'GBR', 'FRA'][row % 3]!,
      market_segment: (row) => ['Direct', 'Online TA', 'Corporate'][row % 3]!,
      distribution_channel: (row) => ['Direct', 'TA/TO'][row % 2]!,
      is_repeated_guest: () => '0',
      previous_cancellations: () => '0',
      previous_bookings_not_canceled: () => '0',
      reserved_room_type: (row) => 'ACD'[row % 3]!,
      assigned_room_type: (row) => 'ACD'[row % 3]!,
      booking_changes: () => '0',
      deposit_type: () => 'No Deposit',
      agent: (row) => ['240', '9', 'NULL', '304'][row % 4]!,
      company: (row) => ['NULL', '110', 'NULL', '40'][row % 4]!,
      days_in_waiting_list: () => '0',
      customer_type: (row) => ['Transient', 'Contract'][row % 2]!,
      adr: (row) => `${40 + ((row * 13) % 160)}.${two((row * 7) % 100)}`,
      required_car_parking_spaces: () => '0',
      total_of_special_requests: (row) => String(row % 3),
      reservation_status: (row) => (row % 3 === 0 ? 'Canceled' : 'Check-Out'),
      reservation_status_date: (row) => at(row).slice(0, 10),
    })
    const asked = questions!.find(({ code }) => code === 'how_much')
    expect(asked?.options.map(({ label }) => label)).toEqual(['adr'])
  })
})
