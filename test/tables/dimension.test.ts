import { beforeEach, describe, expect, test } from 'vitest'
import type { Bound } from '../../src/engine/engine'
import { defaultRfm } from '../../src/model/rfm'
import {
  buildEarly,
  buildPeriod,
  buildRest,
  buildSale,
  buildSalesMarts,
  buildSheet,
  writeLifecycle,
  ORDERS_ALONE,
} from '../../src/tables/build'
import { writeRfm } from '../../src/tables/rfm'
import { house, look, order, put } from '../support/house'

const home = house()
beforeEach(async () => {
  await writeLifecycle(home.engine, { newDays: null, dormantDays: null, churnedDays: null })
  await home.engine.run(
    `DELETE FROM tier_level; INSERT INTO tier_level VALUES ('diamond', 1, 90, 0.05), ('gold', 2, 80, 0.2), ('ordinary', 3, 0, 1)`,
  )
})

const AS_OF = '2024-12-31'
const tier = (day: string, id: string, name: string, score = 50) =>
  home.engine.query(`INSERT INTO customer_tier VALUES ('${day}', ?, ?, ?, ?, 1, ?, 0)`, [
    id,
    score,
    score,
    name,
    name,
  ])

async function build(
  orders: Record<string, Bound>[],
  people: Record<string, Bound>[] = [],
  asOf = AS_OF,
  tiers: () => Promise<unknown> = async () => undefined,
): Promise<void> {
  await put(home.engine, 'orders', [order('Z', '2022-01-01', 1), ...orders])
  await put(home.engine, 'customers', people)
  await buildSale(home.engine)
  await look(home.engine, { asOf })
  await buildSalesMarts(home.engine, [asOf], ORDERS_ALONE)
  await tiers()
  await buildPeriod(home.engine, '12m')
  await writeRfm(home.engine, defaultRfm())
  await buildRest(home.engine)
}
/** A column or several of each customer but the one with whom the data begin. */
const scored = async (columns: string) =>
  Object.fromEntries(
    (
      await home.engine.query(
        `SELECT customer_id, ${columns} FROM customers_scored WHERE customer_id <> 'Z' ORDER BY customer_id`,
      )
    ).map(({ customer_id, ...row }) => [
      customer_id,
      Object.values(row).length > 1 ? row : Object.values(row)[0],
    ]),
  )

