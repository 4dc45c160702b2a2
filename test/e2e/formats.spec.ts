import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as XLSX from '@e965/xlsx'
import { expect, type Locator, type Page } from '@playwright/test'
import { gzipSync, strToU8, zipSync } from 'fflate'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { test } from './page'

const HEADER = ['order id', 'customer id', 'order date', 'amount']
const ROWS = Array.from({ length: 60 }, (_, i) => [`K${i}`, `C${i % 9}`, `2024-0${1 + (i % 9)}-11`, `${i}.5`])
const CSV = [HEADER, ...ROWS].map((row) => row.join(',')).join('\n')

const workbook = (bookType: XLSX.BookType, rows: unknown[][] = ROWS): Buffer =>
  Buffer.from(
    XLSX.write(XLSX.utils.book_new(XLSX.utils.aoa_to_sheet([HEADER, ...rows], { dense: true }), '订单'), {
      type: 'array',
      bookType,
      compression: true,
    }) as ArrayBuffer,
  )
const parquet = (): Buffer =>
  Buffer.from(
    parquetWriteBuffer({
      codec: 'SNAPPY',
      columnData: HEADER.map((name, i) => ({
        name,
        data: ROWS.map((row) => row[i]!),
        type: 'STRING' as const,
      })),
    }),
  )

async function open(page: Page, path = '/data', language = 'en'): Promise<void> {
  await page.goto(`?lang=${language}#${path}`)
  await expect(page.getByTestId('file-input')).toBeAttached()
}
const add = (page: Page, files: Record<string, Buffer | string>): Promise<void> =>
  page.getByTestId('file-input').setInputFiles(
    Object.entries(files).map(([name, data]) => ({
      name,
      mimeType: '',
      buffer: Buffer.from(data as string),
    })),
  )
const card = (page: Page, file: string): Locator => page.locator(`[data-source="${file}"]`)
const rowsOf = (page: Page, file: string): Locator => card(page, file).locator('[data-rows=read]')

test('workbooks, Parquet and archives are read in a worker under the policy of the page', async ({
  page,
}) => {
  const complaints: string[] = []
  page.on('console', (message) => {
    // No browser knows `webrtc` in a policy yet.
    if (['error', 'warning'].includes(message.type()) && !message.text().endsWith("directive 'webrtc'."))
      complaints.push(message.text())
  })
  await open(page)
  await add(page, {
    'a.xlsx': workbook('xlsx'),
    'b.xls': workbook('biff8'),
    'c.ods': workbook('ods'),
    'd.parquet': parquet(),
    'e.json': JSON.stringify(ROWS.map((row) => Object.fromEntries(row.map((cell, i) => [HEADER[i]!, cell])))),
    'f.csv.gz': Buffer.from(gzipSync(strToU8(CSV))),
    'g.zip': Buffer.from(zipSync({ 'x/orders.csv': strToU8(CSV), 'more.xlsx': workbook('xlsx') })),
  })
  for (const name of [
    'a.xlsx',
    'b.xls',
    'c.ods',
    'd.parquet',
    'e.json',
    'f.csv.gz',
    'g.zip › x/orders.csv',
    'g.zip › more.xlsx',
  ])
    await expect(rowsOf(page, name)).toHaveAttribute('data-value', '60')
  await expect(page.locator('[data-failure]')).toHaveCount(0)
  expect(complaints).toEqual([])
})

test('what cannot be opened says why, and the other files stand', async ({ page }) => {
  const cfb = XLSX.CFB.utils.cfb_new()
  XLSX.CFB.utils.cfb_add(cfb, '/EncryptionInfo', Array.from(new Uint8Array(200)))
  XLSX.CFB.utils.cfb_add(cfb, '/EncryptedPackage', Array.from(new Uint8Array(5000)))
  await open(page)
  await add(page, {
    'locked.xlsx': Buffer.from(XLSX.CFB.write(cfb, { type: 'array' }) as number[]),
    'broken.xlsx': workbook('xlsx').subarray(0, 3000),
    'scan.pdf': '%PDF-1.7\n',
    'orders.csv': CSV,
  })
  await expect(rowsOf(page, 'orders.csv')).toHaveAttribute('data-value', '60')
  await expect(page.locator('[data-failure="file.encrypted"]')).toContainText(
    'locked.xlsx is protected by a password',
  )
  await expect(page.locator('[data-failure="file.damaged"]')).toContainText('broken.xlsx')
  await expect(page.locator('[data-failure="file.document"]')).toContainText('scan.pdf')
})

test('a folder can be chosen: every file in it is read, files of one name by their place', async ({
  page,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'ziggurat-'))
  for (const year of ['2023', '2024']) {
    mkdirSync(join(folder, year))
    writeFileSync(join(folder, year, 'orders.csv'), CSV.replaceAll('K', `K${year}-`))
  }
  writeFileSync(join(folder, '.DS_Store'), 'x')
  writeFileSync(join(folder, 'customers.csv'), 'customer id,name,city\nC1,a,b\nC2,c,d\n')
  await open(page)
  await expect(page.locator('[data-choose-folder]')).toBeVisible()
  await page.getByTestId('folder-input').setInputFiles(folder)
  const cards = page.locator('[data-source]')
  await expect(cards).toHaveCount(3)
  const names = await cards.evaluateAll((all) =>
    all.map((el) => (el as HTMLElement).dataset.source!.replace(/^[^/]*\/(?=2)/, '')),
  )
  expect(names.sort()).toEqual(['2023/orders.csv', '2024/orders.csv', 'customers.csv'])
  await expect(page.locator('[data-failure]')).toHaveCount(0)
})

