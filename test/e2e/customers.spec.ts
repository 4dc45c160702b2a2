import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { audit } from './audit'
import { test } from './page'

const csv = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
const rows = (page: Page) => page.locator('[data-customers] [data-place]')
const ready = (page: Page) =>
  expect(page.locator('[data-panel="customers.list"][data-state="ready"]')).toBeVisible()
const one = (page: Page) => page.locator('[data-panel="customers.one"][data-state="ready"]')
const speak = (page: Page, language: string) =>
  page.getByRole('combobox', { name: /^(Language|语言|語言)$/ }).selectOption(language)

const PEOPLE = csv(
  'people.csv',
  `customer_id,name,phone,email,industry,remark
c1,张伟,13800131234,zw@corp.cn,茶,张伟的太太
c2,<img src=x onerror=alert(1)>,,evil@example.com,酒,${'请先打电话'.repeat(20)}
c3,A very long name of a firm that goes on and on and does not fit into any column of any list Ltd.,,,茶,third
`,
)
const ORDERS = csv(
  'orders.csv',
  `order_id,customer_id,order_date,amount
1,c1,2024-01-05,100
2,c1,2024-02-05,120
3,c2,2024-02-06,90
4,c3,2024-03-05,50
`,
)

test('three customers: found, listed by the columns one wants, saved masked and in full, opened and noted', async ({
  page,
}) => {
  await page.goto(`?lang=zh-CN#/customers`)
  await page.getByTestId('file-input').setInputFiles([ORDERS, PEOPLE])
  await ready(page)
  await test.step('found by pinyin, phone and what stands in no other case', async () => {
    const search = page.getByRole('searchbox')
    for (const [query, name] of [
      ['zhangwei', '张伟'],
      ['zw', '张伟'],
      ['1380013', '张伟'],
      ['EVIL@', '<img'],
    ] as const) {
      await search.fill(query)
      await expect(rows(page)).toHaveCount(1)
      await expect(rows(page)).toContainText(name)
    }
    await search.fill('qqq')
    await expect(page.locator('[data-panel="customers.list"]')).toContainText('没有找到“qqq”')
    await page.getByRole('button', { name: '显示全部' }).click()
    await expect(rows(page)).toHaveCount(3)
  })

  await speak(page, 'en')
  await test.step('the list is saved masked; in full only after it was confirmed', async () => {
    await page.getByRole('button', { name: 'Columns' }).click()
    for (const name of ['remark', 'Phone', 'E-mail', 'Customer number'])
      await page.getByRole('checkbox', { name }).check()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('columnheader', { name: 'remark' })).toBeVisible()
    const saved = async () => {
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.locator('[data-export]').getByRole('button', { name: 'Save' }).click(),
      ])
      return readFileSync(await file.path(), 'utf8')
    }
    await page.getByRole('button', { name: 'Save list' }).click()
    await expect(page.locator('[data-export]')).toContainText('Left out')
    const masked = await saved()
    expect(masked.startsWith('\uFEFF')).toBe(true)
    expect(masked).toContain('138****1234')
    expect(masked).not.toMatch(/伟|13800131234|太太|zw@|\bc1\b/)
    await page.getByRole('button', { name: 'Save list' }).click()
    await page.getByRole('radio', { name: /In full/ }).check()
    await expect(page.locator('[data-export]').getByRole('button', { name: 'Save' })).toBeDisabled()
    await page.getByRole('checkbox', { name: /pass on/ }).check()
    const full = await saved()
    expect(full).toContain('张伟的太太')
    expect(full).toContain('<img src=x onerror=alert(1)>')
  })

  await test.step('nothing stands in the way of a reader, wide and narrow', async () => {
    await speak(page, 'zh-TW')
    await audit(page, 'customers')
    await page.setViewportSize({ width: 390, height: 800 })
    await page.getByRole('button', { name: '儲存清單' }).click()
    await audit(page, 'customers, narrow, saving')
    await page.keyboard.press('Escape')
    await page.setViewportSize({ width: 1440, height: 900 })
    await speak(page, 'en')
  })

  await test.step('names stand by letters, then pinyin; arrow keys go from row to row, and a row opens its customer', async () => {
    await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click()
    await expect(rows(page).first()).toContainText('<img')
    await expect(rows(page).last()).toContainText('张伟')
    await rows(page).nth(1).getByRole('link').focus()
    await page.keyboard.press('ArrowUp')
    await expect(rows(page).first().getByRole('link')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/#\/customers\/\d+(\?|$)/)
  })

  await test.step('one customer: why, months, history, a note; markup stays text', async () => {
    await expect(one(page).locator('h1')).toHaveText('<img src=x onerror=alert(1)>')
    await expect(one(page).locator('[data-why]')).toContainText('score')
    await expect(one(page).locator('[data-timeline] li')).toHaveCount(1)
    await expect(one(page).locator('[data-months] h2')).toHaveText(/^Bought in 1 of 2 months/)
    await expect(one(page).locator('[data-similar]')).toContainText('With order lines')
    // A long remark takes no room from what it is called.
    const facts = one(page).locator('[data-facts]')
    await expect(facts).toContainText('请先打电话'.repeat(20))
    const narrowest = await facts
      .locator('dt')
      .evaluateAll((heads) => Math.min(...heads.map((head) => head.getBoundingClientRect().width)))
    expect(narrowest).toBeGreaterThan(80)
    await one(page).getByLabel('Note', { exact: true }).fill('called <b>back</b>')
    await one(page).getByRole('button', { name: 'Add note' }).click()
    // What is typed while it is kept stays.
    await one(page).getByLabel('Note', { exact: true }).fill('the next')
    await expect(one(page).locator('[data-notes] li p')).toHaveText('called <b>back</b>')
    for (const phase of ['saving', 'kept'])
      await expect(page.locator('[data-workspace]')).toHaveAttribute('data-phase', phase)
    await expect(one(page).getByLabel('Note', { exact: true })).toHaveValue('the next')
    await audit(page, 'customer')
    await one(page).locator('[data-notes]').getByRole('button', { name: 'Remove' }).click()
    await one(page).getByRole('button', { name: 'Yes, remove' }).click()
    await expect(one(page).locator('[data-notes] li')).toHaveCount(0)
  })

  await test.step('its address is of the same customer after a reload, and tells no id; an unknown number says so', async () => {
    expect(page.url()).not.toMatch(/c2\b/)
    // Saving waits until nobody has asked for anything for a moment.
    await page.waitForTimeout(4000)
    await page.reload()
    await expect(one(page).locator('h1')).toHaveText('<img src=x onerror=alert(1)>')
    await speak(page, 'en')
    await page.evaluate(() => (location.hash = '#/customers/999'))
    await expect(page.locator('[data-panel="customers.one"]')).toContainText('Nobody has number 999')
  })

  await test.step('who is erased is gone from the list, and both lists that left are in the log', async () => {
    await page.goBack()
    await one(page).locator('[data-erase]').getByRole('button', { name: 'Erase' }).click()
    await one(page).locator('[data-erase-sure]').click()
    await ready(page)
    await expect(rows(page)).toHaveCount(2)
    await expect(page.locator('[data-customers]')).not.toContainText('<img')
  })
})