describe('customers_scored', () => {
  test('holds everybody whom orders or customer files name, once, under one number', async () => {
    await build(
      [order('A', '2024-12-01', 5), order('A', '2024-12-02', 5)],
      [{ customer_id: 'A' }, { customer_id: 'B' }],
    )
    expect(await scored('key, in_period, orders')).toEqual({
      A: { key: 1, in_period: true, orders: 2 },
      B: { key: 2, in_period: false, orders: null },
    })
  })
  test('takes the region that a file says, else that of the last order, else the province or the country', async () => {
    const from = (id: string, day: string, region: string | null) => order(id, day, 5, { region })
    await build(
      [
        from('A', '2024-12-02', 'North'),
        from('B', '2024-12-01', 'North'),
        from('B', '2024-12-02', 'South'),
        from('C', '2024-12-02', null),
        from('D', '2024-12-02', null),
        // Known of nobody at the last one: the one before does not stand in for it.
        from('E', '2024-12-01', 'North'),
        from('E', '2024-12-02', null),
      ],
      [
        { customer_id: 'A', region: 'West', province: 'P' },
        { customer_id: 'C', province: 'P', country: 'Q' },
        { customer_id: 'D', country: 'Q' },
      ],
    )
    expect(await scored('region')).toEqual({ A: 'West', B: 'South', C: 'P', D: 'Q', E: null })
  })
  test('takes the form that stands for several spellings of a region where that was applied', async () => {
    await put(home.engine, 'region_form', [
      { level: 'region', raw: 'N.', form: 'North', n: 1, applied: true },
      { level: 'region', raw: 'S.', form: 'South', n: 1, applied: false },
      { level: 'city', raw: 'W.', form: 'West', n: 1, applied: true },
    ])
    await build(['N.', 'S.', 'W.'].map((region, i) => order('ABC'[i]!, '2024-12-02', 5, { region })))
    expect(await scored('region')).toEqual({ A: 'North', B: 'S.', C: 'W.' })
  })
  test('bands ages by whole years on the day, and knows none that nobody can have', async () => {
    const born = (customer_id: string, birth_date: string | null) => ({ customer_id, birth_date })
    await build(
      [],
      [
        born('a', '2007-01-01'), // 17
        born('b', '2006-12-31'), // 18 today
        born('c', '2000-01-01'), // 24
        born('d', '1999-12-31'), // 25
        born('e', '1990-01-01'), // 34
        born('f', '1989-12-31'),
        born('g', '1980-01-01'), // 44
        born('h', '1979-12-31'),
        born('i', '1970-01-01'), // 54
        born('j', '1969-12-31'),
        born('k', '1960-01-01'), // 64
        born('l', '1959-12-31'),
        born('m', '1914-01-01'), // 110
        born('n', '1913-12-31'), // 111
        born('o', '2025-01-01'), // not yet
        born('p', null),
      ],
    )
    const bands = [
      'under_18',
      '18_24',
      '18_24',
      '25_34',
      '25_34',
      '35_44',
      '35_44',
      '45_54',
      '45_54',
      '55_64',
      '55_64',
    ]
    expect(Object.values(await scored('age_band'))).toEqual([
      ...bands,
      '65_over',
      '65_over',
      null,
      null,
      null,
    ])
  })
  test('bands companies by how many work there', async () => {
    const sizes = [0, 1, 9, 10, 49, 50, 249, 250, 999, 1000, null]
    await build(
      [],
      sizes.map((company_size, i) => ({ customer_id: String.fromCharCode(97 + i), company_size })),
    )
    expect(Object.values(await scored('size_band'))).toEqual([
      ...[null, '1_9', '1_9', '10_49', '10_49', '50_249', '50_249', '250_999', '250_999', '1000_over', null],
    ])
  })
  test('says in which year a customer began, where it stands now and where it stood at the review', async () => {
    await build(
      [order('A', '2023-05-05', 5), order('A', '2024-12-01', 5), order('B', '2024-12-01', -5)],
      [],
      AS_OF,
      async () => {
        await tier(AS_OF, 'A', 'gold', 85)
        await tier('2024-09-30', 'A', 'diamond')
        await tier('2024-06-30', 'A', 'ordinary') // an older review is none
      },
    )
    expect(await scored('first_year, tier, score, tier_place, tier_place_before')).toEqual({
      A: { first_year: '2023', tier: 'gold', score: 85, tier_place: 2, tier_place_before: 1 },
      B: { first_year: null, tier: null, score: null, tier_place: null, tier_place_before: null },
    })
    expect(await home.engine.query('SELECT * FROM reviewed')).toEqual([{ any_review: true }])
    // Beside B the one with whom the data begin.
    expect(await home.engine.query('SELECT customers FROM ungraded')).toEqual([{ customers: 2 }])
  })
  test('without a review there is nothing to compare with', async () => {
    await build([order('A', '2024-12-01', 5)], [], AS_OF, () => tier(AS_OF, 'A', 'gold'))
    expect(await home.engine.query('SELECT * FROM reviewed')).toEqual([{ any_review: false }])
  })
  test('as of a past day knows no order that came after it', async () => {
    await build(
      [order('A', '2024-03-01', 5, { region: 'North' }), order('A', '2024-12-01', 5, { region: 'South' })],
      [],
      '2024-06-30',
    )
    expect(await scored('region, orders, first_year')).toEqual({
      A: { region: 'North', orders: 1, first_year: '2024' },
    })
  })
})