test('a dropped folder is walked through', async ({ page }) => {
  await open(page)
  await expect(page.locator('[data-drop]')).toBeVisible()
  // The entries of a drop that a script makes are always files, so a folder is put in their place.
  await page.evaluate((text) => {
    const leaf = (name: string, fullPath: string) => ({
      name,
      fullPath,
      isFile: true,
      isDirectory: false,
      // Files of the same bytes would be known to be there already.
      file: (take: (file: File) => void) =>
        take(new File([name === 'old.csv' ? text.replaceAll('K', 'L') : text], name)),
    })
    const folder = (name: string, all: unknown[]) => ({
      name,
      isFile: false,
      isDirectory: true,
      createReader: () => {
        const batches = [all.slice(0, 1), all.slice(1)].filter((batch) => batch.length)
        return { readEntries: (take: (some: unknown[]) => void) => take(batches.shift() ?? []) }
      },
    })
    const entry = folder('exports', [
      leaf('orders.csv', '/exports/orders.csv'),
      folder('old', [leaf('.DS_Store', '/exports/old/.DS_Store'), leaf('old.csv', '/exports/old/old.csv')]),
    ])
    DataTransferItem.prototype.webkitGetAsEntry = () => entry as unknown as FileSystemEntry
    const drag = new DataTransfer()
    drag.items.add(new File([''], 'exports'))
    document
      .querySelector('[data-drop]')!
      .dispatchEvent(new DragEvent('drop', { dataTransfer: drag, bubbles: true, cancelable: true }))
  }, CSV)
  await expect(rowsOf(page, 'orders.csv')).toHaveAttribute('data-value', '60')
  await expect(rowsOf(page, 'old.csv')).toHaveAttribute('data-value', '60')
})

const paste = (page: Page, target: string, data: Record<string, string>, picture = false): Promise<void> =>
  page.evaluate(
    ([target, data, picture]) => {
      const clipboardData = new DataTransfer()
      for (const [type, text] of Object.entries(data)) clipboardData.setData(type, text)
      if (picture) clipboardData.items.add(new File(['x'], 'image.png', { type: 'image/png' }))
      document
        .querySelector(target)!
        .dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    },
    [target, data, picture] as const,
  )

test('rows copied from a spreadsheet can be pasted anywhere, or into a box', async ({ page }) => {
  const tsv = CSV.replaceAll(',', '\t')
  await open(page)
  await paste(page, 'body', { 'text/plain': tsv }, true)
  const source = page.locator('[data-source^="pasted"]')
  await expect(source).toHaveCount(1)
  await expect(source.locator('[data-rows=read]')).toHaveAttribute('data-value', '60')
  await expect(source.getByRole('heading')).toHaveText(/^pasted \d\d:\d\d\.tsv/)

  await page.locator('[data-paste]').click()
  const box = page.locator('[data-paste-box]')
  await expect(box).toBeFocused()
  await paste(page, '[data-paste-box]', { 'text/plain': 'only words' })
  await expect(page.getByRole('alert').getByText('What was pasted is no table')).toBeVisible()
  const cells = [HEADER, ...ROWS].map((row) => `<tr><td>${row.join('</td><td>')}</td></tr>`).join('')
  await paste(page, '[data-paste-box]', { 'text/html': `<table>${cells.replaceAll('K', 'L')}</table>` })
  await expect(box).toHaveCount(0)
  await expect(page.locator('[data-source$=".html"] [data-rows=read]')).toHaveAttribute('data-value', '60')

  await paste(page, 'body', { 'text/plain': 'only words' })
  await expect(page.locator('[data-failure="file.paste"]')).toBeVisible()
})

test('the page does not stand still while a large workbook is opened, which can be cancelled', async ({
  page,
}) => {
  const rows = Array.from({ length: 40_000 }, (_, i) => [
    `K${i}`,
    `C${i % 900}`,
    `2024-0${1 + (i % 9)}-11`,
    i / 4,
  ])
  const book = workbook('xlsx', rows)
  await open(page)
  await add(page, { 'small.csv': CSV })
  await expect(rowsOf(page, 'small.csv')).toHaveAttribute('data-value', '60')
  await page.evaluate(() => {
    const state = { gap: 0, opening: 0 }
    Object.assign(window, { state })
    let last = performance.now()
    const beat = () => {
      const now = performance.now()
      if (document.querySelector('main')?.textContent.includes('Opening the file')) {
        state.gap = Math.max(state.gap, now - last)
        state.opening += now - last
      }
      last = now
      setTimeout(beat, 10)
    }
    beat()
  })
  await add(page, { 'large.xlsx': book })
  await expect(rowsOf(page, 'large.xlsx')).toHaveAttribute('data-value', '40000')
  const { gap, opening } = await page.evaluate(
    () => (window as unknown as { state: { gap: number; opening: number } }).state,
  )
  test
    .info()
    .annotations.push({ type: 'measured', description: `${Math.round(gap)} of ${Math.round(opening)} ms` })
  expect(gap).toBeLessThan(opening / 3)

  await add(page, { 'again.xlsx': workbook('xlsx', rows.toReversed()) })
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.locator('[data-failure="cancelled"]')).toBeVisible()
  await expect(card(page, 'again.xlsx')).toHaveCount(0)
  await expect(rowsOf(page, 'large.xlsx')).toHaveAttribute('data-value', '40000')
})
