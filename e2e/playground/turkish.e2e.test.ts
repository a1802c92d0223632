import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Reachable } from '../api.ts'
import { CHROMIUM, openPage } from './browser.ts'
import { sharedBrowser, sharedService } from './shared.ts'

const NO_AUDIO = {
  name: 'bozuk.mp3',
  mimeType: 'audio/mpeg',
  buffer: Buffer.from('bu bir ses dosyası değil '.repeat(300)),
}

let service: Reachable
let browser: Browser

describe.skipIf(CHROMIUM === undefined)('what the server says, on the Turkish page', () => {
  beforeAll(async () => {
    service = sharedService()
    browser = await sharedBrowser()
  })
  afterAll(() => browser?.close())

  test('a warning, a refused input and a failed run are told in Turkish, the last in the history too', async () => {
    const { page } = await openPage(browser, service, '/', { locale: 'tr-TR' })
    await page.getByRole('button', { name: 'Örnek klip' }).click()
    await page.getByRole('textbox', { name: 'İstem', exact: true }).fill('qwxz blorp')
    const duration = page.getByRole('textbox', { name: /^Süre/ })
    await duration.fill('2')
    await duration.press('Enter')
    await generate(page)
    await page.getByText('İstemdeki hiçbir sözcük anlaşılmadı').waitFor({ timeout: 60_000 })

    await page.getByRole('button', { name: 'Adres', exact: true }).click()
    const address = page.getByRole('textbox', { name: /adres/i })
    await address.fill(`${service.url}/files/uploads/retimbre-example/yok.mp3`)
    await address.press('Enter')
    await generate(page)
    await page.getByRole('alert').filter({ hasText: 'Bu sunucuda olmayan bir dosyayı gösteriyor' }).waitFor()

    await page.locator('input[type=file]').first().setInputFiles(NO_AUDIO)
    await page.getByText('bozuk.mp3', { exact: true }).waitFor()
    await generate(page)
    await page.getByText('Dosya bilinen bir ses biçiminde değil.').waitFor({ timeout: 60_000 })
    expect(await page.locator('main [lang="en"]').allInnerTexts()).toEqual([])

    await page.getByRole('link', { name: 'Geçmiş' }).click()
    await page.getByText('Dosya bilinen bir ses biçiminde değil.').waitFor()
    await page.context().close()
  })
})

async function generate(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Üret', exact: true }).click()
}