describe('customer_dimension', () => {
  const values = (id: string) =>
    home.engine.query(`SELECT name, value FROM customer_dimension WHERE customer_id = '${id}' ORDER BY name`)
  test('holds each thing that is said of a customer under its name, and nothing that is not', async () => {
    // One buyer alone: recency 5, and 3 for what nobody is better in.
    await build(
      [order('A', '2024-12-30', 5, { channel: 'shop' })],
      [
        {
          ...{
            customer_id: 'A',
            kind: 'company',
            gender: 'F',
            country: 'C',
            province: 'P',
            city: 'S',
            industry: 'I',
          },
          ...{
            segment: 'own',
            source: 'fair',
            owner: 'Li',
            level: 'VIP',
            credit_rating: 'AA',
            is_strategic: false,
          },
          ...{ birth_date: '1990-01-01', company_size: 5, region: 'R' },
        },
        { customer_id: 'B', is_strategic: true },
      ],
      AS_OF,
      () => tier(AS_OF, 'A', 'gold'),
    )
    const said = Object.fromEntries((await values('A')).map(({ name, value }) => [name, value]))
    expect(said).toEqual({
      ...{
        region: 'R',
        channel: 'shop',
        kind: 'company',
        gender: 'F',
        country: 'C',
        province: 'P',
        city: 'S',
      },
      ...{ industry: 'I', group_name: 'own', source: 'fair', owner: 'Li', level: 'VIP', credit_rating: 'AA' },
      ...{
        is_strategic: 'no',
        tier: 'gold',
        segment: 'potential_loyal',
        class: 'general_develop',
        stage: 'new',
      },
      ...{ age_band: '25_34', size_band: '1_9', first_year: '2024' },
    })
    expect(await values('B')).toEqual([
      { name: 'is_strategic', value: 'yes' },
      { name: 'stage', value: 'potential' },
    ])
  })
  test('holds attributes that may stand as one, and no others', async () => {
    await home.engine.run(
      `INSERT INTO attribute_kind VALUES ('#size', 3, false, true), ('#note', 900, false, false)`,
    )
    await put(home.engine, 'customer_attributes', [
      { customer_id: 'A', name: '#size', value: 'L' },
      { customer_id: 'A', name: '#note', value: 'x' },
    ])
    await build([], [{ customer_id: 'A' }])
    expect(await values('A')).toContainEqual({ name: '#size', value: 'L' })
    expect(await values('A')).not.toContainEqual({ name: '#note', value: 'x' })
  })
})

describe('customers_early', () => {
  test('has tier and revenue of each, and compares with no review', async () => {
    await build([order('A', '2024-12-01', 5), order('B', '2024-12-01', -2)], [], AS_OF, async () => {
      await tier(AS_OF, 'A', 'gold')
      await tier('2024-09-30', 'A', 'diamond')
    })
    await buildEarly(home.engine)
    expect(
      await home.engine.query(`SELECT * FROM customers_early WHERE customer_id <> 'Z' ORDER BY customer_id`),
    ).toEqual([
      { customer_id: 'A', tier_place: 2, tier_place_before: null, revenue: 5 },
      { customer_id: 'B', tier_place: null, tier_place_before: null, revenue: 0 },
    ])
    expect(await home.engine.query('SELECT * FROM reviewed')).toEqual([{ any_review: false }])
  })
})

describe('customer_sheet', () => {
  test('holds facts, tier and what the file says of each, also of who never bought', async () => {
    await build(
      [order('A', '2024-12-01', 5), order('A', '2024-12-11', 7)],
      [
        { customer_id: 'A', name: 'Ann', phone: '1', segment: 'own', company_size: 3 },
        { customer_id: 'B', name: 'Bo' },
      ],
      AS_OF,
      () => tier(AS_OF, 'A', 'gold', 85),
    )
    await buildSheet(home.engine)
    const rows = await home.engine.query(
      `SELECT customer_id AS id, name, group_name, orders_12m AS n, recency_days AS days, median_gap_days AS gap, tier, plain, missing,
        active, at_risk AS risk, company_size AS size FROM customer_sheet WHERE customer_id <> 'Z' ORDER BY 1`,
    )
    expect(rows).toEqual([
      {
        ...{
          id: 'A',
          name: 'Ann',
          group_name: 'own',
          n: 2,
          days: 20,
          gap: 10,
          tier: 'gold',
          plain: 'gold',
          missing: 1,
        },
        ...{ active: true, risk: true, size: 3 },
      },
      {
        ...{
          id: 'B',
          name: 'Bo',
          group_name: null,
          n: null,
          days: null,
          gap: null,
          tier: null,
          plain: null,
          missing: null,
        },
        ...{ active: false, risk: false, size: null },
      },
    ])
  })
  test('names no column twice', async () => {
    await build([order('A', '2024-12-01', 5)], [{ customer_id: 'A' }])
    await buildSheet(home.engine)
    const names = (
      await home.engine.query(
        `SELECT column_name AS name FROM duckdb_columns() WHERE table_name = 'customer_sheet'`,
      )
    ).map(({ name }) => String(name))
    expect(names.filter((name) => /_\d$|:\d/.test(name))).toEqual([])
    expect(new Set(names).size).toBe(names.length)
  })
})