test('everybody of the sample is listed, sorted, filtered, and one of them is compared with similar customers', async ({
  page,
}) => {
  await page.goto('?lang=en#/customers')
  await page.locator('[data-sample]').click()
  await ready(page)
  const all = Number(await page.locator('[data-customers]').getAttribute('aria-rowcount')) - 1
  expect(all).toBeGreaterThan(500)
  await expect(page.locator('h1')).toContainText('customers')
  expect(await rows(page).count()).toBeLessThan(60)
  const score = page.locator('[data-customers] [role=columnheader]', { hasText: 'Tier score' })
  await score.getByRole('button').click()
  await expect(score).toHaveAttribute('aria-sort', 'descending')
  const first = await rows(page).first().innerText()
  await score.getByRole('button').click()
  await expect(score).toHaveAttribute('aria-sort', 'ascending')
  await expect(rows(page).first()).not.toHaveText(first)
  await page.evaluate(() => (location.hash = '#/customers?tier=diamond'))
  await expect(page.locator('h1')).toContainText('left by the filter')
  const left = Number(await page.locator('[data-customers]').getAttribute('aria-rowcount')) - 1
  expect(left).toBeLessThan(all)
  await rows(page).first().getByRole('link').click()
  await expect(one(page).locator('[data-months] svg').first()).toBeVisible()
  await expect(one(page).locator('[data-similar] h2')).toContainText('Similar customers')
})
